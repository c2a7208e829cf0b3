"""Hours of each month, rebuilt from a typical week and the days that were different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lawpack.counting import month_end
from lawpack.notes import Note, note

DAYS_OF_A_WEEK = 7
MOST_HOURS = Decimal(24)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MonthHours:
    """The hours of one month. `month` is its first day; `days` are the hours of each day, those without left out.

    `steps` say how the sum comes about.
    """

    month: date
    hours: Decimal
    days: Mapping[date, Decimal]
    steps: tuple[Note, ...]


def hours_of_week(
    typical: Sequence[Decimal], first: date, last: date, exceptions: Mapping[date, Decimal] | None = None
):
    """One MonthHours for each month from `first` to `last`, both counted.

    typical: the hours of Monday to Sunday, seven Decimals from 0 to 24; exceptions: {day: hours} that stand in
    for those of the week, 0 for a day without work. Public holidays are not taken out: whether somebody worked
    on one is a fact, not a rule. Raises ValueError for a week without seven days, hours of another size, or an
    exception outside the span.
    """
    exceptions = exceptions or {}
    _check(typical, first, last, exceptions)
    return [_month(typical, one, min(month_end(one), last), exceptions) for one in _starts(first, last)]


def _check(typical, first, last, exceptions):
    if len(typical) != DAYS_OF_A_WEEK:
        raise ValueError("a week has seven days")
    if any(not 0 <= hours <= MOST_HOURS for hours in (*typical, *exceptions.values())):
        raise ValueError("a day has 0 to 24 hours")
    if any(not first <= day <= last for day in exceptions):
        raise ValueError("an exception lies outside the days asked for")


def _starts(first, last):
    """The first day counted in each month."""
    while first <= last:
        yield first
        first = month_end(first) + A_DAY


def _month(typical, first, last, exceptions):
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    hours = {day: exceptions.get(day, typical[day.weekday()]) for day in days}
    total = sum(hours.values(), Decimal(0))
    month = first.replace(day=1)
    steps = (
        *_usual(typical, [day for day in days if day not in exceptions]),
        *(note("typical_exception", on=day, hours=hours[day]) for day in days if day in exceptions),
        note("typical_month", month=f"{month:%Y-%m}", hours=total),
        note("typical_holidays"),
    )
    return MonthHours(month, total, {day: worked for day, worked in hours.items() if worked}, steps)


def _usual(typical, days):
    for weekday, hours in enumerate(typical):
        count = sum(day.weekday() == weekday for day in days)
        if hours and count:
            yield note("typical_weekday", weekday=weekday + 1, hours=hours, days=count, sum=hours * count)
