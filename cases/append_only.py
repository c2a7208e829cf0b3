"""The database itself refuses to change or delete a row of the history, on SQLite and PostgreSQL."""

from contextlib import contextmanager

ACTIONS = ("UPDATE", "DELETE")
REFUSAL = "history is append-only"
# {table: (what its triggers are called, the columns an update may not touch; none named: no column at all)}
HISTORY = {"cases_caseevent": ("history", ())}
# The words of a line are sealed beside it: a new key reseals them, and they can be erased.
JOURNAL = {"cases_disputeentry": ("journal", ("id", "dispute_id", "kind", "on", "at", "by_id", "detail"))}
ALL = {**HISTORY, **JOURNAL}


def install(connection, tables=ALL):
    with connection.cursor() as cursor:
        for statement in _install_statements(connection.vendor, tables):
            cursor.execute(statement)


def remove(connection, tables=ALL):
    with connection.cursor() as cursor:
        for table, (called, _columns) in tables.items():
            for action in ACTIONS:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(called, action)}{on_table}")


@contextmanager
def suspended(connection):
    """For the end of a retention period (and for emptying a test database): rows may go inside this block."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def _install_statements(vendor, tables):
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION refuse_history_change() RETURNS trigger AS $$ "
            f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END; $$ LANGUAGE plpgsql"
        )
    create, refuse = _dialect(vendor)
    for table, (called, columns) in tables.items():
        for action in ACTIONS:
            yield f"{create} {_name(called, action)} BEFORE {_what(action, columns)} ON {table} {refuse}"


def _dialect(vendor):
    """How a trigger begins and ends."""
    if vendor == "postgresql":
        return "CREATE OR REPLACE TRIGGER", "FOR EACH ROW EXECUTE FUNCTION refuse_history_change()"
    return "CREATE TRIGGER IF NOT EXISTS", f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _what(action, columns):
    if action == "DELETE" or not columns:
        return action
    return "UPDATE OF " + ", ".join(f'"{column}"' for column in columns)


def _name(called, action):
    return f"{called}_no_{action.lower()}"
