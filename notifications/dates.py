"""Dates that could owe a reminder, read as light rows: there may be very many of them."""

from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from cases.models import Deadline, Stage
from notifications.rungs import RUNGS

READ_AT_ONCE = 2_000


class Due(NamedTuple):
    """One open date and what of its case decides who is told."""

    id: UUID
    kind: str
    rule_id: str
    subject: str
    safe_on: date
    is_limitation: bool
    trigger_event: str
    trigger_on: date | None
    case_id: UUID
    reference: str
    group_id: UUID | None
    is_restricted: bool
    responsible_id: UUID | None


COLUMNS = [
    *Due._fields[: Due._fields.index("case_id") + 1],
    "case__reference",
    "case__group_id",
    "case__is_restricted",
    "case__responsible_id",
]


def chunks(today, size=READ_AT_ONCE):
    """Lists of about `size` dates that could owe a rung; one case never spans two lists."""
    chunk = []
    for _case, dates in groupby(_rows(today), key=lambda due: due.case_id):
        chunk += dates
        if len(chunk) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _rows(today):
    """Open dates of open cases. What the employer must do is no date of ours."""
    found = (
        Deadline.objects.open()
        .filter(safe_on__lte=today + timedelta(days=max(RUNGS)))
        .exclude(actor="employer")
        .exclude(case__stage=Stage.CLOSED)
        .order_by("case_id", "safe_on", "id")
    )
    return map(Due._make, found.values_list(*COLUMNS).iterator(chunk_size=READ_AT_ONCE))
