"""When a reminder is owed: the ladder, day by day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.rungs import RUNGS, collapse, rung

TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Dated:
    safe_on: date
    is_limitation: bool = True
    case_id: int = 1
    trigger_event: str = "dismissal_received"
    trigger_on: date = date(2026, 11, 12)


def in_days(days, **facts):
    return Dated(TODAY + timedelta(days=days), **facts)


@pytest.mark.parametrize(
    ("days_left", "owed"),
    [
        (31, None), (30, 30), (29, 30), (15, 30), (14, 14), (8, 14), (7, 7), (4, 7), (3, 3), (2, 3), (1, 1),
        (0, 0), (-1, -1), (-7, -1), (-8, -2), (-14, -2), (-15, -3), (-365, -53),
    ],
)  # fmt: skip
def test_the_rung_of_a_day(days_left, owed):
    assert rung(days_left) == owed


@given(st.integers(min_value=-2000, max_value=400))
def test_a_day_later_never_owes_an_earlier_rung(days_left):
    later, now = rung(days_left - 1), rung(days_left)
    assert now is None or later <= now


@given(st.sets(st.integers(min_value=-60, max_value=40), min_size=1))
def test_whatever_days_are_missed_nothing_is_owed_twice_and_the_last_day_says_what_holds(days_run):
    """The programme runs on some days only; the rungs it writes are each new, and follow the ladder down."""
    written = []
    for days_left in sorted(days_run, reverse=True):
        owed = rung(days_left)
        if owed is not None and owed not in written:
            written.append(owed)
    assert written == sorted(set(written), reverse=True)
    last = min(days_run)
    assert last > max(RUNGS) or written[-1] == rung(last)


@given(st.integers(min_value=1, max_value=500))
def test_who_runs_every_day_gets_each_rung_and_then_one_a_week(days_late):
    written = {rung(days_left) for days_left in range(40, -days_late - 1, -1)} - {None}
    weeks = -(-days_late // 7)
    assert written == set(RUNGS) | {-week for week in range(1, weeks + 1)}


def test_limitation_dates_of_one_trigger_collapse_to_the_first_still_to_come():
    first, second = in_days(5), in_days(9)
    assert collapse([second, first], TODAY) == [first]


def test_a_limitation_date_that_passed_is_kept_beside_the_next():
    passed, first, second = in_days(-2), in_days(0), in_days(9)
    assert collapse([second, first, passed], TODAY) == [passed, first]


@pytest.mark.parametrize(
    "other",
    [
        in_days(9, trigger_event="wage_due"),
        in_days(9, trigger_on=date(2026, 10, 15)),
        in_days(9, case_id=2),
        in_days(9, is_limitation=False),
    ],
)
def test_dates_of_another_trigger_day_case_or_kind_stand_for_themselves(other):
    assert collapse([in_days(5), other], TODAY) == [in_days(5), other]


@given(
    st.lists(
        st.builds(
            in_days,
            st.integers(min_value=-20, max_value=30),
            is_limitation=st.booleans(),
            case_id=st.integers(min_value=1, max_value=2),
        )
    )
)
def test_collapsing_keeps_the_first_of_every_trigger_and_loses_no_other_date(dates):
    kept = collapse(dates, TODAY)
    assert sorted(kept, key=lambda one: one.safe_on) == kept
    assert [one for one in kept if not one.is_limitation] == sorted(
        (one for one in dates if not one.is_limitation), key=lambda one: one.safe_on
    )
    for case in {one.case_id for one in dates if one.is_limitation and one.safe_on >= TODAY}:
        coming = [one for one in kept if one.case_id == case and one.is_limitation and one.safe_on >= TODAY]
        assert coming == [
            min(
                (one for one in dates if one.case_id == case and one.is_limitation and one.safe_on >= TODAY),
                key=lambda one: one.safe_on,
            )
        ]
