"""The one door for history: every change of a case leaves a row here, chained to the row before."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from cases.models import CaseEvent, EventText, HistoryHead, Visibility
from security import keyring


class BrokenChain(Exception):
    """A row of the history was changed, removed or put in another order."""


@dataclass(frozen=True)
class Entry:
    """What happened. `detail` holds ids, codes, dates and sums; names and free words go into `text`."""

    kind: str
    detail: dict = field(default_factory=dict)
    text: str = ""
    visibility: str = Visibility.TEAM
    at: datetime | None = None


def record(case, kind, *, by, detail=None, text="", visibility=Visibility.TEAM, at=None):
    """Append one event."""
    return record_all(case, [Entry(kind, detail or {}, text, visibility, at)], by=by)[0]


@transaction.atomic
def record_all(case, entries, *, by):
    """Append events in this order."""
    if not entries:
        return []
    # The lock on the head keeps two writers from taking the same number.
    head, _created = HistoryHead.objects.select_for_update().get_or_create(case=case)
    written = []
    for entry in entries:
        event = _event(case, entry, by, head)
        head.number, head.hash = event.number, event.hash
        written.append(event)
    CaseEvent.objects.bulk_create(written)
    head.seal = _seal(f"{case.pk}:{head.number}:{head.hash}")
    head.save()
    return written


def _event(case, entry, by, head):
    """The next row of the chain, not stored yet; its words are."""
    words = EventText.objects.create(case=case, body=entry.text) if entry.text else None
    event = CaseEvent(
        case=case,
        number=head.number + 1,
        kind=entry.kind,
        by=by,
        at=entry.at or timezone.now(),
        detail=_plain(entry.detail),
        visibility=entry.visibility,
        text_id=words.pk if words else None,
        text_hash=_seal(entry.text) if words else "",
        previous_hash=head.hash,
    )
    event.hash = fingerprint(event)
    return event


def fingerprint(event):
    """Keyed hash over everything the row says and the hash of the row before."""
    said = {
        "case": str(event.case_id),
        "number": event.number,
        "kind": event.kind,
        "by": str(event.by_id or ""),
        "at": event.at.astimezone(UTC).isoformat(),
        "detail": event.detail,
        "visibility": str(event.visibility),
        "text": str(event.text_id or ""),
        "text_hash": event.text_hash,
        "previous": event.previous_hash,
    }
    return _seal(json.dumps(said, sort_keys=True, ensure_ascii=False))


def verify(case):
    """Raise BrokenChain naming the first row that is not as it was written."""
    previous, expected = "", 1
    texts = {text.pk: text for text in EventText.objects.filter(case=case)}
    for event in CaseEvent.objects.filter(case=case).order_by("number"):
        intact = event.number == expected and event.previous_hash == previous
        if not intact or not hmac.compare_digest(event.hash, fingerprint(event)):
            raise BrokenChain(f"{case.reference}, entry {event.number}")
        words = texts.get(event.text_id)
        if words is not None and not hmac.compare_digest(event.text_hash, _seal(words.body)):
            raise BrokenChain(f"{case.reference}, words of entry {event.number}")
        previous, expected = event.hash, expected + 1
    if expected == 1:
        raise BrokenChain(f"{case.reference}, without any entry")
    head = HistoryHead.objects.filter(case=case).first()
    sealed = _seal(f"{case.pk}:{expected - 1}:{previous}")
    if head is None or head.number != expected - 1 or not hmac.compare_digest(head.seal, sealed):
        raise BrokenChain(f"{case.reference}, after entry {expected - 1}")
    return expected - 1


def _seal(text):
    return hmac.new(keyring.ring().chain, text.encode(), hashlib.sha256).hexdigest()


def _plain(detail):
    """JSON-able copy: dates, sums and ids as text."""
    return json.loads(json.dumps(detail, default=str))
