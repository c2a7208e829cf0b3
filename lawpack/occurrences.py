"""Which events of a case happened, and when: the triggers that rules wait for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lawpack import pay_days
from lawpack.counting import month_end
from lawpack.notes import note

NUMBERED = "#"
LETTER_FORMS = ("written", "unknown")
VOID_FORMS = {"oral": "dismissal_oral", "electronic": "dismissal_electronic"}


@dataclass(frozen=True)
class Occurrence:
    """One event. `on` None: it happened, the day is unknown. `unmoved`: before any move to a working day.

    `subject` tells events of one kind apart: the month of a wage, #2 for the second illness. `is_told`:
    somebody named the event itself, so that a rule which waits for being asked for counts from it.
    """

    event: str
    on: date | None
    unmoved: date | None
    subject: str = ""
    steps: tuple = ()
    warnings: tuple = ()
    is_told: bool = False


def told(event, on, warnings=(), number=1):
    """An event that somebody named with its day; `number` 2 and more: another one of its kind."""
    return replace(_event(event, on, *warnings, is_told=True), subject=subject_of(number))


def subject_of(number):
    """What tells the dates of several events of one kind apart; the first one needs nothing."""
    return "" if number == 1 else f"{NUMBERED}{number}"


def of_case(facts, workdays):
    """{event code: list of Occurrence} of everything the facts tell."""
    found = {}
    for one in [*_dismissal(facts), *_end(facts), *_wages(facts, workdays), *_others(facts)]:
        found.setdefault(one.event, []).append(one)
    return found


def _event(event, on, *warnings, is_told=False):
    steps = (note("event", event=event, on=on),) if on else ()
    return Occurrence(event, on, on, "", steps, tuple(warnings), is_told)


def _dismissal(facts):
    form, received = facts.dismissal_form, facts.dismissal_received_on
    if form in LETTER_FORMS:
        unsure = [note("form_unknown")] if form == "unknown" else []
        yield _event("dismissal_received", received, *unsure)
        yield _event("dismissal_learned", facts.dismissal_learned_on or received, *unsure)
    elif form in VOID_FORMS:
        yield _event(VOID_FORMS[form], received)


def _end(facts):
    if facts.end_known_on:
        void = [note("dismissal_may_be_void")] if facts.dismissal_form in VOID_FORMS else []
        yield _event("end_date_known", facts.end_known_on, *void)
    if facts.last_day:
        yield _event("end_of_employment", facts.last_day)


def _wages(facts, workdays):
    for month in sorted(set(facts.months)):
        subject = f"{month:%Y-%m}"
        due = pay_days.earliest(month, facts.pay_day, workdays, facts.country)
        yield Occurrence("wage_due", due.on, due.unmoved, subject, due.steps, due.warnings)
        worked = (note("month_worked", month=subject),)
        yield Occurrence("month_worked", month_end(month), month_end(month), subject, worked)


def _others(facts):
    for event, days in sorted(facts.events.items()):
        numbered = days if isinstance(days, Mapping) else {1: days}
        yield from (told(event, on, number=number) for number, on in sorted(numbered.items()))
