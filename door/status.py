"""What the worker sees: the stage in a sentence, what to do, the next date. No name and no employer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import pgettext_lazy

import lawpack
import wording
from cases import ledger, messaging
from cases.models import DeadlineKind, EventText, Stage, Turn
from door import did, promises, readers

WAY = [
    pgettext_lazy("door", "Received"),
    pgettext_lazy("door", "Read and counted"),
    pgettext_lazy("door", "We claim it"),
    pgettext_lazy("door", "Finished"),
]
AT_READING = {Stage.CHECKING, Stage.CLAIM_READY}
MESSAGES = [messaging.TO_WORKER, messaging.FROM_WORKER]
MOST_MESSAGES = 20


@dataclass(frozen=True)
class Place:
    """One word of the way: `state` is done, now or empty."""

    name: str
    state: str
    on: date | None


@dataclass(frozen=True)
class LegalDate:
    """A date of the law. `is_checked` once a person of the team has confirmed what it counts from."""

    rule_id: str
    name: str
    what_is_lost: str
    what_to_do: str
    subject: str
    month: str
    on: date
    counted_from: date | None
    is_checked: bool


@dataclass(frozen=True)
class Message:
    text: str
    at: datetime
    is_mine: bool
    number: int
    is_new: bool = False


@dataclass(frozen=True)
class WorkerPage:
    """Everything on the status page."""

    heading: str
    needs: list
    messages: list
    next_date: LegalDate | None
    undated: list
    write_by: date | None
    way: list
    totals: list
    has_rules: bool
    newest: int
    did: list
    readers: list

    @property
    def waits_for_answer(self):
        """The last word is the worker's."""
        return bool(self.messages) and self.messages[0].is_mine


def page(case) -> WorkerPage:
    messages = _messages(case)
    newest = max((message.number for message in messages), default=0)
    needs = _needs(messages) if case.turn == Turn.WORKER else []
    return WorkerPage(
        newest=newest,
        did=did.listed(case),
        readers=readers.days(case),
        has_rules=lawpack.covers(case.country),
        heading=wording.label("stage", case.stage, "worker"),
        needs=needs,
        messages=[message for message in messages if message not in needs],
        next_date=next(iter(legal_dates(case)), None),
        undated=undated(case),
        write_by=promises.given_for(case),
        way=_way(case),
        totals=[one for one in ledger.totals(case) if one.claimed or one.paid_gross or one.paid_net],
    )


def legal_dates(case) -> list[LegalDate]:
    """The open dates of the law from today on, the nearest first; no rule that a language does not explain."""
    confirmed = set(
        case.triggers.exclude(confirmed_at=None).values_list("event_code", "number"),
    )
    found = case.deadlines.open().legal().filter(safe_on__gte=case.today()).order_by("safe_on")
    return [_legal_date(one, confirmed) for one in found if wording.is_worded(one.rule_id)]


def undated(case) -> list[tuple]:
    """(name, reason) of dates without a day: a fact is missing, or the law sets none."""
    found = case.deadlines.open().filter(kind=DeadlineKind.LEGAL, actor="worker", safe_on=None)
    return [
        (one.name, wording.sentence(one.no_date_reason))
        for one in found
        if one.no_date_reason and wording.is_worded(one.rule_id)
    ]


def _legal_date(deadline, confirmed):
    text = wording.deadline_text(deadline.rule_id)
    return LegalDate(
        rule_id=deadline.rule_id,
        name=text.name,
        what_is_lost=text.lose,
        what_to_do=text.do,
        subject=deadline.subject,
        month=wording.subject(deadline.subject) if deadline.subject else "",
        on=deadline.safe_on,
        counted_from=deadline.trigger_on,
        is_checked=(deadline.trigger_event, deadline.event_number) in confirmed and deadline.is_verified,
    )


def _messages(case):
    """The newest first. Erased words are left out."""
    events = list(
        case.events.filter(kind__in=MESSAGES, visibility="worker").order_by("-number")[:MOST_MESSAGES]
    )
    seen = case.worker.seen_number
    texts = EventText.objects.in_bulk([event.text_id for event in events if event.text_id])
    return [
        Message(
            text=texts[event.text_id].body,
            at=event.at,
            is_mine=event.kind == messaging.FROM_WORKER,
            number=event.number,
            is_new=event.kind == messaging.TO_WORKER and event.number > seen,
        )
        for event in events
        if event.text_id in texts
    ]


def _needs(messages):
    """While it is the worker's turn: what the team wrote since the worker last answered."""
    needs = []
    for message in messages:
        if message.is_mine:
            break
        needs.append(message)
    return needs


def _way(case):
    """Four words, never our own stages."""
    now = _place(case.stage)
    days = [timezone.localtime(case.opened_at).date(), case.accepted_on, case.demand_sent_on, case.closed_on]
    states = ["done"] * now + ["now"] + [""] * (len(WAY) - now - 1)
    return [
        Place(name, state, day if state else None) for name, state, day in zip(WAY, states, days, strict=True)
    ]


def _place(stage):
    if stage == Stage.NEW:
        return 0
    if stage in AT_READING:
        return 1
    return 3 if stage == Stage.CLOSED else 2
