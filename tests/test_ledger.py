"""The ledger: claims from hours and pay, claims by hand; currencies, gross and net never mix."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from cases import events, facts, ledger
from cases.models import DeadlineKind
from tests import cast as people

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def case(cast):
    return people.open_case(cast.lena)


def pay(case, by, amount, kind="gross", currency="EUR"):
    return ledger.record_payment(
        case, by=by, received_on=date(2026, 11, 20), amount=Decimal(amount), currency=currency, kind=kind,
        submission_key=str(uuid4()),
    )  # fmt: skip


def claim(case, by, amount, currency="EUR", **more):
    return ledger.add_claim(
        case, by=by, claim_type="overtime", amount=Decimal(amount), currency=currency, **more
    )


def only(case):
    (one,) = ledger.totals(case)
    return one


def test_the_minimum_wage_is_the_floor_and_the_formula_says_so(case):
    september = case.claims.get(month=SEPTEMBER)
    assert september.rate_basis == "minimum"
    assert september.due > Decimal("120") * Decimal("12.00")
    assert [step["code"] for step in september.formula][-1] == "open_gross"


def test_claims_follow_the_facts_and_the_old_value_stays_in_history(cast, case):
    before = case.claims.get(month=SEPTEMBER)
    facts.change(case, by=cast.lena, employment={"pay_amount": Decimal("20.00")})
    after = case.claims.get(month=SEPTEMBER)
    assert (after.pk, after.due, after.rate_basis) == (before.pk, Decimal("2400.00"), "agreed")
    event = case.events.filter(kind="claim_computed").first()
    assert event.detail["old"]["due"] != event.detail["due"]
    events.verify(case)


def test_computing_twice_changes_nothing(cast, case):
    count = case.events.count()
    facts.recompute(case, by=cast.lena)
    assert case.events.count() == count


def test_a_month_taken_out_takes_its_claim_along_and_hand_written_ones_stay(cast, case):
    by_hand = claim(case, cast.lena, "100.00", month=SEPTEMBER)
    facts.set_periods(case, by=cast.lena, periods=[])
    assert list(case.claims.all()) == [by_hand]
    assert case.events.filter(kind="claim_dropped").count() == 2


def test_a_claim_by_hand_starts_the_dates_of_its_month(cast):
    case = people.open_case(cast.lena, periods=[], dismissal=None)
    assert not case.deadlines.filter(kind=DeadlineKind.LEGAL, subject="2026-09").exists()
    claim(case, cast.lena, "100.00", month=SEPTEMBER)
    assert case.deadlines.filter(kind=DeadlineKind.LEGAL, subject="2026-09").exists()


def test_the_same_claim_sent_twice_is_one(cast, case):
    key = uuid4()
    assert len({claim(case, cast.lena, "5.00", submission_key=key).pk for _ in range(3)}) == 1
    assert case.events.filter(kind="claim_added").count() == 1


def test_the_words_of_a_claim_stand_in_no_history_row(cast, case):
    claim(case, cast.lena, "5.00", note="Nachtschicht für Ольга")
    event = case.events.get(kind="claim_added")
    assert "Ольга" not in str(event.detail)


def test_gross_is_taken_off_and_net_stands_beside(cast):
    case = people.open_case(cast.lena, periods=[])
    claim(case, cast.lena, "1000.00")
    pay(case, cast.lena, "300.00", "gross")
    pay(case, cast.lena, "200.00", "net")
    pay(case, cast.lena, "50.00", "cash")
    total = only(case)
    assert (total.claimed, total.open_gross) == (Decimal("1000.00"), Decimal("700.00"))
    assert (total.paid_gross, total.paid_net, total.overpaid) == (Decimal("300.00"), Decimal("250.00"), 0)


def test_what_was_paid_net_before_stands_beside_too(cast):
    period = {"month": "2026-09", "hours": "100", "paid": "400", "paid_kind": "net"}
    case = people.open_case(cast.lena, periods=[period])
    total = only(case)
    assert total.paid_net == Decimal("400.00")
    assert total.claimed == total.open_gross == total.earned


def test_currencies_stay_apart(cast):
    case = people.open_case(cast.lena, periods=[])
    claim(case, cast.lena, "1000.00")
    claim(case, cast.lena, "500.00", currency="PLN")
    pay(case, cast.lena, "400.00", currency="PLN")
    euro, zloty = ledger.totals(case)
    assert (euro.currency, euro.open_gross, euro.paid_gross) == ("EUR", Decimal("1000.00"), 0)
    assert (zloty.currency, zloty.open_gross, zloty.paid_gross) == (
        "PLN",
        Decimal("100.00"),
        Decimal("400.00"),
    )


def test_more_than_was_claimed_shows_as_such(cast):
    case = people.open_case(cast.lena, periods=[])
    claim(case, cast.lena, "100.00")
    pay(case, cast.lena, "130.00")
    total = only(case)
    assert (total.open_gross, total.overpaid) == (0, Decimal("30.00"))


def test_a_case_without_money_has_one_empty_total(cast):
    case = people.open_case(cast.lena, periods=[])
    assert only(case) == ledger.Totals("EUR")


def test_open_sums_of_a_list_agree_with_the_totals_of_each_case(cast):
    cases = [people.open_case(cast.lena) for _ in range(2)]
    claim(cases[0], cast.lena, "500.00", currency="PLN")
    pay(cases[0], cast.lena, "100.00")
    pay(cases[0], cast.lena, "99.00", "net")
    pay(cases[1], cast.lena, "99999.00")
    sums = ledger.open_sums([case.pk for case in cases])
    for case in cases:
        said = sorted((one.currency, one.open_gross) for one in ledger.totals(case) if one.open_gross)
        assert [(currency, amount) for amount, currency in sums[case.pk]] == said
