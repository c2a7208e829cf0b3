"""What somebody has of it at once: which legal dates may run, and where to go if nobody answers in time."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import lawpack
import wording
from door import promises, status, told
from wording import after_sending

SOON = timedelta(days=120)


@dataclass(frozen=True)
class Told:
    """One legal date in the words of the moment after sending."""

    sentence: str
    name: str
    on: date
    what_to_do: str
    what_is_lost: str
    is_checked: bool


@dataclass(frozen=True)
class Sheet:
    """Everything for the page after sending and the sheet to keep."""

    dates: list = field(default_factory=list)
    undated: list = field(default_factory=list)
    read_by: date | None = None
    where_to_go: str = ""
    has_rules: bool = True
    group: object = None


def sheet(draft) -> Sheet:
    """For the case of a draft that was sent, or for the story set aside: both read alike."""
    return of_case(draft.case) if draft.case else of_held(draft.held)


def of_case(case):
    dates = [
        _told(one.rule_id, one.on, one.counted_from, one.subject, one.is_checked)
        for one in status.legal_dates(case)
    ]
    return Sheet(
        dates=_near(dates, case.today()),
        undated=status.undated(case),
        read_by=promises.given_for(case),
        where_to_go=after_sending.body(case.country),
        has_rules=lawpack.covers(case.country),
        group=case.group,
    )


def of_held(held):
    today, country = held.held_at.date(), held.given.get("country", "")
    found, undated = told.dates(held.given, today)
    dates = [_told(one.rule_id, one.safe_on, one.trigger_on, one.subject, False) for one in found]
    return Sheet(
        dates=_near(dates, today),
        undated=undated,
        read_by=held.see_by,
        where_to_go=after_sending.body(country),
        has_rules=not country or lawpack.covers(country),
        group=held.group,
    )


def _told(rule_id, on, received, subject, is_checked):
    text = wording.deadline_text(rule_id)
    return Told(
        sentence=after_sending.sentence(rule_id, on=on, received=received, subject=subject),
        name=f"{text.name} ({wording.subject(subject)})" if subject else text.name,
        on=on,
        what_to_do=text.do,
        what_is_lost=text.lose,
        is_checked=is_checked,
    )


def _near(dates, today):
    """What runs out soon; if nothing does, the first date alone."""
    return [one for one in dates if one.on <= today + SOON] or dates[:1]
