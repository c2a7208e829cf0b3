"""The encrypted files of evidence, in a folder of their own: originals, copies, and pieces on their way."""

import time

from django.db import transaction

from evidence.models import Arriving, Evidence
from security.filestore import Store

files = Store("evidence")
DAY = 24 * 3600


def delete_after_commit(*file_ids):
    """Delete files once the rows that named them are really gone."""
    transaction.on_commit(lambda: [files.delete(file_id) for file_id in file_ids])


def sweep(now=None) -> int:
    """Delete files that no row names, a day after they were written; returns how many.

    A case that is erased takes its rows along; so its files go, and those of a process that was killed half-way.
    """
    before = (now or time.time()) - DAY
    old = {path.name for path in files.root.iterdir() if path.stat().st_ctime < before} & set(files.ids())
    orphans = sorted(old - _named()) if old else []
    for file_id in orphans:
        files.delete(file_id)
    return len(orphans)


def _named():
    named = {str(pk) for pair in Evidence.objects.values_list("original_id", "copy_id") for pk in pair}
    return named.union(*Arriving.objects.values_list("piece_ids", flat=True))
