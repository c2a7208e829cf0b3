"""A new version of the law and the sums of a case: months and claims of other kinds, shown first, then applied."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from cases import claiming, facts, law_changes, law_stamp
from lawpack import rates
from tests import cast as people

OLD, NEW = Decimal("13.90"), Decimal("14.50")  # of 2026 in Germany


@pytest.fixture
def case(cast):
    case = people.accepted_case(cast.lena)
    facts.change(case, by=cast.lena, employment={"pay_amount": OLD})
    return case


@pytest.fixture
def night(cast, case):
    """Ten hours of night work at the minimum wage: 10 × 13.90 × 25 %."""
    written = claiming.Written(
        "night",
        {"month": "2026-09", "night_hours": "10", "night_worker": True},
        {},
        "EUR",
        month=date(2026, 9, 1),
    )
    return claiming.add(
        case, by=cast.lena, written=written, submission_key="6f0f7a0e-93ab-4c0f-8d0b-7a1d9d3f0001"
    )


@pytest.fixture
def new_law(monkeypatch):
    """The program runs with a higher minimum wage."""

    def begin():
        old = rates.minimum_wages_between
        raised = lambda wage: wage and replace(wage, amount=NEW if wage.amount == OLD else wage.amount)  # noqa: E731
        changed = lambda *given: tuple((on, raised(wage)) for on, wage in old(*given))  # noqa: E731
        monkeypatch.setattr("lawpack.floors.minimum_wages_between", changed)
        monkeypatch.setattr("lawpack.claims.rated.minimum_wages_between", changed, raising=False)
        monkeypatch.setattr(rates, "minimum_wages_between", changed)
        monkeypatch.setattr(law_stamp, "current", lambda: "new")
        law_changes.compare_waiting()

    return begin


def test_months_and_other_claims_are_shown_first_and_then_worked_out(cast, case, night, new_law):
    assert night.due == Decimal("34.75")
    count = case.events.count()
    new_law()
    sums = [change for change in law_changes.of_case(case) if change.is_sum]
    assert [(one.claim_type, one.old_due, one.new_due) for one in sums] == [
        ("unpaid_wages", Decimal("1668.00"), Decimal("1740.00")),
        ("unpaid_wages", Decimal("1807.00"), Decimal("1885.00")),
        ("night", Decimal("34.75"), Decimal("36.25")),
    ]
    assert case.events.count() == count
    client = Client()
    client.force_login(cast.lena)
    page = client.get(f"/cases/{case.pk}/law").content.decode()
    assert "€34.75 → <strong>€36.25</strong>" in page and "September 2026" in page
    out = StringIO()
    call_command("law_changes", stdout=out)
    assert "night 2026-09\t34.75 -> 36.25 EUR\topen 34.75 -> 36.25 EUR" in out.getvalue()
    law_changes.apply(case, by=cast.lena)
    night.refresh_from_db()
    assert night.due == Decimal("36.25") and case.claims.filter(due="1740.00").exists()
    assert case.events.filter(kind="claim_changed").first().detail["old"]["due"] == "34.75"
    assert law_changes.of_case(case) == []


def test_a_changed_fact_works_them_out_too_and_without_a_change_nothing_is_written(
    cast, case, night, new_law
):
    facts.change(case, by=cast.lena, employment={"pay_day": 20})
    assert not case.events.filter(kind="claim_changed", detail__due="36.25").exists()
    new_law()
    facts.change(case, by=cast.lena, employment={"pay_day": 21})
    night.refresh_from_db()
    assert night.due == Decimal("36.25") and law_changes.of_case(case) == []


def test_a_claim_the_law_gives_no_sum_for_any_more_stays_and_is_named(cast, case, night, monkeypatch):
    def refuse(row, *_given):
        row.refuse("night_hours", "gone")

    monkeypatch.setitem(claiming.claims.KINDS, "night", refuse)
    (gone,) = law_changes.of_case(case)
    assert (gone.old_due, gone.new_due) == (Decimal("34.75"), None)
    law_changes.apply(case, by=cast.lena)
    night.refresh_from_db()
    assert night.due == Decimal("34.75")


def test_cash_says_what_is_open_if_it_was_gross(cast, case):
    september = {"month": date(2026, 9, 1), "hours": Decimal(120), "paid_cash": Decimal(300)}
    facts.change(case, by=cast.lena, periods=[september])
    claim = case.claims.get(is_computed=True)
    assert claim.open_gross == Decimal("1668.00")
    doubt = next(one for one in claim.warnings if one["code"] == "cash_two_ways")
    assert doubt["facts"]["sum"] == "1368.00"
