"""Writing everything but the keys into one file, while people work."""

from contextlib import ExitStack

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from security import archive, keyring, snapshot
from security.filestore import Store
from security.rotation import FOLDERS


def make(path) -> dict:
    """Write the archive; returns its manifest. Raises archive.Refused if the file cannot be written.

    A row that names a file is in it with the file: files are written before their rows, and while the moment is
    taken and files are copied, nobody deletes one.
    """
    _check_up_to_date()
    keyring.verify()
    with archive.writing(path) as writer, ExitStack() as moment:
        with _nothing_deleted():
            seen = {alias: moment.enter_context(snapshot.taken(alias)) for alias in settings.DATABASES}
            files = _add_files(writer)
        facts = {
            "made_at": timezone.now().isoformat(),
            "migrations": {alias: migrations(alias) for alias in seen},
            "tables": {alias: _add_tables(writer, alias, name) for alias, name in seen.items()},
            "files": files,
        }
        return writer.finish(facts)


def migrations(alias=None) -> list:
    """Names of the migrations a database has, or without one those of this version."""
    loader = MigrationLoader(connections[alias] if alias else None)
    known = set(loader.graph.nodes)
    return sorted(
        f"{app}.{name}" for app, name in (known & set(loader.applied_migrations) if alias else known)
    )


def _check_up_to_date():
    here = migrations()
    for alias in settings.DATABASES:
        if migrations(alias) != here:
            name = connections[alias].settings_dict["NAME"]
            raise archive.Refused(
                f"The database {name} is not up to date with this version: python3 manage.py prepare"
            )


def part_of(alias, label):
    return f"{alias}/{label}.jsonl"


def _nothing_deleted():
    held = ExitStack()
    for folder in FOLDERS:
        held.enter_context(Store(folder).locked())
    return held


def _add_files(writer):
    """{folder: [ids]}."""
    found = {}
    for folder in FOLDERS:
        store = Store(folder)
        found[folder] = store.ids()
        for file_id in found[folder]:
            writer.add(f"{folder}/{file_id}", [store.sealed(file_id)], compressed=False)
    return found


def _add_tables(writer, alias, name):
    """{label: columns and number of rows}."""
    return {
        label: {
            "columns": snapshot.columns(model),
            "rows": writer.add(part_of(alias, label), snapshot.lines(model, name)),
        }
        for label, model in snapshot.tables(alias).items()
    }
