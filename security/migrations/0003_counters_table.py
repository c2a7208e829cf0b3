"""The table of Django's cache, so that `migrate` alone makes everything the security database needs."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("security", "0002_access_log_is_append_only")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
