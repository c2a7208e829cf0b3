"""Deadlines as cards: open ones by day, then those without a day; settled ones on their own."""

from dataclasses import dataclass, field
from datetime import date

import wording
from cases import deadlines as verbs
from cases.facts import LEARNED
from cases.models import Deadline, DeadlineKind
from cases.presenting.details import between
from cases.presenting.started import Started

# The first reminder comes this many days before; from then on a legal deadline is loud.
LOUD_DAYS = 30
# Said once above all cards, with the way to the fact that is missing.
REGION_UNKNOWN = "region_unknown"
OFFICIAL_LANGUAGES = {
    "AT": "de", "CZ": "cs", "DE": "de", "ES": "es", "FR": "fr", "IT": "it", "NL": "nl", "PL": "pl",
}  # fmt: skip


@dataclass(frozen=True)
class DateCard:
    """One date, and in `later` the same rule for later months of wages.

    `started` is the event it counts from, if that stands on the case; `citation_language` the country's own.
    """

    deadline: Deadline
    name: str
    on: date | None
    is_loud: bool
    is_ours: bool
    can_move: bool
    text: object
    steps: list
    warnings: list
    no_date_reason: str
    started: Started | None = None
    later: list = field(default_factory=list)

    @property
    def is_answer(self):
        return self.deadline.kind == DeadlineKind.REPLY

    @property
    def is_instalment(self):
        return self.deadline.kind == DeadlineKind.INSTALMENT

    @property
    def shows_due_day(self):
        """The last day by the law, where it is another one than the day to work to."""
        return self.deadline.due_on is not None and self.deadline.due_on != self.on

    @property
    def counts_from(self):
        """The event the period began with and its day; a month of wages has its own pay day."""
        if not self.deadline.trigger_event:
            return ""
        what = wording.event_label(self.deadline.trigger_event)
        latest = self.started.trigger.latest_on if self.started else None
        return f"{what}, {between(self.deadline.trigger_on, latest)}" if self.deadline.trigger_on else what

    @property
    def citation_language(self):
        """The law is quoted in the language of its country, whose letters the rule's name begins with."""
        return OFFICIAL_LANGUAGES.get(self.deadline.rule_id[:2], "")


def cards(deadlines, today, started=()):
    """Cards for open deadlines, those with a day first; a rule with many months is one card.

    started: the events of the case, as `cases.presenting.started` lists them.
    """
    shown, first_of = [], {}
    by_event = {(one.trigger.event_code, one.trigger.number): one for one in started}
    # Who says nothing else read the letter on the day it came.
    by_event.setdefault((LEARNED, 1), by_event.get(("dismissal_received", 1)))
    open_ones = [_card(one, today, by_event) for one in deadlines if one.is_open]
    for card in sorted(open_ones, key=_order):
        alike = (card.deadline.rule_id, card.on is None, card.no_date_reason)
        if alike in first_of:
            first_of[alike].later.append(card)
            continue
        shown.append(card)
        if card.deadline.is_of_a_month:
            first_of[alike] = card
    return shown


def settled(deadlines):
    """[(deadline, name, day, what became of it)] of dates that are met or given up, newest first."""
    done = [one for one in deadlines if one.met_on or one.waived_on]
    done.sort(key=lambda one: one.met_on or one.waived_on, reverse=True)
    return [(one, name_of(one), one.met_on or one.waived_on, _state(one)) for one in done]


def name_of(deadline):
    if not deadline.subject:
        return deadline.name
    return f"{deadline.name} ({wording.subject(deadline.subject)})"


def _order(card):
    """What is ours to keep comes first, by day; then the employer's duties, then dates without a day."""
    return card.on is None, not card.is_ours, card.on or date.max


def _card(deadline, today, by_event):
    on, reason = deadline.safe_on, deadline.no_date_reason
    is_ours = deadline.actor != "employer"
    is_near = on is not None and (on - today).days <= LOUD_DAYS
    return DateCard(
        deadline=deadline,
        name=name_of(deadline),
        on=on,
        is_loud=deadline.kind == DeadlineKind.LEGAL and is_ours and is_near,
        is_ours=is_ours,
        can_move=deadline.kind in verbs.MOVABLE,
        text=wording.deadline_text(deadline.rule_id) if deadline.rule_id else None,
        steps=[wording.sentence(step) for step in deadline.steps],
        warnings=[wording.sentence(step) for step in deadline.warnings if step["code"] != REGION_UNKNOWN],
        started=by_event.get((deadline.trigger_event, deadline.event_number)),
        no_date_reason=wording.sentence(reason) if reason else "",
    )


def _state(deadline):
    return wording.label("deadline_state", "met" if deadline.met_on else "waived")


def region_is_missed(deadlines):
    """Whether open dates are the earliest possible only because the region of the work is not known."""
    return any(step["code"] == REGION_UNKNOWN for one in deadlines if one.is_open for step in one.warnings)
