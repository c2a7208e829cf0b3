"""What tab and sheet say beside a claim: what it is for, whose law it is from, its kind, days outside the job."""

from datetime import date
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cases import facts, interest, ledger
from documents import calculation
from tests import cast as people


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


@pytest.fixture
def lena(cast):
    client = Client()
    client.force_login(cast.lena)
    return client


def add(client, case, kind, **answers):
    data = {"currency": "EUR", "submission_key": str(uuid4()), **answers}
    answer = client.post(reverse("cases:claim_kind", args=[case.pk, kind]), data)
    assert answer.status_code == 302, answer.content.decode()


def overtime(client, case):
    add(client, case, "overtime", month_month=9, month_year=2026, overtime_hours="10", ordered="yes")


def tab(client, case):
    return " ".join(
        unescape(strip_tags(client.get(reverse("cases:money", args=[case.pk])).content.decode())).split()
    )


def sheet(case):
    made = calculation.sheet(
        case, language="en", question=interest.Question(date(2026, 9, 1)), sees_person=False
    )
    return " ".join(made.text())


def test_another_claim_says_what_it_is_for_and_is_not_added_to_gross(case, lena):
    (before,) = ledger.totals(case)
    add(lena, case, "other", amount="45,50", what="Fahrtkosten")
    (after,) = ledger.totals(case)
    assert (after.claimed, after.of_unknown_kind) == (before.claimed, Decimal("45.50"))
    assert ledger.open_sums([case.pk])[case.pk] == [(before.open_gross, "EUR")]
    for said in (tab(lena, case), sheet(case)):
        assert "Other claim: Fahrtkosten" in said
        assert "€45.50 more is open" in said and "whether this sum is gross or net" in said


def test_deductions_are_of_unknown_kind_and_by_hand_a_sum_is_gross(cast, case, lena):
    (before,) = ledger.totals(case)
    add(lena, case, "deductions", month_month=9, month_year=2026, deductions="85")
    ledger.add_claim(case, by=cast.lena, claim_type="other", amount=Decimal("10.00"), currency="EUR")
    (after,) = ledger.totals(case)
    assert (after.claimed - before.claimed, after.of_unknown_kind) == (Decimal("10.00"), Decimal("85.00"))


@pytest.mark.parametrize("is_old", [False, True])
def test_a_claim_keeps_the_law_it_was_worked_out_under(cast, case, lena, is_old):
    overtime(lena, case)
    claim = case.claims.get(claim_type="overtime")
    assert claim.inputs["country"] == "DE"
    if is_old:
        del claim.inputs["country"]
        claim.save()
    assert "Worked out under the law" not in tab(lena, case) + sheet(case)
    facts.change(case, by=cast.lena, where={"country": "FR", "region": "FR-IDF"})
    case.refresh_from_db()
    assert case.claims.get(pk=claim.pk).due == claim.due
    for said in (tab(lena, case), sheet(case)):
        assert "Worked out under the law of this country: Germany" in said
    assert "L.3121" not in sheet(case) and "BGB" in sheet(case)


def test_time_outside_the_job_is_marked(cast, case, lena):
    facts.change(case, by=cast.lena, employment={"first_day": date(2026, 10, 1), "last_day": None})
    case.refresh_from_db()
    for said in (tab(lena, case), sheet(case)):
        assert "before the first day of work (1 October 2026)" in said
    job = {"first_day": date(2026, 1, 1), "last_day": date(2026, 8, 15)}
    facts.change(case, by=cast.lena, employment=job)
    case.refresh_from_db()
    assert "after the last day of work (15 August 2026)" in tab(lena, case)


def test_interest_that_begins_later_names_its_claim(case):
    said = sheet(case)
    assert "September 2026: Interest only begins on" in said
    assert "Paid for an hour" in said and "command line" not in said


def test_by_hand_only_claims_of_the_country_are_offered(cast, case, lena):
    page = lena.get(reverse("cases:claim_new", args=[case.pk])).content.decode()
    assert "fixed_term_bonus" not in page and "undeclared_work" not in page and "sick_pay" in page
    facts.change(case, by=cast.lena, where={"country": "FR", "region": "FR-IDF"})
    page = lena.get(reverse("cases:claim_new", args=[case.pk])).content.decode()
    assert 'value="undeclared_work"' in page
