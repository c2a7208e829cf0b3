"""Ways a case ends: what must be settled before, and what the worker is told in the worker's own language."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from cases import agreements, closing, deadlines, lifecycle
from cases.models import Case, Deadline, Stage
from tests import cast as people


@pytest.fixture(autouse=True)
def on_a_november_evening():
    """The dates of the story run; nothing here depends on the day of the test."""
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


def words_of(case):
    event = case.events.filter(kind__in=["decline", "refer", "close"]).first()
    return event, case.texts.get(pk=event.text_id).body if event.text_id else ""


@pytest.mark.parametrize(
    ("language", "reason", "date"),
    [
        ("uk", "мало людей", "3 грудня 2026"),
        ("ru", "", "3 декабря 2026"),
        ("de", "", "3. Dezember 2026"),
        ("fr", "", "3 décembre 2026"),
        ("pl", "", "3 grudnia 2026"),
    ],
)
def test_who_is_declined_reads_every_running_date_in_their_language(cast, language, reason, date):
    case = people.open_case(cast.lena, language=language)
    closing.decline(case, by=cast.lena, reason="no_capacity", message="Viel Glück")
    event, words = words_of(case)
    assert event.visibility == "worker"
    assert date in words and "Viel Glück" in words
    assert event.detail["reason"] == "no_capacity"
    assert (case.stage, case.closing_reason) == (Stage.CLOSED, "no_capacity")


def test_months_of_wages_share_one_line_each_rule(cast):
    case = people.open_case(cast.lena, language="en")
    closing.decline(case, by=cast.lena, reason="no_prospect")
    _event, words = words_of(case)
    line = next(line for line in words.splitlines() if line.startswith("Written demand"))
    assert "15 January 2027 (September 2026); 15 February 2027 (October 2026)" in line


def test_dates_that_are_over_or_settled_are_not_announced(cast):
    case = people.open_case(cast.lena, language="en")
    case.deadlines.filter(rule_id="DE_KSCHG_4").update(met_on=case.today())
    past = case.today() - timedelta(days=1)
    case.deadlines.filter(rule_id__contains="AUSSCHLUSS").update(due_on=past, safe_on=past)
    said = closing.farewell(case)
    assert "Court claim" not in said and "Written demand" not in said
    assert "limitation period" in said


def test_who_is_referred_reads_who_carries_on(cast):
    case = people.accepted_case(cast.lena, language="en")
    closing.refer(
        case, by=cast.lena, reason="needs_lawyer", to="Kanzlei Muster, 0221 000", message="Call them today."
    )
    event, words = words_of(case)
    assert words.startswith("Kanzlei Muster, 0221 000\nCall them today.\n")
    assert "3 December 2026" in words
    assert (case.outcome, case.closing_reason, event.visibility) == ("referred", "needs_lawyer", "worker")


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage != Stage.CLOSED])
def test_every_open_case_can_be_referred(cast, stage):
    case = people.open_case(cast.lena)
    Case.objects.filter(pk=case.pk).update(stage=stage)
    case = Case.objects.get(pk=case.pk)
    closing.refer(case, by=cast.lena, reason="other_group", to="Group in Hamburg")
    assert case.stage == Stage.CLOSED


def close(case, by, **said):
    return closing.close(case, by=by, outcome="settled", money_result="paid_full", **said)


def test_an_open_legal_date_keeps_the_case_open_until_it_is_met_or_waived(cast):
    case = people.accepted_case(cast.lena)
    with pytest.raises(lifecycle.StepRefused):
        close(case, cast.lena)
    assert Case.objects.get(pk=case.pk).stage == Stage.CLAIM_READY
    count = case.deadlines.open().legal().count()
    assert count > 1
    close(case, cast.lena, waive_reason="She has a new job and wants peace")
    assert case.stage == Stage.CLOSED
    waived = case.events.get(kind="deadlines_waived")
    assert len(waived.detail["deadlines"]) == count
    assert case.texts.get(pk=waived.text_id).body == "She has a new job and wants peace"
    assert not case.deadlines.open().legal().exists()


def test_met_dates_do_not_keep_the_case_open(cast):
    case = people.accepted_case(cast.lena)
    for deadline in case.deadlines.open().legal():
        deadlines.meet(deadline, by=cast.lena, on=case.today())
    close(case, cast.lena)
    assert case.stage == Stage.CLOSED


def test_dates_of_the_employer_and_dates_without_a_day_keep_nothing(cast):
    case = people.accepted_case(cast.lena, dismissal={"form": "oral"})
    deadlines.waive(case, by=cast.lena, deadlines=case.deadlines.open().legal(), reason="test")
    assert case.deadlines.open().exists()
    close(case, cast.lena)
    assert case.stage == Stage.CLOSED


def test_an_unpaid_instalment_keeps_the_case_open_until_it_is_written_off(cast):
    case = people.accepted_case(cast.lena)
    due = case.today() + timedelta(days=10)
    agreements.agree(case, by=cast.lena, agreed_on=case.today(), instalments=[(due, Decimal("500.00"))])
    with pytest.raises(lifecycle.StepRefused) as refusal:
        close(case, cast.lena, waive_reason="Agreed")
    assert "An instalment is unpaid" in str(refusal.value)
    # The refused step gave nothing up.
    assert Deadline.objects.filter(case=case, waived_on=None).exists()
    assert not case.events.filter(kind="deadlines_waived").exists()
    case = Case.objects.get(pk=case.pk)
    close(case, cast.lena, waive_reason="Agreed", write_off_reason="The firm is gone")
    assert case.stage == Stage.CLOSED
    assert case.events.filter(kind="instalments_written_off").exists()


def test_a_case_closes_without_outcome_never(cast):
    case = people.accepted_case(cast.lena)
    with pytest.raises(lifecycle.StepRefused) as refusal:
        closing.close(case, by=cast.lena, outcome="", money_result="", waive_reason="x")
    assert [str(reason) for reason in refusal.value.reasons] == [
        "Choose how the case ended.", "Say what became of the money.",
    ]  # fmt: skip


def test_a_reopened_case_keeps_its_end_in_history(cast):
    case = people.accepted_case(cast.lena)
    close(case, cast.lena, waive_reason="Agreed")
    closing.reopen(case, by=cast.lena, reason="The money did not come")
    assert (case.stage, case.outcome, case.closed_on) == (Stage.CHECKING, "", None)
    assert case.events.get(kind="close").detail["outcome"] == "settled"


def closed_and_reopened(case, by):
    close(case, by, waive_reason="Agreed")
    return closing.reopen(case, by=by, reason="The money did not come")


def test_a_reopened_case_has_its_running_legal_dates_back(cast):
    case = people.accepted_case(cast.lena)
    open_now = case.deadlines.open().legal()
    # A void clause has no last day, only the day to work to.
    running = {one.pk for one in open_now if (one.due_on or one.safe_on) >= case.today()}
    over = case.deadlines.open().legal().filter(due_on__lt=case.today())
    assert running and over.exists()
    over = {one.pk for one in over}
    closed_and_reopened(case, cast.lena)
    assert {one.pk for one in case.deadlines.open().legal()} == running
    assert {one.pk for one in case.deadlines.exclude(waived_on=None)} == over
    told = case.events.get(kind="deadlines_revived")
    assert {one["deadline"] for one in told.detail["deadlines"]} == {str(pk) for pk in running}


def test_a_date_given_up_before_the_end_and_a_met_one_stay_as_they_are(cast):
    case = people.accepted_case(cast.lena)
    [waived, met, *_rest] = case.deadlines.open().legal().filter(due_on__gt=case.today())
    deadlines.meet(met, by=cast.lena, on=case.today())
    with time_machine.travel("2026-11-22 18:00:00+01:00", tick=False):
        deadlines.waive(case, by=cast.lena, deadlines=[waived], reason="Its own reason")
    closed_and_reopened(case, cast.lena)
    assert not case.deadlines.open().filter(pk__in=[waived.pk, met.pk]).exists()


def test_a_date_whose_last_day_passed_meanwhile_does_not_come_back(cast):
    case = people.accepted_case(cast.lena)
    close(case, cast.lena, waive_reason="Agreed")
    with time_machine.travel("2026-12-04 09:00:00+01:00", tick=False):
        closing.reopen(case, by=cast.lena, reason="The money did not come")
    open_rules = {one.rule_id for one in case.deadlines.open().legal()}
    assert open_rules and "DE_KSCHG_4" not in open_rules


def test_nothing_comes_back_if_the_case_may_not_be_opened(cast):
    case = people.accepted_case(cast.lena)
    close(case, cast.lena, waive_reason="Agreed")
    with pytest.raises(PermissionDenied):
        closing.reopen(case, by=cast.hanna, reason="Not mine")
    assert not case.deadlines.open().legal().exists()


def test_reopening_a_declined_case_brings_nothing_back(cast):
    case = people.open_case(cast.lena)
    closing.decline(case, by=cast.lena, reason="no_capacity")
    before = case.deadlines.open().legal().count()
    closing.reopen(case, by=cast.lena, reason="We have time")
    assert case.deadlines.open().legal().count() == before
    assert not case.events.filter(kind="deadlines_revived").exists()
