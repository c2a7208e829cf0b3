"""A month of work: gross, net and cash apart, deductions apart, how the hours are known, what the minimum covers."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from cases import deducting, events, facts, ledger
from tests import cast as people

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def case(cast):
    return people.open_case(cast.lena, periods=[])


def month(case, by, **more):
    period = {
        "month": SEPTEMBER, "hours": Decimal("100"), "units": None, "paid": Decimal(0), "paid_kind": "gross", **more
    }  # fmt: skip
    facts.set_periods(case, by=by, periods=[period])
    return case.claims.get(month=SEPTEMBER)


def deduct(case, by, amount, kind="lodging", currency="EUR", **more):
    return deducting.add(
        case, by=by, month=SEPTEMBER, amount=Decimal(amount), currency=currency, kind=kind,
        submission_key=more.pop("submission_key", uuid4()), **more,
    )  # fmt: skip


def test_gross_is_taken_off_net_and_cash_stand_beside_and_apart(cast, case):
    claim = month(case, cast.lena, paid=Decimal("300"), paid_net=Decimal("200"), paid_cash=Decimal("50"))
    assert claim.due == Decimal("1390.00")
    assert (claim.paid_gross, claim.paid_net, claim.paid_cash) == (300, 250, 50)
    assert claim.open_gross == Decimal("1090.00")
    codes = [step["code"] for step in claim.formula]
    assert codes[-4:] == ["less_paid_gross", "net_beside", "cash_beside", "open_gross"]


def test_cash_in_a_month_of_its_own_is_named_as_cash(cast, case):
    claim = month(case, cast.lena, paid=Decimal("400"), paid_kind="cash")
    assert (claim.paid_gross, claim.paid_net, claim.paid_cash) == (0, 400, 400)
    assert claim.effective_hourly is None, "nobody knows what cash was gross"


def test_the_part_the_minimum_wage_covers_and_the_part_above(cast, case):
    facts.change(case, by=cast.lena, employment={"pay_amount": Decimal("20.00")})
    claim = month(case, cast.lena, paid=Decimal("500"))
    assert (claim.minimum_rate, claim.minimum_due) == (Decimal("13.90"), Decimal("1390.00"))
    assert (claim.protected, claim.above_minimum) == (Decimal("890.00"), Decimal("610.00"))
    assert claim.protected + claim.above_minimum == claim.open_gross
    assert claim.effective_hourly == Decimal("5.00")


def test_in_poland_the_kind_of_contract_chooses_the_minimum(cast):
    pay = {"kind": "hourly", "amount": "20.00", "currency": "PLN"}
    period = {"month": "2026-03", "hours": "100", "paid": "0", "paid_kind": "gross"}
    case = people.open_case(cast.lena, country="PL", region=None, pay=pay, periods=[period])
    facts.change(case, by=cast.lena, employment={"contract_kind": "civil"})
    assert case.claims.get().due == Decimal("3140.00")
    facts.change(case, by=cast.lena, employment={"contract_kind": "employment"})
    assert case.claims.get().due != Decimal("3140.00")


def test_how_the_hours_are_known_goes_with_the_claim_and_outlives_a_page_that_does_not_ask(cast, case):
    assert month(case, cast.lena, hours_known="remembered").hours_known == "remembered"
    assert month(case, cast.lena, hours=Decimal("90")).hours_known == "remembered"
    assert month(case, cast.lena, hours_known="proven").hours_known == "proven"


def test_a_deduction_is_listed_and_flagged_and_taken_off_nothing(cast, case):
    before = month(case, cast.lena)
    deduct(case, cast.lena, "120.00", note="Bett im Wohnheim")
    deduct(case, cast.lena, "30.00", kind="fine")
    deduct(case, cast.lena, "70.00", currency="PLN")
    after = case.claims.get(month=SEPTEMBER)
    assert (after.due, after.open_gross) == (before.due, before.open_gross)
    told = {step["code"]: step["facts"] for step in after.warnings}
    assert told["deductions_flagged"]["sum"] == "150.00", "only in the currency of the pay"
    assert "Wohnheim" not in str([event.detail for event in case.events.all()])
    events.verify(case)


def test_the_same_deduction_sent_twice_is_one_and_can_go_again(cast, case):
    month(case, cast.lena)
    key = uuid4()
    first, second = (deduct(case, cast.lena, "9.00", submission_key=key) for _ in range(2))
    assert first == second and case.deductions.count() == 1
    deducting.remove(first, by=cast.lena)
    assert not case.deductions.exists()
    assert "deductions_flagged" not in str(case.claims.get(month=SEPTEMBER).warnings)
    assert ledger.totals(case)[0].claimed == Decimal("1390.00")
