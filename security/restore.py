"""Putting a backup into an empty place: all of it, or nothing."""

import hashlib
from contextlib import ExitStack

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections, transaction

from security import archive, backup, keyring, snapshot
from security.archive import Refused
from security.filestore import LOCK, Store
from security.rotation import FOLDERS

# What a fresh installation fills by itself. The backup's own rows take their place.
MADE_BY_ITSELF = {"contenttypes.contenttype", "auth.permission", "security.keymark"}


def restore(path) -> dict:
    """Restore an archive; returns its manifest. Raises Refused before anything is touched, saying why."""
    with archive.reading(path) as reader:
        _check_version(reader.manifest)
        _check_empty()
        for alias in settings.DATABASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        with _files_back(reader), ExitStack() as together:
            for alias in settings.DATABASES:
                together.enter_context(transaction.atomic(using=alias))
            for alias in settings.DATABASES:
                _fill(reader, alias)
    ContentType.objects.clear_cache()
    keyring.verify()
    return reader.manifest


def _check_version(manifest):
    here = backup.migrations()
    for alias, made in manifest["migrations"].items():
        if made != here:
            other = sorted(set(made) ^ set(here))
            raise Refused(
                f"The backup is of another version of Poruch ({', '.join(other[:5])}). Install that version, restore, "
                "then upgrade."
            )
        known = {label: snapshot.columns(model) for label, model in snapshot.tables(alias).items()}
        if known != {label: table["columns"] for label, table in manifest["tables"][alias].items()}:
            raise Refused("The backup has other tables than this version of Poruch.")


def _check_empty():
    for alias in settings.DATABASES:
        there = set(connections[alias].introspection.table_names())
        for label, model in snapshot.tables(alias).items():
            if label in MADE_BY_ITSELF or model._meta.db_table not in there:
                continue
            if model._base_manager.using(alias).exists():
                raise Refused(
                    f"The database {connections[alias].settings_dict['NAME']} is not empty ({label}). Restore into an "
                    "empty one."
                )
    for folder in FOLDERS:
        if names := _left_in(Store(folder).root):
            raise Refused(
                f"The folder {Store(folder).root} is not empty ({', '.join(names[:5])}). Restore into an empty one."
            )


def _left_in(folder):
    """Names of all that lies there, stored by this program or not."""
    return sorted(path.name for path in folder.iterdir() if path.name != LOCK)


def _fill(reader, alias):
    found = snapshot.tables(alias)
    for label in MADE_BY_ITSELF & found.keys():
        found[label]._base_manager.using(alias).all()._raw_delete(alias)
    for label, model in found.items():
        snapshot.insert(model, alias, reader.lines(backup.part_of(alias, label)))
    connections[alias].check_constraints()
    snapshot.reset_sequences(alias)
    for label, model in found.items():
        name = backup.part_of(alias, label)
        if _hash_of(model, alias) != reader.manifest["parts"][name]:
            raise Refused(f"The rows of {label} are not as they were. Nothing was restored.")


def _hash_of(model, alias):
    said = hashlib.sha256()
    for line in snapshot.lines(model, alias):
        said.update(line)
    return said.hexdigest()


class _files_back:  # noqa: N801 - reads as a verb where it is used
    """Writes the files on the way in and takes them away again if what follows fails."""

    def __init__(self, reader):
        self.reader, self.written = reader, []

    def __enter__(self):
        try:
            for folder in FOLDERS:
                for file_id in self.reader.manifest["files"][folder]:
                    Store(folder).put_back(file_id, self.reader.read(f"{folder}/{file_id}"))
                    self.written.append((folder, file_id))
        except BaseException:
            self._take_away()
            raise

    def __exit__(self, kind, _error, _trace):
        if kind:
            self._take_away()

    def _take_away(self):
        for folder, file_id in self.written:
            Store(folder).delete(file_id)
