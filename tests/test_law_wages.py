"""Money owed, as law_wages answers it: worked sums of every country and kind, wrong questions, what always holds."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import wording
from lawpack import claim_rules, claims, lump_sum, rates, sources, wage_questions, working_time
from lawpack.exact import cents
from tests import law_answers

D = Decimal
WORKED = law_answers.worked("law_wages.json")
SEPTEMBER = {"month": "2026-09", "hours": "100"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def ask(country="DE", currency="EUR", **more):
    return law_answers.plain(
        law_answers.of_one(wage_questions.answer, country=country, currency=currency, **more)
    )


def line(country="DE", currency="EUR", contract=None, **cells):
    more = {"contract": contract} if contract else {}
    found = ask(country, currency, lines=[cells], **more)
    assert "errors" not in found, found
    return found["lines"][0]


# Worked by hand


@pytest.mark.parametrize("row", WORKED, ids=lambda row: row["name"])
def test_a_worked_sum(row):
    (found,), is_complete = law_answers.ask(wage_questions.answer, row["question"])
    wanted = {name: row[name] for name in ("lines", "total") if name in row}
    assert is_complete
    assert found["id"] == row["question"]["id"]
    assert law_answers.only(law_answers.plain(found), wanted) == wanted


def test_the_table_has_every_country_and_every_kind_of_claim():
    questions = [row["question"] for row in WORKED]
    assert {question["country"] for question in questions} == set(rates.countries())
    assert {question.get("type", "unpaid_wages") for question in questions} == set(claims.KINDS)
    computations = {
        claim_rules.claim_rule(question["country"], question["type"]).computation
        for question in questions
        if question.get("type") in {"overtime", "night", "holiday_payout", "sick_pay"}
    }
    others = {"agreed_or_minimum", "minimum", "of_all_gross", "months_of_pay", "listed", "refused"}
    assert computations == set(claim_rules.COMPUTATIONS) - others


# Shapes


def test_the_keys_of_a_line_and_of_the_total():
    found = ask(lines=[SEPTEMBER])
    assert list(found) == ["id", "lines", "total"]
    named = {
        "gross_due", "paid_gross", "paid_net", "outstanding_gross", "minimum_rate", "shortfall_to_minimum",
        "protected_by_minimum", "above_minimum", "effective_hourly", "claim_text", "warnings",
    }  # fmt: skip
    assert named <= set(found["lines"][0])
    assert named <= set(found["total"])


def test_sums_are_strings_with_two_places_and_the_id_keeps_its_type():
    (found,), _ = law_answers.ask(
        wage_questions.answer, {"id": "a", "country": "DE", "currency": "EUR", "lines": [SEPTEMBER]}
    )
    assert (found["id"], found["lines"][0]["gross_due"]) == ("a", "1390.00")


def test_the_formula_in_words_on_request():
    found = ask(lines=[{**SEPTEMBER, "agreed_hourly": "14.00", "paid_gross": "500"}], formula=True)
    assert found["lines"][0]["formula"] == [
        "100 h × €14.00 = €1,400.00",
        "Less paid gross: €500.00",
        "Assumption: what was paid gross counts first against the part covered by the minimum wage.",
        "Open gross: €900.00",
    ]
    assert "formula" not in ask(lines=[SEPTEMBER])["lines"][0]


def test_the_formula_of_a_polish_month_names_its_hours():
    found = ask("PL", "PLN", contract="employment", lines=[{"month": "2026-09", "hours": "88"}], formula=True)
    assert found["lines"][0]["formula"][:2] == [
        "Minimum wage of the month PLN 4,806.00 ÷ 176 working hours = PLN 27.31 an hour",
        "88 h × PLN 27.31 = PLN 2,403.00",
    ]


def test_the_sources_of_a_sum():
    night = ask(
        "PL",
        "PLN",
        contract="employment",
        type="night",
        formula=True,
        lines=[{"month": "2026-09", "night_hours": "40"}],
    )
    assert night["sources"] == [
        "Rule: KP 151-8 (read in: Kodeks pracy pages)",
        "Minimum wage from 1 January 2026: PLN 4,806.00 a month "
        "(Ustawa z 10.10.2002 o minimalnym wynagrodzeniu za pracę; "
        "read in: Regulation of the Council of Ministers; public wage tables (ZUS, infor.pl, news))",
    ]
    months = [{"month": month, "hours": 10} for month in ("2025-12", "2026-01", "2026-02")]
    assert [text[:50] for text in ask(lines=months, formula=True)["sources"]] == [
        "Rule: MiLoG 1, 3; BGB 611a (read in: gesetze-im-in",
        "Minimum wage from 1 January 2025: €12.82 an hour (",
        "Minimum wage from 1 January 2026: €13.90 an hour (",
    ]
    full = ask("ES", lines=[{"month": "2026-02", "agreed_monthly": "1100", "full_time": True}], formula=True)
    assert full["sources"][0].startswith("Minimum wage from 1 January 2026: €1,221.00 a month (RD 126/2026")
    (found,) = sources.of_minimum("FR", date(2024, 10, 1), date(2024, 10, 31))
    assert found.facts["minimum"] == "11.65"
    assert sources.of_claim("NL", "overtime") == ()


# What is missing or not comparable


def test_another_currency_is_a_warning_and_no_floor():
    found = line(currency="PLN", **SEPTEMBER, agreed_hourly="20.00")
    assert (found["gross_due"], found["minimum_rate"], found["protected_by_minimum"]) == (
        "2000.00",
        None,
        None,
    )
    assert found["warnings"] == [
        "The minimum wage is in EUR, the pay in another currency. They were not compared."
    ]


def test_monthly_pay_without_hours_cannot_be_compared():
    found = line(month="2026-09", agreed_monthly="2500.00")
    assert (found["gross_due"], found["hours"], found["shortfall_to_minimum"]) == ("2500.00", None, None)
    assert found["warnings"] == ["Without the hours we cannot check the minimum wage."]


def test_a_full_month_is_compared_where_the_law_sets_it_by_the_month():
    assert line("FR", month="2026-02", agreed_monthly="1800.00", full_time=True)["gross_due"] == "1823.03"
    assert line("FR", month="2026-02", full_time=True)["gross_due"] == "1823.03"
    asked = line("ES", month="2026-02", agreed_monthly="600.00")
    assert (asked["gross_due"], asked["minimum_rate"]) == ("600.00", None)
    assert "Without knowing whether the job was full time" in asked["warnings"][0]
    part = line("ES", month="2026-02", agreed_monthly="600.00", full_time=False)
    assert part["warnings"] == [
        "The minimum wage here is set by the month for full-time work. It was not compared."
    ]


def test_days_of_the_line_count_as_days_of_pay():
    found = line(month="2026-09", agreed_daily="150.00", days={"2026-09-01": "8", "2026-09-02": "8"})
    assert (found["gross_due"], found["hours"]) == ("300.00", "16.00")


@pytest.mark.parametrize(
    ("kind", "cells", "gross", "warning"),
    [
        ("overtime", {"overtime_hours": "5", "ordered": False}, "0.00", "Overtime is owed only if"),
        ("overtime", {"overtime_hours": "5"}, "69.50", "Not known whether the overtime was ordered"),
        ("night", {"night_hours": "5", "night_worker": False}, "0.00", "only to night workers"),
        (
            "night",
            {"night_hours": "5", "night_worker": True},
            "17.38",
            "Not known whether the work was always",
        ),
        (
            "night",
            {"night_hours": "5", "permanent": True},
            "20.85",
            "Only nights with more than 2 night hours",
        ),
    ],
)
def test_a_missing_fact_is_named(kind, cells, gross, warning):
    (found,) = ask(type=kind, lines=[{"month": "2026-09", **cells}])["lines"]
    assert found["gross_due"] == gross
    assert any(warning in text for text in found["warnings"])


def test_a_polish_supplement_without_normal_pay_known_takes_both():
    found = ask(
        "PL", "PLN", type="overtime", lines=[{"month": "2026-09", "hours_50": "10", "agreed_hourly": "40"}]
    )
    assert found["lines"][0]["gross_due"] == "600.00"
    assert [text[:30] for text in found["lines"][0]["warnings"]] == [
        "Only an employment contract gi",
        "Not known whether the normal p",
    ]


# Refused


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"month": "2026-09"}, "hours"),
        ({"month": "2026-13", "hours": 1}, "month"),
        ({"hours": 1}, "month"),
        ({**SEPTEMBER, "week": "2026-W36"}, "week"),
        ({"week": "2026-W54", "hours": 1}, "week"),
        ({"month": "2026-09", "hours": "744.5"}, "hours"),
        ({"week": "2026-W36", "hours": "169"}, "hours"),
        ({"month": "2026-09", "hours": -1}, "hours"),
        ({"month": "2026-09", "hours": 12.5}, "hours"),
        ({"month": "2026-09", "hours": "12,5"}, "hours"),
        ({"month": "2026-09", "hours": "NaN"}, "hours"),
        ({"month": "2026-09", "units": 100, "hours_per_unit": 8}, "hours_per_unit"),
        ({"month": "2026-09", "hours_per_unit": 8}, "units"),
        ({"month": "2026-09", "hours": 10, "units": 2, "hours_per_unit": 8}, "hours"),
        ({"month": "2026-09", "days": {"2026-09-01": "24.5"}}, "days.2026-09-01"),
        ({"month": "2026-09", "days": {"2026-10-01": "8"}}, "days.2026-10-01"),
        ({"month": "2026-09", "days": {"2026-09-01": "8"}, "hours": "9"}, "hours"),
        ({**SEPTEMBER, "agreed_hourly": "14", "agreed_monthly": "2000"}, "agreed_monthly"),
        ({**SEPTEMBER, "agreed_daily": "100"}, "units"),
        ({**SEPTEMBER, "agreed_per_unit": "5"}, "units"),
        ({"week": "2026-W36", "hours": 40, "agreed_monthly": "2000"}, "agreed_monthly"),
        ({**SEPTEMBER, "paid_gross": "1", "paid_hourly": "1"}, "paid_hourly"),
        ({**SEPTEMBER, "paid_per_unit": "1"}, "paid_per_unit"),
        ({**SEPTEMBER, "paid_gross": "1.005"}, "paid_gross"),
        ({**SEPTEMBER, "deductions": [{"what": "bed"}]}, "deductions[0].amount"),
        ({**SEPTEMBER, "deductions": [{"amount": "1", "why": "bed"}]}, "deductions[0].why"),
        ({**SEPTEMBER, "agreed": "14"}, "agreed"),
        ({"week": "2025-W01", "hours": "32"}, "days"),
    ],
)
def test_a_line_that_cannot_be_answered_says_where(cells, field):
    found = ask(lines=[SEPTEMBER, cells])
    assert "lines" not in found
    assert f"lines[1].{field}" in law_answers.fields(found)


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({"country": "XX", "lines": [SEPTEMBER]}, "country"),
        ({"currency": "euro", "lines": [SEPTEMBER]}, "currency"),
        ({"lines": []}, "lines"),
        ({"lines": [1]}, "lines[0]"),
        ({"type": "gift", "lines": [SEPTEMBER]}, "type"),
        ({"contract": "civil", "lines": [SEPTEMBER]}, "contract"),
        ({"note": "x", "lines": [SEPTEMBER]}, "note"),
        ({"country": "AT", "lines": [SEPTEMBER]}, "lines[0].agreed_hourly"),
        ({"country": "ES", "lines": [SEPTEMBER]}, "lines[0].agreed_hourly"),
        ({"lines": [{"month": "2014-12", "hours": 1}]}, "lines[0].agreed_hourly"),
        ({"currency": "PLN", "lines": [SEPTEMBER]}, "lines[0].agreed_hourly"),
        ({"type": "minimum_wage", "lines": [{**SEPTEMBER, "agreed_hourly": "9"}]}, "lines[0].agreed_hourly"),
        ({"country": "AT", "type": "overtime", "lines": [SEPTEMBER]}, "type"),
        ({"country": "FR", "type": "night", "lines": [SEPTEMBER]}, "type"),
        ({"country": "PL", "type": "holiday_payout", "lines": [SEPTEMBER]}, "type"),
        ({"country": "DE", "type": "undeclared_work", "lines": [SEPTEMBER]}, "type"),
        ({"country": "DE", "type": "fixed_term_bonus", "lines": [SEPTEMBER]}, "type"),
        ({"country": "FR", "type": "sick_pay", "lines": [SEPTEMBER]}, "type"),
        ({"country": "PL", "contract": "civil", "type": "overtime", "lines": [SEPTEMBER]}, "contract"),
        ({"country": "PL", "contract": "civil", "type": "night", "lines": [SEPTEMBER]}, "contract"),
    ],
)
def test_a_question_that_cannot_be_answered_says_where(question, field):
    found = ask(**question)
    assert list(found) == ["id", "errors"]
    assert field in law_answers.fields(found)


@pytest.mark.parametrize(
    ("kind", "country", "cells", "field"),
    [
        ("overtime", "DE", {"month": "2026-09"}, "overtime_hours"),
        ("overtime", "FR", {"month": "2026-09", "hours": "50"}, "month"),
        ("overtime", "FR", {"week": "2026-W10", "hours": 50, "first_percent": 9}, "first_percent"),
        ("overtime", "FR", {"week": "2026-W10", "hours": 50, "overtime_hours": 9}, "overtime_hours"),
        ("overtime", "FR", {"week": "2024-W43", "weeks": 3, "hours": 50}, "weeks"),
        ("overtime", "FR", {"week": "2024-W44", "hours": 50}, "days"),
        ("overtime", "PL", {"week": "2026-W10", "hours_50": 5}, "week"),
        ("overtime", "PL", {"month": "2026-09"}, "hours_50"),
        ("night", "DE", {"month": "2026-09", "night_hours": "5", "days": {"2026-09-01": 5}}, "night_hours"),
        ("holiday_payout", "DE", {"days": 5, "pay_13_weeks": "7800"}, "work_days_13_weeks"),
        ("holiday_payout", "DE", {"pay_13_weeks": "7800", "days_per_week": 5}, "days"),
        ("holiday_payout", "FR", {"gross_reference": "100", "days_left": 3}, "days_left"),
        ("holiday_payout", "FR", {"gross_reference": "100", "days_left": 3, "days_earned": 2}, "days_left"),
        ("sick_pay", "DE", {"ill_from": "2026-09-01", "employed_since": "2026-01-01"}, "days"),
        ("sick_pay", "DE", {"ill_from": "2026-01-01", "employed_since": "2026-09-01", "days": {}}, "employed_since"),
        ("undeclared_work", "FR", {}, "monthly_wage"),
        ("fixed_term_bonus", "FR", {}, "gross_total"),
        ("deductions", "DE", {"month": "2026-09"}, "deductions"),
        ("other", "DE", {"amount": "5"}, "what"),
    ],
)  # fmt: skip
def test_the_other_kinds_say_what_they_lack(kind, country, cells, field):
    currency = "PLN" if country == "PL" else "EUR"
    assert f"lines[0].{field}" in law_answers.fields(ask(country, currency, type=kind, lines=[cells]))


def test_the_lump_sum_is_refused_with_its_reason():
    found = ask(type="lump_sum", lines=[])
    assert found["errors"] == [
        {
            "field": "type",
            "message": "The lump sum of 40 euros for late payment is not owed to employees "
            "(BGB 288(5); ArbGG 12a(1); BAG 25.9.2018 - 8 AZR 26/18).",
        }
    ]
    assert wording.sentence(lump_sum.refusal("DE")) == found["errors"][0]["message"]
    assert lump_sum.refusal("FR").code == "lump_sum_unknown"


# What always holds


amounts = st.decimals(0, 5000, places=2).map(lambda value: f"{value:f}")
hours = st.decimals(0, 744, places=2).map(lambda value: f"{value:f}")
months = st.dates(date(2015, 1, 1), date(2030, 12, 31)).map(lambda day: f"{day:%Y-%m}")


@given(
    country=st.sampled_from(["DE", "FR"]),
    month=months,
    hours=hours,
    agreed=amounts,
    paid=amounts,
    cash=amounts,
)
def test_the_parts_of_any_line_make_the_whole(country, month, hours, agreed, paid, cash):
    found = line(country, month=month, hours=hours, agreed_hourly=agreed, paid_gross=paid, paid_cash=cash)
    minimum = rates.minimum_wage(country, date.fromisoformat(f"{month}-01")).amount
    due = (D(hours) * max(D(agreed), minimum)).quantize(D("0.01"), ROUND_HALF_UP)
    least = (D(hours) * minimum).quantize(D("0.01"), ROUND_HALF_UP)
    taken = D(paid) + D(cash)
    assert D(found["gross_due"]) == due
    assert D(found["outstanding_gross"]) == max(due - taken, 0)
    assert D(found["protected_by_minimum"]) + D(found["above_minimum"]) == D(found["outstanding_gross"])
    assert D(found["shortfall_to_minimum"]) == D(found["protected_by_minimum"]) == max(least - taken, 0)
    assert D(found["paid_gross"]) == taken


@given(month=months, paid=st.lists(st.tuples(amounts, amounts), min_size=1, max_size=5))
def test_a_net_payment_leaves_no_single_number(month, paid):
    cells = [{"month": month, "hours": 100, "paid_gross": gross, "paid_net": net} for gross, net in paid]
    found = ask(lines=cells)
    for one, (_, net) in zip(found["lines"], paid, strict=True):
        assert (one["outstanding_gross"] is None) == (D(net) > 0)
        assert ("abzüglich" in one["claim_text"]) == (D(net) > 0)
    assert (found["total"]["outstanding_gross"] is None) == any(D(net) for _, net in paid)
    assert D(found["total"]["paid_net"]) == sum(D(net) for _, net in paid)


@given(month=months, days=st.dictionaries(st.integers(1, 28), st.decimals(0, 24, places=2), max_size=28))
def test_hours_by_the_day_are_the_same_as_their_sum(month, days):
    by_day = {f"{month}-{day:02}": f"{value:f}" for day, value in days.items()}
    total = f"{sum(days.values(), D(0)):f}"
    assert line(month=month, days=by_day)["gross_due"] == line(month=month, hours=total)["gross_due"]


@given(hours=st.decimals(0, 168, places=2))
def test_french_overtime_never_gives_less_than_the_plain_hours(hours):
    (found,) = ask("FR", type="overtime", lines=[{"week": "2026-W10", "hours": f"{hours:f}"}])["lines"]
    plain, over = hours * D("12.02"), max(hours - 35, 0)
    extra = min(over, 8) * D("0.25") * D("12.02") + max(over - 8, 0) * D("0.5") * D("12.02")
    assert D(found["gross_due"]) == (plain + extra).quantize(D("0.01"), ROUND_HALF_UP)


@given(numerator=st.integers(-(10**9), 10**9), denominator=st.integers(1, 10**6))
def test_cents_are_the_nearest_and_a_half_goes_away_from_zero(numerator, denominator):
    value = Fraction(numerator, denominator)
    rounded = cents(value)
    off = abs(Fraction(rounded) - value)
    assert off <= Fraction(1, 200)
    assert off < Fraction(1, 200) or abs(rounded) > abs(value)


@pytest.mark.parametrize(
    ("month", "hours"),
    [("2026-01", 160), ("2026-03", 176), ("2026-04", 168), ("2026-07", 184), ("2026-08", 160), ("2026-11", 160),
     ("2025-11", 144), ("2025-12", 160), ("2024-12", 160), ("2023-05", 168), ("2024-02", 168)],
)  # fmt: skip
def test_the_working_time_of_a_polish_month(month, hours):
    """As the labour ministry's tables give it; a holiday on a Saturday takes a day away as well."""
    assert working_time.kp_130(date.fromisoformat(f"{month}-01")) == hours
