"""A file that came becomes evidence: checked, rebuilt, stored twice, noted in the history. Or it is refused."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases import events
from cases.models import Case, Turn
from evidence import slots
from evidence.checking.process import check_apart
from evidence.checking.verdict import refused
from evidence.models import Evidence, Giver
from evidence.store import files


class Refused(Exception):
    """The file is not taken; `code` says why (checking.verdict.REFUSALS, or "many" and "room" of the place)."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def take(data, *, place, by=None, look=None, **said):
    """Evidence made of the bytes. `said` holds kind, shows and dated_on as far as they are known.

    The same file at the same place is the item that is there already. Raises Refused. `look` gives the verdict;
    files we have drawn ourselves need no process of their own.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    existing = place.items.filter(sha256=sha256).first()
    if existing:
        return existing
    _check_room(place, len(data))
    verdict = (look or _looked_at)(data)
    if verdict.refusal:
        raise Refused(verdict.refusal)
    original_id, copy_id = files.put(data), files.put(verdict.copy)
    item = Evidence(
        **place.owner,
        **said,
        giver=Giver.STAFF if by else Giver.WORKER,
        by=by,
        given_at=timezone.now(),
        original_id=original_id,
        original_kind=verdict.kind,
        copy_id=copy_id,
        copy_kind=verdict.copy_kind,
        sha256=sha256,
        size=len(data),
        pages=verdict.pages,
    )
    try:
        stored = _stored(item, place)
    except IntegrityError:  # an equal file was faster
        stored = place.items.get(sha256=sha256)
    if stored != item:
        files.delete(original_id)
        files.delete(copy_id)
    return stored


def _looked_at(data):
    try:
        with slots.slot():
            return check_apart(data)
    except slots.Busy:
        return refused("busy")


@transaction.atomic
def _stored(item, place):
    """The row and its line in the history. A case never holds more than it may, however many come at once."""
    if place.case:
        Case.objects.select_for_update().get(pk=place.case.pk)
        _check_room(place, item.size)
    item.save(force_insert=True)
    if place.case:
        note_added(item)
        if item.giver == Giver.WORKER:
            Case.objects.filter(pk=place.case.pk).update(turn=Turn.TEAM)
    return item


def note_added(item):
    """Into the history of the case: what came and from whom."""
    kind = "evidence_given" if item.giver == Giver.WORKER else "evidence_added"
    events.record(item.case, kind, by=item.by, detail=facts(item))


def facts(item):
    """What the history says of an item: ids and codes, no word of what it shows."""
    return {"evidence": item.pk, "kind": item.kind, "giver": item.giver, "pages": item.pages}


def _check_room(place, size):
    sizes = list(place.items.values_list("size", flat=True))
    if len(sizes) >= place.most:
        raise Refused("many")
    if sum(sizes) + size > place.most_bytes:
        raise Refused("room")
