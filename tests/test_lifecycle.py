"""The machine of a case: every step taken, refused with a sentence that says why, closed to who may not."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from cases import admissions, agreements, consents, deadlines, events, facts, lifecycle
from cases.models import ACCEPTED_STAGES, OPEN_STAGES, Case, Employment, Stage, Turn
from tests import cast as people

NOT_FROM_HERE = "This step is not possible from the stage the case is in."
UNCONFIRMED = [
    "Not confirmed yet: Dismissal letter on paper reached you",
    "Not confirmed yet: You learned when the job ends (under three months ahead)",
    "Not confirmed yet: Pay day: wage or other money fell due",
]
ENOUGH = {
    "take": lambda case, by: {"responsible": by},
    "accept": lambda case, by: {"on": case.today()},
    "decline": lambda case, by: {"reason": "no_capacity", "on": case.today()},
    "refer": lambda case, by: {"reason": "needs_lawyer", "on": case.today()},
    "send_demand": lambda case, by: {"dispatched_on": case.today()},
    "complain": lambda case, by: {"authority": "Zoll (FKS)", "early_reason": "The date is near."},
    "file_suit": lambda case, by: {
        "court": "Arbeitsgericht Köln", "filed_on": case.today(), "early_reason": "The date is near.",
    },
    "close": lambda case, by: {"outcome": "settled", "money_result": "paid_full", "on": case.today()},
    "reopen": lambda case, by: {"reason": "The employer did not pay after all."},
}  # fmt: skip


def take_step(case, step, by):
    return lifecycle.advance(case, step, by=by, **ENOUGH.get(step, lambda *_: {})(case, by))


def put(case, stage):
    """The case in a stage, by the back door of the test, with nothing that keeps a step."""
    Case.objects.filter(pk=case.pk).update(stage=stage)
    deadlines.waive(case, by=None, deadlines=list(case.deadlines.open()), reason="test")
    return Case.objects.get(pk=case.pk)


def prepare(case, step, by):
    """What the guards of a step ask for."""
    if step in {"agree", "default"}:
        due = case.today() - timedelta(days=1)
        agreement = case.agreements.create(agreed_on=case.today())
        agreement.instalments.create(number=1, due_on=due, amount=Decimal("100"))


ROWS = [
    (step, stage) for step, moves in lifecycle.steps().items() for stage in [move.source for move in moves]
]
CLOSED_WAYS = [
    (step, stage)
    for step in lifecycle.steps()
    for stage in Stage.values
    if stage not in lifecycle.sources(step)
]


@pytest.mark.parametrize(("step", "stage"), ROWS)
def test_every_row_of_the_machine_can_be_taken(cast, step, stage):
    case = put(people.accepted_case(cast.lena), stage)
    prepare(case, step, cast.ayla)
    take_step(case, step, cast.ayla)
    case.refresh_from_db()
    assert case.stage == lifecycle.steps()[step][0].target
    last = case.events.first()
    assert (last.kind, last.detail["from"], last.detail["to"], last.by) == (
        step,
        stage,
        case.stage,
        cast.ayla,
    )
    assert events.verify(case) == last.number


@pytest.mark.parametrize(("step", "stage"), CLOSED_WAYS)
def test_no_step_starts_from_another_stage(cast, step, stage):
    case = put(people.accepted_case(cast.lena), stage)
    before = case.events.count()
    with pytest.raises(lifecycle.StepRefused) as refusal:
        take_step(case, step, cast.ayla)
    said = [str(reason) for reason in refusal.value.reasons]
    named = ", ".join(str(one.label) for one in Stage if one in lifecycle.sources(step))
    assert (said[0], said[-1]) == (NOT_FROM_HERE, f"Possible from: {named}")
    assert Case.objects.get(pk=case.pk).stage == stage
    assert case.events.count() == before


def refused(case, step, by, **said):
    with pytest.raises(lifecycle.StepRefused) as refusal:
        lifecycle.advance(case, step, by=by, **said)
    return [str(reason) for reason in refusal.value.reasons]


def test_a_new_case_must_be_taken_before_it_is_accepted(cast):
    case = people.open_case(cast.lena)
    assert refused(case, "accept", cast.lena, on=case.today()) == [
        NOT_FROM_HERE,
        "Take the case first.",
        "Possible from: Checking",
    ]


def test_accept_names_everything_that_is_missing(cast):
    case = people.taken_case(cast.lena, consent={"act": False})
    case.responsible = None
    assert refused(case, "accept", cast.lena, on=case.today()) == [
        "The conflict check has not been done.",
        "The worker has not yet agreed that the group may act.",
        "Nobody is responsible for the case.",
        *UNCONFIRMED,
    ]


def test_a_date_is_confirmed_only_with_how_it_is_known(cast):
    case = people.accepted_case(cast.lena)
    case = put(case, Stage.CHECKING)
    case.triggers.update(known_by="")
    assert refused(case, "accept", cast.lena, on=case.today()) == UNCONFIRMED


def test_a_changed_date_must_be_confirmed_again(cast):
    case = people.taken_case(cast.lena)
    for trigger in case.triggers.all():
        facts.confirm(trigger, by=cast.lena, known_by="memory")
    job = Employment.objects.get(case=case)
    facts.change(case, by=cast.lena, employment={"dismissal_received_on": job.dismissal_dated})
    assert UNCONFIRMED[0] in refused(case, "accept", cast.lena, on=case.today())


@pytest.mark.parametrize(
    ("step", "said", "sentence"),
    [
        ("decline", {}, "Say why the case is declined."),
        ("refer", {}, "Say why the case is referred."),
        ("complain", {"early_reason": "Near."}, "Name the authority."),
        ("complain", {"authority": "Zoll"}, "Before the case is accepted a coordinator must give a reason."),
        ("file_suit", {"court": "ArbG", "early_reason": "Near."}, "Say on which day the suit was filed."),
        ("close", {"outcome": "settled"}, "Say what became of the money."),
        ("close", {"money_result": "paid_full"}, "Choose how the case ended."),
    ],
)
def test_a_step_says_which_fact_is_missing(cast, step, said, sentence):
    case = put(people.taken_case(cast.lena), Stage.CHECKING)
    assert refused(case, step, cast.ayla, **said) == [sentence]


def test_no_demand_goes_out_by_hand_without_a_letter(cast):
    case = people.accepted_case(cast.lena)
    assert refused(case, "send_demand", cast.lena) == ["No approved letter has been dispatched yet."]
    assert "send_demand" not in lifecycle.offered(case, cast.lena)


def test_agree_needs_sums_and_default_an_overdue_one(cast):
    case = people.accepted_case(cast.lena)
    assert refused(case, "agree", cast.lena) == ["No agreement with sums and due days is recorded."]
    later = case.today() + timedelta(days=10)
    agreements.agree(case, by=cast.lena, agreed_on=case.today(), instalments=[(later, Decimal("500.00"))])
    assert refused(case, "default", cast.lena) == ["No instalment is overdue."]


@pytest.mark.parametrize("stage", [stage for stage in OPEN_STAGES if stage != Stage.NEW])
def test_no_case_closes_over_an_open_legal_date(cast, stage):
    case = people.accepted_case(cast.lena)
    Case.objects.filter(pk=case.pk).update(stage=stage)
    case = Case.objects.get(pk=case.pk)
    said = {"outcome": "settled", "money_result": "paid_full", "on": case.today()}
    assert refused(case, "close", cast.lena, **said) == [
        "A legal deadline is still open: mark it as met, or waive it with a reason."
    ]


@pytest.mark.parametrize("step", ["complain", "file_suit"])
def test_before_acceptance_only_a_coordinator_goes_to_court_or_authority(cast, step):
    case = people.taken_case(cast.lena)
    before = case.events.count()
    with pytest.raises(PermissionDenied):
        take_step(case, step, cast.lena)
    assert (Case.objects.get(pk=case.pk).stage, case.events.count()) == (Stage.CHECKING, before)
    take_step(case, step, cast.ayla)
    moved, reason = case.events.all()[:2]
    assert (reason.kind, reason.visibility, reason.detail) == ("early_step", "team", {"step": step})
    assert (moved.kind, moved.visibility) == (step, "worker")
    texts = {text.pk: text.body for text in case.texts.all()}
    assert texts[reason.text_id] == "The date is near."
    assert "near" not in texts[moved.text_id]


def test_free_words_never_stand_in_the_history_row(cast):
    case = put(people.accepted_case(cast.lena), Stage.CLOSED)
    lifecycle.advance(case, "reopen", by=cast.lena, reason="Oksana came back")
    event = case.events.first()
    assert "Oksana" not in str(event.detail)
    assert case.texts.get(pk=event.text_id).body == "Oksana came back"


@pytest.mark.parametrize("name", ["hanna", "pavlo", "nora", "otto", "dora"])
def test_nobody_from_outside_takes_a_step(cast, name):
    case = people.open_case(cast.lena)
    before = case.events.count()
    with pytest.raises(PermissionDenied):
        take_step(case, "take", getattr(cast, name))
    assert (Case.objects.get(pk=case.pk).stage, case.events.count()) == (Stage.NEW, before)
    assert lifecycle.offered(case, getattr(cast, name)) == []


def test_who_may_only_look_takes_no_step(cast):
    case = people.open_case(cast.lena)
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="Learns")
    with pytest.raises(PermissionDenied):
        take_step(case, "take", cast.hanna)


def test_of_two_stale_copies_one_wins_and_the_loser_leaves_no_trace(cast):
    case = people.open_case(cast.lena)
    first, second = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    take_step(first, "take", cast.lena)
    count = case.events.count()
    with pytest.raises(ConcurrentTransition):
        take_step(second, "take", cast.tomasz)
    case.refresh_from_db()
    assert case.responsible == cast.lena
    assert case.events.count() == count
    assert events.verify(case) == count


def test_a_stale_copy_does_not_undo_a_hand_over(cast):
    case = put(people.accepted_case(cast.lena), Stage.DEMAND_SENT)
    stale = Case.objects.get(pk=case.pk)
    admissions.hand_over(case, by=cast.lena, to=cast.tomasz)
    take_step(stale, "talk", cast.lena)
    case.refresh_from_db()
    assert (case.stage, case.responsible) == (Stage.NEGOTIATING, cast.tomasz)


def test_the_stage_is_protected_from_every_other_hand(cast):
    case = people.open_case(cast.lena)
    with pytest.raises(AttributeError):
        case.stage = Stage.CLOSED
    with pytest.raises(TransitionNotAllowed):
        case.talk()


def test_the_worker_reads_steps_and_not_the_work_behind_them(cast):
    case = people.accepted_case(cast.lena)
    seen = {event.kind: event.visibility for event in case.events.all()}
    assert seen["accept"] == seen["opened"] == seen["consent_given"] == "worker"
    assert {seen["take"], seen["conflict_checked"], seen["trigger_confirmed"]} == {"team"}


def test_a_taken_case_has_somebody_responsible_and_waits_for_us(cast):
    case = people.taken_case(cast.tomasz)
    assert (case.responsible, case.turn) == (cast.tomasz, Turn.TEAM)


def test_a_consent_taken_back_keeps_the_case_from_being_accepted(cast):
    case = put(people.accepted_case(cast.lena), Stage.CHECKING)
    consents.withdraw(case.consents.get(kind="act"), by=cast.lena)
    assert refused(case, "accept", cast.lena, on=case.today()) == [
        "The worker has not yet agreed that the group may act."
    ]


def test_accepted_stages_are_those_behind_acceptance():
    assert set(OPEN_STAGES) - set(ACCEPTED_STAGES) == {Stage.NEW, Stage.CHECKING}
