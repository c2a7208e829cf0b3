"""Hours of each month or week, rebuilt from a typical week and the days that were different."""

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
class Rebuilt:
    """The hours of one month, or of one week: then `week` is its Monday and `month` the month of that Monday.

    `month` is the first day; `days` are the hours of each day, those without left out. `steps` say how the sum
    comes about.
    """

    month: date
    hours: Decimal
    days: Mapping[date, Decimal]
    steps: tuple[Note, ...]
    week: date | None = None


def hours_of_week(
    typical: Sequence[Decimal], first: date, last: date, exceptions: Mapping[date, Decimal] | None = None
):
    """One Rebuilt for each month from `first` to `last`, both counted.

    typical: the hours of Monday to Sunday, seven Decimals from 0 to 24; exceptions: {day: hours} that stand in
    for those of the week, 0 for a day without work. Public holidays are not taken out: whether somebody worked
    on one is a fact, not a rule. Raises ValueError for a week without seven days, hours of another size, or an
    exception outside the span.
    """
    exceptions = exceptions or {}
    _check(typical, first, last, exceptions)
    return [
        _rebuilt(typical, one, min(month_end(one), last), exceptions)
        for one in _starts(first, last, month_end)
    ]


def hours_by_week(
    typical: Sequence[Decimal], first: date, last: date, exceptions: Mapping[date, Decimal] | None = None
):
    """One Rebuilt for each ISO week that has a day from `first` to `last`; everything else as `hours_of_week`."""
    exceptions = exceptions or {}
    _check(typical, first, last, exceptions)
    return [
        _rebuilt(typical, one, min(_sunday(one), last), exceptions, week=_sunday(one) - 6 * A_DAY)
        for one in _starts(first, last, _sunday)
    ]


def _sunday(day):
    return day + A_DAY * (DAYS_OF_A_WEEK - day.isoweekday())


def _check(typical, first, last, exceptions):
    if len(typical) != DAYS_OF_A_WEEK:
        raise ValueError("a week has seven days")
    if any(not 0 <= hours <= MOST_HOURS for hours in (*typical, *exceptions.values())):
        raise ValueError("a day has 0 to 24 hours")
    if any(not first <= day <= last for day in exceptions):
        raise ValueError("an exception lies outside the days asked for")


def _starts(first, last, end_of):
    """The first day counted in each month or week."""
    while first <= last:
        yield first
        first = end_of(first) + A_DAY


def _rebuilt(typical, first, last, exceptions, week=None):
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    hours = {day: exceptions.get(day, typical[day.weekday()]) for day in days}
    total = sum(hours.values(), Decimal(0))
    month = (week or first).replace(day=1)
    said = note("typical_week", hours=total) if week else None
    steps = (
        *_usual(typical, [day for day in days if day not in exceptions]),
        *(note("typical_exception", on=day, hours=hours[day]) for day in days if day in exceptions),
        said or note("typical_month", month=f"{month:%Y-%m}", hours=total),
        note("typical_holidays"),
    )
    return Rebuilt(month, total, {day: worked for day, worked in hours.items() if worked}, steps, week)


def _usual(typical, days):
    for weekday, hours in enumerate(typical):
        count = sum(day.weekday() == weekday for day in days)
        if hours and count:
            yield note("typical_weekday", weekday=weekday + 1, hours=hours, days=count, sum=hours * count)
