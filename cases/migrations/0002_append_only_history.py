from django.db import migrations

from cases import append_only


def install(apps, schema_editor):
    if schema_editor.connection.alias == "default":
        append_only.install(schema_editor.connection)


def remove(apps, schema_editor):
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """The database refuses to change the history."""

    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
