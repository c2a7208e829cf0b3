"""The database itself refuses to change access entries.

On PostgreSQL it also refuses to delete any younger than a year (older ones may be cleared away). SQLite has no
accounts: who can open the file can do anything with it, so there only changes are refused.
"""

from django.db import migrations

TABLE = "security_accessentry"
POSTGRESQL = f"""
CREATE FUNCTION refuse_access_log_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'The access log is append-only.';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION refuse_access_log_change();
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON {TABLE}
    FOR EACH ROW WHEN (OLD.at > now() - interval '1 year') EXECUTE FUNCTION refuse_access_log_change();
"""
POSTGRESQL_BACK = f"""
DROP TRIGGER access_log_no_update ON {TABLE};
DROP TRIGGER access_log_no_delete ON {TABLE};
DROP FUNCTION refuse_access_log_change();
"""
SQLITE = f"""
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON {TABLE}
BEGIN
    SELECT RAISE(ABORT, 'The access log is append-only.');
END;
"""
SQLITE_BACK = "DROP TRIGGER access_log_no_update;"


def run(postgresql, sqlite):
    def apply(apps, schema_editor):
        schema_editor.execute(
            postgresql if schema_editor.connection.vendor == "postgresql" else sqlite, params=None
        )

    return apply


class Migration(migrations.Migration):
    dependencies = [("security", "0001_initial")]
    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
