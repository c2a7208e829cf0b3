"""The money tab: months with their formula, sums by currency, deductions, claims of all kinds, write-offs, interest."""

from datetime import date
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cases import facts, ledger
from cases.models import Claim, WriteOff
from tests import cast as people

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


@pytest.fixture
def lena(cast):
    return signed_in(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def text(response):
    """What a reader sees, in one line."""
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def address(name, case, *more):
    return reverse(f"cases:{name}", args=[case.pk, *more])


def tab(client, case, **asked):
    return text(client.get(address("money", case), asked))


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def month_of(name, value):
    return {f"{name}_month": value.month, f"{name}_year": value.year}


def pay(case, by, amount, kind="gross", currency="EUR", on=date(2026, 11, 20)):
    ledger.record_payment(
        case, by=by, received_on=on, amount=Decimal(amount), currency=currency, kind=kind,
        submission_key=str(uuid4()),
    )  # fmt: skip


# --- What stands there ---


def test_a_month_shows_its_formula_the_minimum_and_what_it_covers(cast, case, lena):
    page = tab(lena, case)
    assert "120 h × €13.90 = €1,668.00" in page
    assert "minimum €13.90" in page and "€1,668.00 covered by the minimum wage" in page
    assert "€0.00 above it" in page


def test_gross_and_net_are_never_one_number(cast, case, lena):
    pay(case, cast.lena, "500.00", "net")
    pay(case, cast.lena, "200.00", "cash")
    total = ledger.totals(case)[0]
    page = tab(lena, case)
    assert f"€{total.open_gross:,} gross, less €500.00 paid net and €200.00 paid in cash" in page
    assert f"{total.open_gross - 700:,}" not in page


def test_currencies_stand_apart(cast, case, lena):
    ledger.add_claim(case, by=cast.lena, claim_type="other", amount=Decimal("70.00"), currency="PLN")
    assert "PLN" in text(lena.get(address("money", case))) or "zł" in tab(lena, case)
    assert [one.currency for one in ledger.totals(case)] == ["EUR", "PLN"]
    assert "3,545" not in tab(lena, case)


def test_hours_are_marked_and_unknown_ones_are_not(cast, case, lena):
    assert "Hours from memory" not in tab(lena, case)
    rows = [{"month": SEPTEMBER, "hours": Decimal("10"), "units": None, "paid": Decimal(0), "paid_kind": "gross",
             "hours_known": "remembered"}]  # fmt: skip
    facts.set_periods(case, by=cast.lena, periods=rows)
    assert "Hours from memory" in tab(lena, case)


def test_a_reader_sees_the_sums_and_none_of_the_ways_to_change_them(cast, case):
    from cases import policy

    policy.admit(case=case, by=cast.ayla, user=cast.hanna, role="observer", scope="case", purpose="x")
    page = tab(signed_in(cast.hanna), case)
    assert "€1,668.00" in page
    for act in ("Edit the months", "Paste from a spreadsheet", "List a deduction", "Write off"):
        assert act not in page


# --- Deductions ---


def test_a_deduction_stands_apart_and_can_be_claimed_back(cast, case, lena):
    before = ledger.totals(case)
    posted = {**month_of("month", SEPTEMBER), "amount": "120", "currency": "EUR", "kind": "lodging", "note": "Bett",
              "submission_key": str(uuid4())}  # fmt: skip
    lena.post(address("deduction_new", case), posted)
    assert ledger.totals(case) == before
    page = tab(lena, case)
    assert "Lodging" in page and "An adviser must check whether that was allowed" in page
    [one] = case.deductions.all()
    form = lena.get(address("claim_kind", case, "deductions"), {"deduction": one.pk})
    assert 'value="120.00"' in form.content.decode()
    lena.post(address("deduction_remove", case, one.pk))
    assert not case.deductions.exists()


def test_a_deduction_without_a_kind_or_ahead_of_its_month_is_refused_and_kept_on_the_page(case, lena):
    posted = {**month_of("month", date(2099, 1, 1)), "amount": "85", "currency": "EUR", "note": "Bus",
              "submission_key": str(uuid4())}  # fmt: skip
    answer = lena.post(address("deduction_new", case), posted)
    page = text(answer)
    assert answer.status_code == 422 and not case.deductions.exists()
    assert "Choose what it was for." in page and "This day is still to come." in page
    assert 'value="85"' in answer.content.decode() and "Bus" in page


# --- Write-offs ---


def give_up(client, case, claim, **changes):
    posted = {
        "amount": "100",
        "reason": "too_late",
        "words": "Verfallen",
        "submission_key": str(uuid4()),
        **changes,
    }
    return client.post(address("claim_give_up", case, claim.pk), posted)


def test_a_claim_is_written_off_shown_apart_and_taken_back(case, lena):
    claim = case.claims.get(month=SEPTEMBER)
    give_up(lena, case, claim)
    page = tab(lena, case)
    assert "€100.00 written off on" in page and "Too late" in page and "Verfallen" in page
    assert ledger.totals(case)[0].paid_gross == 0
    lena.post(address("write_off_undo", case, WriteOff.objects.get().pk))
    assert "written off on" not in tab(lena, case)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": "99999"}, "This is more than is still claimed here."),
        ({"amount": "0"}, "Write a sum above zero."),
        ({"reason": ""}, "Choose a reason."),
        ({"words": ""}, "Write the reason: others must understand it later."),
    ],
)
def test_a_write_off_that_cannot_be_taken_says_why(case, lena, changes, sentence):
    answer = give_up(lena, case, case.claims.get(month=SEPTEMBER), **changes)
    assert answer.status_code == 422 and sentence in text(answer)
    assert not WriteOff.objects.exists()


# --- Claims with inputs of their own ---


def add(client, case, kind, **answers):
    posted = {"currency": "EUR", "submission_key": str(uuid4()), **answers}
    return client.post(address("claim_kind", case, kind), posted)


def test_overtime_keeps_its_steps_and_what_was_written(case, lena):
    answers = {
        **month_of("month", SEPTEMBER),
        "overtime_hours": "10",
        "agreed_hourly": "12,00",
        "ordered": "yes",
    }
    assert add(lena, case, "overtime", **answers).status_code == 302
    claim = case.claims.get(claim_type="overtime")
    assert (claim.due, claim.open_gross) == (Decimal("139.00"), Decimal("139.00"))
    assert claim.interest_from == case.claims.get(month=SEPTEMBER, is_computed=True).interest_from
    assert "10 h × €13.90 = €139.00" in tab(lena, case)
    form = lena.get(address("claim", case, claim.pk)).content.decode()
    assert 'value="10.00"' in form and 'value="12.00"' in form
    answers = {**answers, "overtime_hours": "20", "currency": "EUR", "submission_key": str(uuid4())}
    lena.post(address("claim", case, claim.pk), answers)
    claim.refresh_from_db()
    assert claim.due == Decimal("278.00")
    assert case.events.get(kind="claim_changed").detail["old"]["due"] == "139.00"


def test_a_claim_of_its_own_kind_outlives_a_change_of_facts_and_can_be_taken_away(cast, case, lena):
    add(lena, case, "other", amount="50", what="Handschuhe")
    facts.change(case, by=cast.lena, employment={"pay_amount": Decimal("15.00")})
    claim = case.claims.get(claim_type="other")
    assert "Take it away" in text(lena.get(address("claim_remove", case, claim.pk)))
    assert Claim.objects.filter(pk=claim.pk).exists(), "asked only"
    lena.post(address("claim_remove", case, claim.pk))
    assert not Claim.objects.filter(pk=claim.pk).exists()
    assert case.events.filter(kind="claim_removed").count() == 1


def test_a_computed_month_can_be_neither_changed_nor_taken_away_as_a_claim(case, lena):
    claim = case.claims.get(month=SEPTEMBER)
    for name in ("claim", "claim_remove"):
        assert lena.get(address(name, case, claim.pk)).status_code == 404
        assert lena.post(address(name, case, claim.pk)).status_code == 404
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_the_same_claim_sent_twice_is_one(case, lena):
    for _ in range(2):
        add(
            lena,
            case,
            "other",
            amount="50",
            what="Handschuhe",
            submission_key="0f2f8a50-0000-4000-8000-000000000001",
        )
    assert case.claims.filter(claim_type="other").count() == 1


def test_wrong_answers_stay_on_the_page_with_a_sentence_at_the_field(case, lena):
    answer = add(
        lena, case, "overtime", **month_of("month", SEPTEMBER), overtime_hours="1.234", ordered="yes"
    )
    assert answer.status_code == 422 and not case.claims.filter(claim_type="overtime").exists()
    assert "This can be read in two ways" in text(answer) and 'value="1.234"' in answer.content.decode()
    answer = add(
        lena, case, "holiday_payout", days="5", full_months="6", pay_13_weeks="3900", days_per_week="5"
    )
    assert "one of the two" in text(answer)


def test_each_country_offers_its_own_kinds_and_the_lump_sum_is_refused_with_the_reason(cast, case, lena):
    answer = lena.get(address("claim_new", case))
    page = answer.content.decode()
    assert "money/claim/night" in page and "money/claim/undeclared_work" not in page
    assert "not owed to employees" in text(answer)
    assert "8 AZR 26/18" in text(lena.get(address("claim_kind", case, "lump_sum")))
    assert lena.get(address("claim_kind", case, "undeclared_work")).status_code == 404
    add(lena, case, "lump_sum", amount="40")
    assert not case.claims.filter(due=40).exists()


def test_the_two_french_lump_sums_exclude_each_other(cast):
    case, lena = in_france(cast), signed_in(cast.lena)
    wage = {"monthly_wage": "2000"}
    assert "after the end" in text(lena.get(address("claim_kind", case, "undeclared_work")))
    add(lena, case, "undeclared_work", which="six", **wage, **day("ended_on", date(2026, 6, 30)))
    claim = case.claims.get(claim_type="undeclared_work")
    assert claim.due == Decimal("12000.00")
    answer = add(lena, case, "undeclared_work", which="three", **wage)
    assert answer.status_code == 422 and "exclude each other" in text(answer)
    lena.post(address("claim", case, claim.pk), {"which": "three", "currency": "EUR", **wage})
    claim.refresh_from_db()
    assert claim.due == Decimal("6000.00") and claim.formula[0]["facts"]["months"] == 3


def in_france(cast, *periods):
    case = people.open_case(cast.lena, periods=list(periods), dismissal=None)
    facts.change(case, by=cast.lena, where={"country": "FR", "region": "FR-IDF"})
    return case


# --- Interest ---


def test_interest_stands_beside_the_sums_with_its_segments_and_is_never_added(cast, case, lena):
    before = ledger.totals(case)
    page = tab(lena, case, **day("until", date(2026, 12, 31)), day_count="act/act")
    assert "% on €1,668.00" in page and "Interest until 31 December 2026 in EUR" in page
    assert "Days counted act/act" in page
    assert "Check before use" in page, "the rate of July 2026 is not entered: the row used is named"
    assert ledger.totals(case) == before


def test_a_part_payment_lowers_what_bears_interest(cast, case, lena):
    pay(case, cast.lena, "668.00", on=date(2026, 11, 2))
    page = tab(lena, case, **day("until", date(2026, 12, 31)), day_count="act/365")
    assert "% on €1,668.00" in page and "% on €1,000.00" in page
    assert "Days counted act/365" in page


def test_a_day_that_cannot_be_read_is_said_and_the_tab_stays(case, lena):
    answer = lena.get(address("money", case), {"until_day": "31", "until_month": "2", "until_year": "2026",
                                               "day_count": "act/act"})  # fmt: skip
    assert answer.status_code == 422
    assert "This month has only 28 days" in text(answer) and "€1,668.00" in text(answer)


def test_in_france_interest_waits_for_the_day_of_the_demand(cast):
    period = {"month": "2026-03", "hours": "100", "paid": "0", "paid_kind": "gross"}
    case, lena = in_france(cast, period), signed_in(cast.lena)
    until = {**day("until", date(2026, 6, 30)), "day_count": "act/act"}
    assert "Without a first day of interest" in tab(lena, case, **until)
    page = tab(lena, case, **until, **day("starts_on", date(2026, 5, 1)))
    assert "1 May 2026 to 30 June 2026: 61 days, 6.67 %" in page


def test_pay_by_the_piece_says_how_long_one_takes(cast):
    pay = {"kind": "piece", "amount": "40.00", "currency": "EUR", "hours_per_unit": "4"}
    period = {"month": "2026-09", "units": "10", "paid": "200", "paid_kind": "gross"}
    case = people.open_case(cast.lena, pay=pay, periods=[period])
    page = tab(signed_in(cast.lena), case)
    assert "€40.00 – Per piece" in page and "4 h for one" in page
    assert "10 × 4 h = 40 h" in page and "By the minimum wage more is due" in page
    assert "€5.00 below the minimum" in page
