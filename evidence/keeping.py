"""What happens to evidence later: attached to its case, described, opened, removed, erased, forgotten."""

from django.db import transaction
from django.utils import timezone

from cases import events
from evidence import taking
from evidence.models import Evidence, Giver
from evidence.store import delete_after_commit

DESCRIBED = ("kind", "shows", "dated_on")


def attach(story_key, case):
    """The story became a case: what was given with it goes along. Said twice it is done once."""
    for item in Evidence.objects.filter(case=None, story_key=story_key):
        item.case, item.story_key = case, ""
        item.save(update_fields=["case", "story_key"])
        taking.note_added(item)


@transaction.atomic
def describe(item, *, by, **said):
    """Say what it is, what it shows and of which day it is. Nothing new leaves no entry."""
    changed = [name for name in DESCRIBED if getattr(item, name) != said[name]]
    if changed:
        for name in changed:
            setattr(item, name, said[name])
        item.save(update_fields=changed)
        events.record(item.case, "evidence_changed", by=by, detail={**taking.facts(item), "changed": changed})
    return item


def opened(item):
    """Somebody of the team looked at it: from now on it stays until the team removes it."""
    Evidence.objects.filter(pk=item.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def remove(item, *, by, reason):
    """The team removes an item; the reason stays in the history, the files do not stay anywhere."""
    if _gone(item):
        events.record(item.case, "evidence_removed", by=by, detail=taking.facts(item), text=reason)


@transaction.atomic
def take_back(item):
    """The worker takes an own item away, as long as nobody of the team has opened it; True if it is gone."""
    own = Evidence.objects.select_for_update().filter(pk=item.pk, giver=Giver.WORKER, opened_at=None)
    if not own.exists() or not _gone(item):
        return False
    if item.case:
        events.record(item.case, "evidence_taken_back", by=None, detail=taking.facts(item))
    return True


def erase(items):
    """Rows and files gone, without a trace in a history: for cases that are erased and stories that are none."""
    for item in items:
        _gone(item)


def _gone(item):
    """Delete the row, and after the commit its files. False if somebody was faster."""
    count, _rows = Evidence.objects.filter(pk=item.pk).delete()
    if count:
        delete_after_commit(item.original_id, item.copy_id)
    return bool(count)
