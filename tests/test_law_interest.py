"""Default interest, as law_interest answers it: worked sums, wrong questions, and what holds for any span."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lawpack import day_counts, interest, interest_questions
from lawpack.exact import cents
from lawpack.interest import Item
from tests import law_answers

D = Decimal
WORKED = law_answers.worked("law_interest.json")
ITEM = {"principal": "1000.00", "interest_from": "2026-01-01"}
DAY = timedelta(days=1)
days = st.dates(date(2016, 1, 1), date(2026, 6, 30))
sums = st.decimals(0, 20000, places=2)
ways = st.sampled_from(day_counts.WAYS)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def ask(country="DE", items=(ITEM,), until="2026-06-30", **more):
    times = {"until": until} if until else {}
    found = law_answers.of_one(interest_questions.answer, country=country, items=list(items), **times, **more)
    return law_answers.plain(found)


def borne(principal, first, last, way=day_counts.ACT_ACT, payments=(), country="DE"):
    (found,) = interest.on_items(
        [Item(principal, first, tuple(payments))], interest.rule_of(country), last, day_count=way
    )
    return found


# Worked by hand


@pytest.mark.parametrize("row", WORKED, ids=lambda row: row["name"])
def test_a_worked_sum(row):
    (found,), is_complete = law_answers.ask(interest_questions.answer, row["question"])
    wanted = {"items": row["items"], "total": row["total"]}
    assert is_complete
    assert law_answers.only(law_answers.plain(found), wanted) == wanted


def test_the_table_has_every_way_of_counting_and_every_country_with_a_rate():
    questions = [row["question"] for row in WORKED]
    assert {question.get("day_count", "act/act") for question in questions} == set(day_counts.WAYS)
    assert {question["country"] for question in questions} == {"DE", "FR", "PL", "ES"}


# Said beside the sum


def test_every_segment_says_what_its_rate_is_made_of():
    (segment,) = ask(items=[ITEM])["items"][0]["segments"]
    assert segment["sources"] == [
        "Rate of 1 January 2026: 1.27 % a year (BGB 247)",
        "Plus 5 percentage points (BGB 288(1))",
    ]


@pytest.mark.parametrize(
    ("country", "more", "warning"),
    [
        ("PL", {"day_count": "act/act"}, "Days are counted act/act here; usual in this country is act/365."),
        ("ES", {}, "This rate of interest is not checked at its source yet (ET 29.3). Check before use."),
        ("DE", {"until": "2026-07-01"}, "The rate of 1 January 2026 was used: 1.27 %."),
        ("FR", {"until": "2026-07-01"}, "The rate of 1 January 2026 was used: 6.67 %."),
        ("PL", {"until": "2026-04-01"}, "The rate of 5 March 2026 was used: 9.25 %."),
    ],
)
def test_what_is_not_sure_is_said(country, more, warning):
    assert any(warning in text for text in ask(country, **more)["warnings"])


@pytest.mark.parametrize(
    ("country", "until"), [("DE", "2026-06-30"), ("FR", "2026-06-30"), ("PL", "2026-03-31")]
)
def test_a_sure_rate_brings_no_warning(country, until):
    assert ask(country, until=until, day_count="act/365" if country == "PL" else "act/act")["warnings"] == []


def test_french_interest_from_a_pay_day_brings_a_warning():
    found = ask("FR", [{"principal": "1000.00", "due_date": "2025-12-31"}])
    assert found["warnings"][0].startswith("In France interest on wages runs from the day the formal demand")


def test_payments_say_how_they_count():
    late = {**ITEM, "payments": [{"on": "2026-02-01", "amount": "1200"}, {"on": "2026-08-01", "amount": "1"}]}
    found = ask(items=[late])["items"][0]["warnings"]
    assert [text[:30] for text in found] == [
        "Payments are taken off the pri",
        "More was paid than the princip",
        "A payment came after 30 June 2",
    ]


# Refused


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"country": "XX"}, "country"),
        ({"country": "AT"}, "country"),
        ({"country": "NL"}, "country"),
        ({"country": "CZ"}, "country"),
        ({"country": "IT"}, "country"),
        ({"until": None}, "until"),
        ({"paid_on": "2026-07-01"}, "paid_on"),
        ({"until": "2026-02-30"}, "until"),
        ({"items": []}, "items"),
        ({"day_count": "act/366"}, "day_count"),
        ({"series": "taux_legal_autres"}, "series"),
        ({"enforceable_on": "2026-01-01"}, "enforceable_on"),
        ({"lump_sum": True}, "lump_sum"),
        ({"currency": "EUR"}, "currency"),
        ({"items": [{"principal": "1"}]}, "items[0].due_date"),
        ({"items": [{**ITEM, "due_date": "2026-01-01"}]}, "items[0].due_date"),
        ({"items": [{"interest_from": "2026-01-01"}]}, "items[0].principal"),
        ({"items": [{**ITEM, "principal": "1.005"}]}, "items[0].principal"),
        ({"items": [{**ITEM, "principal": -1}]}, "items[0].principal"),
        ({"items": [{**ITEM, "principal": 1.5}]}, "items[0].principal"),
        ({"items": [{**ITEM, "payments": [{"on": "2026-02-01"}]}]}, "items[0].payments[0].amount"),
        ({"items": [{**ITEM, "payments": [{"amount": "1"}]}]}, "items[0].payments[0].on"),
        ({"items": [{**ITEM, "rate": "5"}]}, "items[0].rate"),
        ({"items": [{"principal": "1", "interest_from": "2014-12-31"}]}, "items[0].interest_from"),
        ({"items": [{"principal": "1", "due_date": "2014-12-30"}]}, "items[0].due_date"),
    ],
)
def test_a_question_that_cannot_be_answered_says_where(more, field):
    found = ask(**more)
    assert list(found) == ["id", "errors"]
    assert field in law_answers.fields(found)


def test_austria_says_what_is_missing():
    (error,) = ask("AT")["errors"]
    assert error["message"] == (
        "The base rate of AT (basiszinssatz_oenb) is not entered, so no interest can be worked out."
        " The law adds 9.2 points (ASGG 49a)."
    )


# What holds for any span


@given(first=days, length=st.integers(0, 1500), principal=sums, way=ways)
def test_segments_follow_each_other_and_add_up(first, length, principal, way):
    last = min(first + length * DAY, date(2026, 6, 30))
    found = borne(principal, first, last, way)
    if not principal:
        assert (found.segments, found.interest) == ((), D(0))
        return
    assert (found.segments[0].first, found.segments[-1].last) == (first, last)
    for one, following in zip(found.segments, found.segments[1:], strict=False):
        assert following.first == one.last + DAY
    assert all(one.first.year == one.last.year for one in found.segments)
    assert found.interest == cents(sum((one.exact for one in found.segments), Fraction(0)))
    assert sum((one.amount for one in found.segments), D(0)) + found.rounding == found.interest
    if way != day_counts.THIRTY_360:
        assert sum(one.days for one in found.segments) == (last - first).days + 1


@given(first=days, length=st.integers(1, 1500), cut=st.integers(1, 1500), principal=sums, way=ways)
def test_a_span_cut_in_two_bears_the_same(first, length, cut, principal, way):
    last = first + length * DAY
    middle = first + min(cut, length) * DAY
    whole, early, late = (
        sum((one.exact for one in borne(principal, start, end, way).segments), Fraction(0))
        for start, end in ((first, last), (first, middle - DAY), (middle, last))
    )
    assert whole == early + late


@given(first=days, last=days, principal=sums, paid=sums, on=days)
def test_a_payment_never_raises_the_interest(first, last, principal, paid, on):
    with_payment = borne(principal, first, last, payments=[(on, paid)])
    assert with_payment.interest <= borne(principal, first, last).interest
    if paid >= principal and on <= first:
        assert with_payment.interest == 0


@pytest.mark.parametrize(
    ("due", "last", "number"),
    [
        ("2025-03-15", "2025-03-30", 15),
        ("2025-03-15", "2025-03-31", 15),
        ("2025-03-29", "2025-03-30", 1),
        ("2025-03-30", "2025-03-31", 0),
        ("2025-03-31", "2025-04-01", 1),
        ("2025-02-14", "2025-02-28", 16),
        ("2024-02-28", "2024-02-29", 2),
        ("2025-01-31", "2025-02-28", 30),
    ],
)
def test_a_31st_is_a_30th_where_every_month_has_thirty_days(due, last, number):
    first = date.fromisoformat(due) + DAY
    assert day_counts.days(first, date.fromisoformat(last), day_counts.THIRTY_360) == number


def test_a_payment_on_a_31st_takes_no_day_away():
    found = borne(D(1000), date(2025, 3, 16), date(2025, 4, 10), "30/360", [(date(2025, 3, 31), D(400))])
    assert [one.days for one in found.segments] == [15, 10]


@given(first=days, last=days)
def test_thirty_days_make_every_month(first, last):
    if first <= last:
        counted = day_counts.days(first, last, day_counts.THIRTY_360)
        months = (last.year - first.year) * 12 + last.month - first.month
        assert abs(counted - 30 * months - min(last.day, 30) + min(first.day, 30)) <= 3
    year = day_counts.days(date(first.year, 1, 1), date(first.year, 12, 31), day_counts.THIRTY_360)
    assert year == 360


@given(first=days, last=days, principal=sums, country=st.sampled_from(["DE", "FR", "PL"]))
def test_by_the_day_the_interest_is_the_same(first, last, principal, country):
    """Each day on its own, with the rate of that day, as slowly as one can."""
    last = min(last, first + 100 * DAY)
    slow = Fraction(0)
    day = first
    while day <= last:
        slow += sum((one.exact for one in borne(principal, day, day, country=country).segments), Fraction(0))
        day += DAY
    assert borne(principal, first, last, country=country).interest == cents(slow)
