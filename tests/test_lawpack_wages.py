"""Sums: the worked examples to the cent, the minimum wage as a floor, gross and net apart."""

from dataclasses import asdict, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lawpack
import wording
from lawpack import floors, rates, wages
from lawpack.deadlines import PayDay
from lawpack.exact import cents
from lawpack.wages import Pay, Period

D = Decimal
hours = st.decimals(0, 744, places=2)
amounts = st.decimals(0, 5000, places=2)
months = st.dates(date(2015, 1, 1), date(2035, 12, 31)).map(lambda day: day.replace(day=1))
FIFTEENTH = PayDay(15)


def hourly(amount, **more):
    return Pay("hourly", D(amount), **more)


def lines(periods, pay, pay_day=FIFTEENTH, country="DE", region="DE-NW"):
    return wages.owed(periods, pay, country=country, region=region, pay_day=pay_day)


def line(period, pay, **more):
    (found,) = lines([period], pay, **more)
    return found


def worked(month, hours=None, **more):
    return Period(date.fromisoformat(f"{month}-01"), None if hours is None else D(hours), **more)


def codes(notes):
    return [note.code for note in notes]


def told(notes):
    return [wording.sentence(note) for note in notes]


# Worked examples


def test_d_the_helper_gets_the_minimum_of_each_year():
    periods = [
        worked("2025-11", 120, paid=D(1200)),
        worked("2025-12", 130, paid=D(1300)),
        worked("2026-01", 125, paid=D(1250)),
        worked("2026-02", 110, paid=D(1100)),
    ]
    found = lines(periods, hourly("10.00"))
    assert [one.open for one in found] == [D("338.40"), D("366.60"), D("487.50"), D("429.00")]
    assert sum(one.open for one in found) == D("1621.50")
    assert [one.rate for one in found] == [D("12.82"), D("12.82"), D("13.90"), D("13.90")]


def test_o_the_cleaner():
    september, october = lines([worked("2026-10", 130), worked("2026-09", 120)], hourly("12.00"))
    assert (september.open, october.open) == (D("1668.00"), D("1807.00"))
    assert (september.due_on, september.interest_from) == (date(2026, 10, 15), date(2026, 10, 16))
    assert (october.due_on, october.interest_from) == (date(2026, 11, 16), date(2026, 11, 17))
    assert (october.rate, october.rate_basis) == (D("13.90"), "minimum")
    assert told(september.formula) == [
        "Minimum wage €13.90 an hour instead of the agreed €12.00",
        "120\u00a0h × €13.90 = €1,668.00",
        "Open gross: €1,668.00",
    ]


@pytest.mark.parametrize(
    ("period", "pay"),
    [
        (worked("2026-06", units=D(42), paid=D(900), paid_kind="net"), hourly("13.90", hours_per_unit=D(9))),
        (worked("2026-06", 378, paid=D(900), paid_kind="net"), hourly("13.90")),
    ],
)
def test_k_the_picker_has_net_beside_gross(period, pay):
    found = line(period, pay)
    assert (found.due, found.open, found.paid_gross, found.paid_net) == (
        D("5254.20"),
        D("5254.20"),
        D("0.00"),
        D("900.00"),
    )
    assert (found.hours, found.rate_basis) == (D(378), "agreed")
    assert "net_beside" in codes(found.formula)


def test_r_the_guide_in_paris():
    pay = Pay("piece", D("25.00"), hours_per_unit=D(3))
    september = line(worked("2024-09", units=D(40), paid=D(1000)), pay, country="FR", region=None)
    november = line(
        worked("2024-11", units=D(20), paid=D(550)),
        replace(pay, amount=D("27.50")),
        country="FR",
        region=None,
    )
    assert (september.open, november.open) == (D("398.00"), D("162.80"))


# The minimum wage as a floor


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2014, 12, 31), None),
        (date(2015, 1, 1), "8.50"),
        (date(2022, 9, 30), "10.45"),
        (date(2022, 10, 1), "12.00"),
        (date(2025, 12, 31), "12.82"),
        (date(2026, 1, 1), "13.90"),
        (date(2026, 12, 31), "13.90"),
        (date(2027, 1, 1), "14.60"),
    ],
)
def test_the_minimum_wage_of_the_day_worked(day, amount):
    found = lawpack.minimum_wage("DE", day)
    assert (found and found.amount) == (amount and D(amount))
    assert found is None or (found.currency, found.is_verified) == ("EUR", True)


def test_no_minimum_wage_is_known_for_an_unknown_country():
    assert lawpack.minimum_wage("XX", date(2026, 1, 1)) is None
    found = line(worked("2026-09", 100), hourly("5.00"), country="XX", region=None)
    assert (found.due, found.rate_basis) == (D("500.00"), "agreed")
    assert "no_minimum_wage" in codes(found.warnings)


def test_pay_above_the_minimum_stays():
    found = line(worked("2026-09", "148.5"), hourly("14.20"))
    assert (found.due, found.rate, found.rate_basis) == (D("2108.70"), D("14.20"), "agreed")


@pytest.mark.parametrize(
    ("pay", "period", "due", "basis"),
    [
        (Pay("daily", D(80), hours_per_unit=D(9)), worked("2026-09", units=D(20)), "2502.00", "minimum"),
        (Pay("daily", D(130), hours_per_unit=D(9)), worked("2026-09", units=D(20)), "2600.00", "agreed"),
        (Pay("piece", D("2.50")), worked("2026-09", 100, units=D(400)), "1390.00", "minimum"),
        (Pay("monthly", D(2000)), worked("2026-09", 173), "2404.70", "minimum"),
        (Pay("monthly", D(2500)), worked("2026-09", 173), "2500.00", "agreed"),
        (Pay("monthly", D(2000), hours_per_unit=D(173)), worked("2026-09"), "2404.70", "minimum"),
        (Pay("monthly", D(2600)), worked("2026-09", 80, units=D("0.5")), "1300.00", "agreed"),
    ],
)
def test_other_kinds_of_pay_are_compared_through_hours(pay, period, due, basis):
    found = line(period, pay)
    assert (found.due, found.rate_basis) == (D(due), basis)


def test_without_hours_the_minimum_cannot_be_checked():
    found = line(worked("2026-09", units=D(20)), Pay("daily", D(80)))
    assert (found.due, found.hours) == (D("1600.00"), None)
    assert "hours_unknown_minimum" in codes(found.warnings)


def test_other_currencies_are_not_compared():
    found = line(worked("2026-09", 100), hourly("20.00", currency="PLN"))
    assert (found.due, found.currency) == (D("2000.00"), "PLN")
    assert "minimum_other_currency" in codes(found.warnings)


def test_an_unverified_minimum_is_marked():
    found = line(worked("2022-06", 100), hourly("9.00"), country="FR", region=None)
    assert "minimum_unverified" in codes(found.warnings)


@pytest.fixture
def change_in_mid_month(monkeypatch):
    old = rates.MinimumWage(D("12.00"), "EUR", date(2020, 1, 1), "test", True)
    new = rates.MinimumWage(D("15.00"), "EUR", date(2026, 9, 21), "test", True)
    spans = ((date(2026, 9, 1), old), (date(2026, 9, 21), new))
    monkeypatch.setattr(floors, "minimum_wages_between", lambda *asked: spans)


@pytest.mark.parametrize(
    ("agreed", "due", "basis"),
    [
        ("10.00", "1560.00", "minimum"),  # 80 h × 12 + 40 h × 15
        ("13.00", "1640.00", "minimum"),  # 80 h × 13 + 40 h × 15
        ("16.00", "1920.00", "agreed"),
    ],
)
def test_a_change_in_mid_month_counts_by_the_day(change_in_mid_month, agreed, due, basis):
    found = line(worked("2026-09", 120), hourly(agreed))
    assert (found.due, found.rate_basis) == (D(due), basis)
    assert "minimum_changed" in codes(found.warnings)
    if basis == "minimum":
        assert found.rate == (D(due) / 120).quantize(D("0.0001"), ROUND_HALF_UP)


def test_a_change_in_mid_month_under_monthly_pay(change_in_mid_month):
    found = line(worked("2026-09", 120), Pay("monthly", D(1500)))
    assert (found.due, found.rate) == (D("1560.00"), D("13.0000"))
    assert [note.code for note in found.formula[:3]] == [
        "minimum_higher",
        "hours_times_rate",
        "hours_times_rate",
    ]


# What was paid


@pytest.mark.parametrize(("kind", "step"), [("net", "net_beside"), ("cash", "cash_beside")])
def test_net_and_cash_are_never_taken_off_the_gross_sum(kind, step):
    found = line(worked("2026-09", 100, paid=D(500), paid_kind=kind), hourly("14.00"))
    assert (found.open, found.paid_gross, found.paid_net) == (D("1400.00"), D("0.00"), D("500.00"))
    assert step in codes(found.formula)


def test_more_paid_than_due_leaves_nothing_open_and_says_so():
    found = line(worked("2026-09", 10, paid=D(500)), hourly("14.00"))
    assert found.open == D("0.00")
    assert "paid_more_than_due" in codes(found.warnings)


def test_a_month_without_work_keeps_its_payment():
    found = line(worked("2026-09", 0, paid=D(450), paid_kind="net"), hourly("14.00"))
    assert (found.due, found.open, found.paid_net) == (D("0.00"), D("0.00"), D("450.00"))


@pytest.mark.parametrize(
    ("period", "pay"),
    [
        (worked("2026-09", 1), Pay("weekly", D(1))),
        (worked("2026-09", 1, paid_kind="goods"), hourly("14.00")),
    ],
)
def test_an_unknown_kind_is_refused(period, pay):
    with pytest.raises(ValueError, match="unknown kind"):
        line(period, pay)


# Rounding, dates, text


def test_rounding_is_half_up_and_only_at_the_end():
    assert line(worked("2026-09", "0.5"), hourly("14.01")).due == D("7.01")  # 7.005
    assert line(worked("2026-09", "8.25"), hourly("15.02")).due == D("123.92")  # 123.915
    third = Pay("piece", D("33.33"), hours_per_unit=D(2))
    assert line(worked("2026-09", units=D("3.5")), third).due == D("116.66")  # 116.655


def test_without_a_pay_day_the_wage_is_due_after_the_month():
    found = line(worked("2026-07", 100), hourly("14.00"), pay_day=None)
    assert (found.due_on, found.interest_from) == (
        date(2026, 8, 3),
        date(2026, 8, 4),
    )  # 1 August is a Saturday
    assert "pay_day_by_law" in codes(found.warnings)


def test_base_rates_and_the_row_nobody_has_entered():
    known, missing = lawpack.base_rate(date(2026, 6, 30)), lawpack.base_rate(date(2026, 7, 1))
    assert (known.percent, known.is_verified, known.warning) == (D("1.27"), True, None)
    assert (missing.percent, missing.is_verified, missing.warning.code) == (
        D("1.27"),
        False,
        "base_rate_missing",
    )
    assert "1 January 2026" in wording.sentence(missing.warning)
    assert lawpack.base_rate(date(2020, 1, 1)).percent == D("-0.88")
    assert lawpack.base_rate(date(1990, 1, 1)) is None


def test_every_note_has_a_sentence():
    periods = [worked("2026-09", 10, paid=D(500)), worked("2026-10", units=D(3), paid=D(5), paid_kind="cash")]
    for found in lines(periods, Pay("piece", D(1), hours_per_unit=D(2)), pay_day=None):
        for note in (*found.formula, *found.warnings):
            assert wording.sentence(asdict(note)) != note.code


# What holds for any sum


@given(
    month=months, hours=hours, agreed=amounts, paid=amounts, kind=st.sampled_from(["gross", "net", "cash"])
)
def test_any_hourly_line(month, hours, agreed, paid, kind):
    found = line(Period(month, hours, None, paid, kind), Pay("hourly", agreed))
    minimum = lawpack.minimum_wage("DE", month).amount
    assert found.due == (hours * max(agreed, minimum)).quantize(D("0.01"), ROUND_HALF_UP)
    assert found.open == max(found.due - (paid if kind == "gross" else 0), D(0))
    assert found.paid_gross + found.paid_net == paid
    assert found.interest_from > found.due_on > month
    assert found.due.as_tuple().exponent == found.open.as_tuple().exponent == -2


@given(month=months, hours=hours, agreed=amounts, more=amounts)
def test_a_higher_agreed_rate_never_gives_less(month, hours, agreed, more):
    low, high = (line(Period(month, hours), Pay("hourly", rate)) for rate in (agreed, agreed + more))
    assert low.due <= high.due


@given(
    month=months, units=st.integers(0, 31), hours_per_unit=st.decimals("0.25", 24, places=2), amount=amounts
)
def test_no_kind_of_pay_falls_under_the_minimum(month, units, hours_per_unit, amount):
    pay = Pay("daily", amount, hours_per_unit=hours_per_unit)
    floor = floors.of_month("DE", month, units * hours_per_unit, pay)
    least = cents(floor.sum)
    assert line(Period(month, None, D(units)), pay).due >= least
