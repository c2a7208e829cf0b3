"""Agreements: replaced, paid in parts, too much or in the other kind, broken, given up."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cases import agreements, events, ledger, lifecycle
from cases.models import DeadlineKind, Stage
from tests import cast as people


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


def agree(case, by, *parts, days=30, **more):
    """An agreement whose sums fall due `days` apart, the first one `days` from today."""
    today = case.today()
    instalments = [
        (today + timedelta(days=days * place), Decimal(part)) for place, part in enumerate(parts, 1)
    ]
    return agreements.agree(case, by=by, agreed_on=today, instalments=instalments, **more)


def pay(instalment, by, amount, kind="gross", **more):
    key = more.pop("submission_key", None) or str(uuid4())
    day = instalment.agreement.case.today()
    return agreements.pay(
        instalment, by=by, received_on=day, amount=Decimal(amount), kind=kind, submission_key=key, **more
    )


def states(agreement):
    today = agreement.case.today()
    return [one.state(today) for one in agreement.instalments.all()]


def open_dates(case):
    return [date.safe_on for date in case.deadlines.open().filter(kind=DeadlineKind.INSTALMENT)]


def test_an_agreement_takes_the_step_and_its_days_become_dates(cast, case):
    agreement = agree(case, cast.lena, "700", "700")
    assert case.stage == Stage.AGREED
    assert open_dates(case) == [one.due_on for one in agreement.instalments.all()]
    event = case.events.get(kind="agreement_recorded")
    assert event.detail["total"] == "1400.00" and event.visibility == "worker"
    events.verify(case)


def test_without_a_sum_there_is_no_agreement(cast, case):
    with pytest.raises(lifecycle.StepRefused):
        agree(case, cast.lena)
    assert not case.agreements.exists()
    case.refresh_from_db()
    assert case.stage == Stage.CLAIM_READY


def test_the_same_agreement_sent_twice_is_one(cast, case):
    key = uuid4()
    first = agree(case, cast.lena, "700", submission_key=key)
    case.refresh_from_db()
    assert agree(case, cast.lena, "700", submission_key=key) == first
    assert case.agreements.count() == 1 and len(open_dates(case)) == 1


def test_a_new_agreement_ends_the_one_before_and_its_dates(cast, case):
    old = agree(case, cast.lena, "700", "700")
    pay(old.instalments.first(), cast.lena, "700")
    new = agree(case, cast.lena, "300")
    old.refresh_from_db()
    assert old.ended_on == case.today() and new.ended_on is None
    assert open_dates(case) == [new.instalments.get().due_on]
    assert [one.agreement for one in case.running_instalments()] == [new]
    with pytest.raises(ValidationError):
        pay(old.instalments.last(), cast.lena, "700")


def test_part_payments_settle_an_instalment_together(cast, case):
    agreement = agree(case, cast.lena, "700", "700")
    first = agreement.instalments.first()
    pay(first, cast.lena, "300")
    assert states(agreement) == ["part_paid", "due"] and len(open_dates(case)) == 2
    pay(first, cast.lena, "400")
    assert states(agreement) == ["paid", "due"] and len(open_dates(case)) == 1


def test_what_goes_beyond_an_instalment_counts_for_the_next_ones(cast, case):
    agreement = agree(case, cast.lena, "700", "700", "700")
    paid = pay(agreement.instalments.first(), cast.lena, "1500")
    assert [one.amount for one in paid] == [Decimal("700"), Decimal("700"), Decimal("100")]
    assert states(agreement) == ["paid", "paid", "part_paid"]


def test_more_than_everything_is_kept_as_money_of_its_own(cast, case):
    agreement = agree(case, cast.lena, "700")
    paid = pay(agreement.instalments.get(), cast.lena, "800")
    assert [(one.amount, bool(one.instalment)) for one in paid] == [
        (Decimal("700"), True),
        (Decimal("100"), False),
    ]
    assert ledger.totals(case)[0].paid_gross == Decimal("800")


def test_the_same_payment_sent_twice_is_one(cast, case):
    agreement = agree(case, cast.lena, "700", "700")
    key = str(uuid4())
    for _ in range(3):
        pay(agreement.instalments.first(), cast.lena, "1000", submission_key=key)
    assert sum(one.amount for one in case.payments.all()) == Decimal("1000")
    assert case.events.filter(kind="payment_recorded").count() == 2


def test_net_money_does_not_pay_a_gross_sum_unless_somebody_says_so(cast, case):
    agreement = agree(case, cast.lena, "700", "700")
    first = agreement.instalments.first()
    pay(first, cast.lena, "480", "net")
    assert states(agreement) == ["part_paid", "due"]
    assert (first.open_amount(), first.paid_otherwise()) == (Decimal("700"), Decimal("480"))
    pay(first, cast.lena, "20", "net", is_rest=True)
    assert states(agreement) == ["paid", "due"] and len(open_dates(case)) == 1


def test_cash_pays_a_net_agreement(cast, case):
    agreement = agree(case, cast.lena, "500", kind="net")
    pay(agreement.instalments.get(), cast.lena, "500", "cash")
    assert states(agreement) == ["paid"]


def test_money_in_another_currency_pays_no_instalment(cast, case):
    agreement = agree(case, cast.lena, "700")
    with pytest.raises(ValidationError):
        ledger.record_payment(
            case, by=cast.lena, received_on=case.today(), amount=Decimal("700"), currency="PLN", kind="gross",
            submission_key=str(uuid4()), instalment=agreement.instalments.get(),
        )  # fmt: skip


def test_an_instalment_of_another_case_is_refused(cast, case):
    foreign = agree(people.accepted_case(cast.tomasz), cast.tomasz, "700").instalments.get()
    with pytest.raises(ValidationError):
        ledger.record_payment(
            case, by=cast.lena, received_on=case.today(), amount=Decimal("700"), currency="EUR", kind="gross",
            submission_key=str(uuid4()), instalment=foreign,
        )  # fmt: skip


def test_a_late_instalment_allows_the_default_and_only_that(cast, case):
    with pytest.raises(lifecycle.StepRefused):
        lifecycle.advance(case, "default", by=cast.lena)
    agreement = agree(case, cast.lena, "700", days=0)
    assert states(agreement) == ["due"]
    with pytest.raises(lifecycle.StepRefused):
        lifecycle.advance(case, "default", by=cast.lena)
    agreement.instalments.update(due_on=case.today() - timedelta(days=1))
    assert states(agreement) == ["late"]
    lifecycle.advance(case, "default", by=cast.lena)
    assert case.stage == Stage.NEGOTIATING
    assert len(case.running_instalments()) == 1


def test_a_paid_instalment_is_never_late(cast, case):
    agreement = agree(case, cast.lena, "700", days=0)
    pay(agreement.instalments.get(), cast.lena, "700")
    agreement.instalments.update(due_on=case.today() - timedelta(days=1))
    assert states(agreement) == ["paid"]
    with pytest.raises(lifecycle.StepRefused):
        lifecycle.advance(case, "default", by=cast.lena)


def test_written_off_is_neither_paid_nor_met(cast, case):
    agreement = agree(case, cast.lena, "700", "700")
    pay(agreement.instalments.first(), cast.lena, "700")
    agreements.write_off(case, by=cast.lena, instalments=agreement.instalments.all(), reason="Insolvent")
    assert states(agreement) == ["paid", "written_off"]
    assert case.running_instalments() == [] and open_dates(case) == []
    assert case.deadlines.filter(kind=DeadlineKind.INSTALMENT).exclude(waived_on=None).count() == 1
    event = case.events.get(kind="instalments_written_off")
    assert len(event.detail["instalments"]) == 1 and "Insolvent" not in str(event.detail)
    events.verify(case)
    with pytest.raises(ValidationError):
        agreements.write_off(case, by=cast.lena, instalments=agreement.instalments.all(), reason="Again")
