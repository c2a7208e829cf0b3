"""Everything of one case that is the worker's own, as plain JSON values. Notes of the team are not part of it."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

import wording
from cases.models import EventText
from documents import blocks
from documents.models import LetterState
from door import did, readers, status

FORMAT = "poruch-person-1"
SHOWN = (LetterState.APPROVED, LetterState.DISPATCHED)
LEFT_OUT = {"id", "case", "seen_number"}


def collected(case) -> dict:
    """Dates as ISO text, sums as text with a point and their currency beside them."""
    return _plain(
        {
            "format": FORMAT,
            "made_at": timezone.now(),
            "number": case.reference,
            "group": str(case.group or ""),
            "stage": case.stage,
            "person": _fields(case.worker),
            "story_as_given": case.intake.given,
            "story": case.intake.story,
            "received_at": case.intake.received_at,
            "employer": _fields(case.employer),
            "job": _fields(case.employment),
            "months": [_fields(one) for one in case.periods.all()],
            "claims": [_fields(one) for one in case.claims.all()],
            "payments": [_fields(one) for one in case.payments.all()],
            "dates": [{"name": str(one.name), "on": one.safe_on} for one in case.deadlines.legal()],
            "consents": [_fields(one, "recorded_by") for one in case.consents.all()],
            "messages": _messages(case),
            "what_happened": [{"at": one.at, "what": str(one.sentence)} for one in did.listed(case)],
            "who_read_it": [
                {"on": day.on, "people": [f"{task}: {number}" for task, number in day.people]}
                for day in readers.days(case)
            ],
            "letters": [
                {
                    "number": one.reference,
                    "dated_on": one.dated_on,
                    "text": blocks.from_json(one.blocks).text(),
                }
                for one in case.letters.filter(state__in=SHOWN)
            ],
            "photos_and_documents": [
                {
                    "kind": str(wording.label("evidence", one.kind)),
                    "shows": one.shows,
                    "given_at": one.given_at,
                    "bytes": one.size,
                    "sha256": one.sha256,
                }
                for one in case.evidence.all()
            ],
        }
    )


def _messages(case):
    found = list(case.events.filter(kind__in=status.MESSAGES, visibility="worker").order_by("number"))
    texts = EventText.objects.in_bulk([one.text_id for one in found if one.text_id])
    return [
        {"at": one.at, "from": one.kind.rpartition("_")[2], "text": texts[one.text_id].body}
        for one in found
        if one.text_id in texts
    ]


def _fields(row, *left_out):
    """All fields of a row but ids and people of the team."""
    names = [one.name for one in row._meta.fields if not one.is_relation and one.name not in LEFT_OUT]
    return {name: getattr(row, name) for name in names if name not in left_out}


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if isinstance(value, (str, int, bool, type(None))) else str(value)
