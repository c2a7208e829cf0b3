from django.db import migrations

from cases import append_only


def install(apps, schema_editor):
    if schema_editor.connection.alias == "default":
        append_only.install(schema_editor.connection, append_only.JOURNAL)


def remove(apps, schema_editor):
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection, append_only.JOURNAL)


class Migration(migrations.Migration):
    """The database refuses to change the journal of a dispute."""

    dependencies = [("cases", "0004_money_of_a_case")]

    operations = [migrations.RunPython(install, remove)]
