"""Hours of months, rebuilt from a typical week: exceptions stand in, public holidays stay."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import wording
from lawpack.typical_week import hours_of_week

D = Decimal
WORKING_WEEK = (D(8), D(8), D(8), D(8), D("6.5"), D(0), D(0))
hours = st.decimals(0, 24, places=2)


def test_a_month_and_a_half():
    """September 2026: Tuesday 1 to Wednesday 30, so 4 Mondays, 5 Tuesdays, 5 Wednesdays, 4 of the others."""
    september, october = hours_of_week(WORKING_WEEK, date(2026, 9, 1), date(2026, 10, 15))
    assert (september.month, september.hours) == (date(2026, 9, 1), 14 * D(8) + 4 * D(8) + 4 * D("6.5"))
    assert (october.month, october.hours) == (date(2026, 10, 1), 9 * D(8) + 2 * D("6.5"))
    assert len(september.days) == 22


def test_exceptions_stand_in_and_public_holidays_stay():
    usual, with_exceptions = (
        hours_of_week(WORKING_WEEK, date(2026, 5, 1), date(2026, 5, 31), exceptions)[0]
        for exceptions in (None, {date(2026, 5, 4): D(0), date(2026, 5, 9): D("10.5")})
    )
    assert usual.days[date(2026, 5, 1)] == D("6.5")
    assert with_exceptions.hours == usual.hours - 8 + D("10.5")
    assert date(2026, 5, 4) not in with_exceptions.days


def test_the_working_is_told():
    (found,) = hours_of_week(WORKING_WEEK, date(2026, 9, 28), date(2026, 9, 30), {date(2026, 9, 30): D(10)})
    with translation.override("en"):
        told = [wording.sentence(step).replace("\u00a0", " ") for step in found.steps]
    assert told == [
        "Monday: 8 h × 1 = 8 h",
        "Tuesday: 8 h × 1 = 8 h",
        "Other than usual, Wednesday 30 September 2026: 10 h",
        "Hours of September 2026: 26",
        "Public holidays were not taken out. Enter a day without work as an exception.",
    ]


@pytest.mark.parametrize(
    ("week", "exceptions", "reason"),
    [
        ((D(8),) * 6, {}, "seven days"),
        ((D(25), *WORKING_WEEK[1:]), {}, "0 to 24"),
        ((D(-1), *WORKING_WEEK[1:]), {}, "0 to 24"),
        (WORKING_WEEK, {date(2026, 9, 1): D(25)}, "0 to 24"),
        (WORKING_WEEK, {date(2026, 10, 1): D(8)}, "outside"),
    ],
)
def test_an_impossible_week_is_refused(week, exceptions, reason):
    with pytest.raises(ValueError, match=reason):
        hours_of_week(week, date(2026, 9, 1), date(2026, 9, 30), exceptions)


@given(
    week=st.tuples(*[hours] * 7),
    first=st.dates(date(2016, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 400),
    other=st.dictionaries(st.integers(0, 400), hours, max_size=5),
)
def test_every_day_counts_once(week, first, length, other):
    last = first + timedelta(days=length)
    exceptions = {
        first + timedelta(days=number): value for number, value in other.items() if number <= length
    }
    found = hours_of_week(week, first, last, exceptions)
    days = [first + timedelta(days=number) for number in range(length + 1)]
    assert sum((one.hours for one in found), D(0)) == sum(
        (exceptions.get(day, week[day.weekday()]) for day in days), D(0)
    )
    assert [one.month for one in found] == sorted({day.replace(day=1) for day in days})
    assert all(one.hours == sum(one.days.values(), D(0)) for one in found)
