"""A claim or a part of it is given up with a reason: it stands apart from what was paid, and can be undone."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cases import events, facts, ledger, writing_off
from cases.models import WriteOff
from demo import letters
from documents import composing, gathering, templates_of_letters
from tests import cast as people

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def case(cast):
    return people.open_case(cast.lena)


def give_up(claim, by, amount, reason="not_provable", **more):
    key = more.pop("submission_key", None) or uuid4()
    return writing_off.write_off(
        claim, by=by, amount=Decimal(amount), reason=reason, words="Kein Zeuge", submission_key=key
    )


def test_what_is_given_up_stands_apart_from_what_was_paid(cast, case):
    before = ledger.totals(case)[0]
    give_up(case.claims.get(month=SEPTEMBER), cast.lena, "100.00")
    total = ledger.totals(case)[0]
    assert (total.written_off, total.paid_gross) == (Decimal("100.00"), 0)
    assert (total.claimed, total.open_gross) == (before.claimed, before.open_gross - 100)
    assert ledger.open_sums([case.pk])[case.pk] == [(total.open_gross, "EUR")]


def test_the_reason_stands_in_history_and_its_words_in_no_row(cast, case):
    give_up(case.claims.first(), cast.lena, "5.00", reason="too_late")
    event = case.events.get(kind="claim_written_off")
    assert (event.detail["reason"], event.detail["amount"]) == ("too_late", "5.00")
    assert "Zeuge" not in str(event.detail)
    events.verify(case)


def test_not_more_than_is_left(cast, case):
    claim = case.claims.first()
    give_up(claim, cast.lena, claim.open_gross)
    with pytest.raises(ValidationError):
        give_up(claim, cast.lena, "0.01")
    assert WriteOff.objects.count() == 1


def test_the_same_form_sent_twice_gives_up_once(cast, case):
    claim, key = case.claims.first(), uuid4()
    assert len({give_up(claim, cast.lena, "7.00", submission_key=key).pk for _ in range(2)}) == 1
    assert case.events.filter(kind="claim_written_off").count() == 1


def test_undone_it_counts_no_more_and_stays_as_a_row(cast, case):
    before = ledger.totals(case)
    one = give_up(case.claims.first(), cast.lena, "30.00")
    for _ in range(2):
        writing_off.undo(one, by=cast.lena)
    assert ledger.totals(case) == before
    assert WriteOff.objects.get().undone_on == case.today()
    assert case.events.filter(kind="write_off_undone").count() == 1


def test_a_claim_that_shrinks_below_it_ends_the_write_off(cast, case):
    claim = case.claims.get(month=SEPTEMBER)
    give_up(claim, cast.lena, claim.open_gross)
    facts.change(case, by=cast.lena, employment={"pay_amount": Decimal("50.00")})
    assert WriteOff.objects.get().undone_on is None, "the claim grew"
    fewer = [
        {"month": SEPTEMBER, "hours": Decimal("1"), "units": None, "paid": Decimal(0), "paid_kind": "gross"}
    ]
    facts.set_periods(case, by=cast.lena, periods=fewer)
    assert WriteOff.objects.get().undone_on == case.today()
    assert ledger.totals(case)[0].open_gross == Decimal("50.00")


def test_a_claim_taken_out_takes_its_write_off_along(cast, case):
    give_up(case.claims.get(month=SEPTEMBER), cast.lena, "10.00")
    facts.set_periods(case, by=cast.lena, periods=[])
    assert not WriteOff.objects.exists()
    assert ledger.totals(case) == [ledger.Totals("EUR")]


def test_a_letter_asks_only_for_what_was_not_given_up(cast):
    case = people.accepted_case(cast.lena)
    september, october = case.claims.order_by("month")
    give_up(september, cast.lena, september.open_gross)
    give_up(october, cast.lena, "100.00")
    template = templates_of_letters.template("de_geltendmachung")
    assert gathering.claimable(case, template) == [october]
    composition = composing.compose(letters.draft(case, by=cast.lena), case.today())
    assert composition.facts.total_gross == october.open_gross - 100
    [table] = [block for block in composition.letter.blocks if block.kind == "table"]
    rows = [" ".join(row) for row in table.rows]
    assert len(rows) == 2 and "Zu Nr. 1: nicht in diesem Schreiben" in rows[1] and "−100,00" in rows[1]
    assert "1.707,00" in " ".join(table.total)
