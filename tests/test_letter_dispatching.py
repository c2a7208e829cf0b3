"""How a letter leaves, what it moves, and what people see when its mail fails."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from cases import consents, deadlines
from cases.models import CaseEvent, DeadlineKind, Stage, Turn
from documents import approving, dispatching
from documents.drafting import LetterMoved, LetterRefused
from documents.models import Dispatch, DispatchState, LetterState
from outbox import sending
from outbox.models import Mail, Problem, State
from security import filestore
from tests.letters import DAY, approved, case_o, dispatched, that_evening  # noqa: F401

pytestmark = pytest.mark.django_db
TO = "personal@wellerau.example"


def send(letter, by, to=TO, key="mail-1"):
    return dispatching.send_by_email(letter, by=by, to=to, submission_key=key)


def kinds(case):
    return [event.kind for event in case.events.filter(kind__startswith="letter_").order_by("number")]


@pytest.mark.django_db(transaction=True)
def test_the_mail_carries_the_frozen_pdf_and_says_little(cast, mailoutbox):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    send(letter, cast.lena)
    assert sending.send_due()["sent"] == 1
    (mail,) = mailoutbox
    ((name, content, media_type),) = mail.attachments
    assert (mail.to, media_type) == ([TO], "application/pdf")
    assert content == filestore.get(letter.pdf_id)
    assert letter.case.reference in name
    for text in (mail.subject, mail.body, name):
        assert "Oserna" not in text
    assert "vom 23. November 2026" in mail.body
    assert "auch per Post" in mail.body  # registered post follows


def test_the_first_demand_moves_the_case_and_sets_the_day(cast):
    case = case_o(cast)
    letter = approved(case, cast.lena, cast.tomasz)
    send(letter, cast.lena)
    case.refresh_from_db()
    letter.refresh_from_db()
    assert (case.stage, case.turn, case.demand_sent_on) == (Stage.DEMAND_SENT, Turn.EMPLOYER, DAY)
    assert letter.state == LetterState.DISPATCHED
    (reply,) = case.deadlines.open().filter(kind=DeadlineKind.REPLY)
    assert (reply.safe_on, reply.about_id, reply.trigger_on) == (date(2026, 12, 7), letter.pk, DAY)
    assert "23" in str(_sentence(reply.steps[0]))


def _sentence(step):
    import wording

    return wording.sentence(step)


def test_a_further_way_and_a_second_letter_move_nothing(cast):
    case = case_o(cast)
    letter = approved(case, cast.lena, cast.tomasz)
    send(letter, cast.lena)
    dispatching.record_on_paper(
        letter, by=cast.lena, channel="registered_post", sent_on=DAY, proof="RT 1", submission_key="p"
    )
    assert case.deadlines.filter(kind=DeadlineKind.REPLY).count() == 1
    case.refresh_from_db()
    deadlines.answer_came(case, by=cast.lena, on=DAY)
    from documents import drafting

    second = drafting.start(case, by=cast.lena, submission_key="second")
    second = drafting.save(second, by=cast.lena, changes={"worker_agreed_on": DAY})
    second = approving.approve(approving.submit(second, by=cast.lena), by=cast.tomasz, words="Nochmals.")
    assert second.reference == f"{case.reference}/2"
    send(second, cast.lena, key="mail-2")
    case.refresh_from_db()
    assert case.stage == Stage.DEMAND_SENT
    assert case.events.filter(kind="send_demand").count() == 1
    assert case.deadlines.open().filter(kind=DeadlineKind.REPLY, about_id=second.pk).count() == 1


def test_paper_keeps_its_day_and_proof(cast):
    case = case_o(cast)
    letter = dispatched(case, cast.lena, cast.tomasz)
    dispatch = letter.dispatches.get()
    assert (dispatch.channel, dispatch.sent_on, dispatch.proof, dispatch.state) == (
        "registered_post",
        DAY,
        "RT 1",
        DispatchState.SENT,
    )
    case.refresh_from_db()
    assert case.stage == Stage.DEMAND_SENT
    assert "RT 1" not in str(list(case.events.values_list("detail", flat=True)))


@pytest.mark.parametrize("days", [1, -1])
def test_a_day_that_cannot_be_is_refused(cast, days):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    day = DAY + timedelta(days=days)
    with pytest.raises(LetterRefused):
        dispatching.record_on_paper(
            letter, by=cast.lena, channel="post", sent_on=day, proof="x", submission_key="p"
        )
    letter.refresh_from_db()
    assert letter.state == LetterState.APPROVED


def test_an_old_letter_does_not_leave(cast):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    later = timezone.now() + timedelta(days=8)
    with mock.patch.object(timezone, "now", lambda: later), pytest.raises(LetterRefused, match="seven days"):
        send(letter, cast.lena)


def test_without_consent_nothing_leaves(cast):
    case = case_o(cast)
    letter = approved(case, cast.lena, cast.tomasz)
    consents.withdraw(case.consents.get(kind="act"), by=cast.lena)
    with pytest.raises(LetterRefused, match="consent"):
        send(letter, cast.lena)
    assert not Mail.objects.exists()


def test_only_an_approved_letter_leaves(cast):
    from tests.letters import agreed

    letter = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    with pytest.raises(LetterMoved):
        send(letter, cast.lena)


def test_the_same_form_twice_is_one_mail_and_one_dispatch(cast):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    assert send(letter, cast.lena) == send(letter, cast.lena)
    assert (Mail.objects.count(), Dispatch.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "where", ["documents.dispatching._queue", "documents.dispatching._follow", "cases.lifecycle.advance"]
)
def test_killed_in_between_nothing_happened_and_again_it_happens_once(cast, where):
    case = case_o(cast)
    letter = approved(case, cast.lena, cast.tomasz)
    with mock.patch(where, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        send(letter, cast.lena)
    letter.refresh_from_db()
    case.refresh_from_db()
    assert (letter.state, case.stage) == (LetterState.APPROVED, Stage.CLAIM_READY)
    assert not Mail.objects.exists()
    assert not Dispatch.objects.exists()
    send(letter, cast.lena)
    assert (Mail.objects.count(), Dispatch.objects.count()) == (1, 1)
    assert kinds(case).count("letter_dispatched") == 1


def failed(letter, by, problem=Problem.REFUSED, state=State.FAILED):
    dispatch = send(letter, by)
    Mail.objects.filter(pk=dispatch.mail_id).update(state=state, last_error=problem)
    dispatch.refresh_from_db()
    return dispatch


def test_a_failure_shows_at_once_is_told_once_and_can_be_repeated(cast):
    case = case_o(cast)
    dispatch = failed(approved(case, cast.lena, cast.tomasz), cast.lena)
    assert dispatch.is_troubled
    assert (dispatching.tell_news(), dispatching.tell_news()) == (1, 0)
    event = CaseEvent.objects.get(case=case, kind="letter_failed")
    assert (event.by, event.detail["problem"]) == (None, "refused")
    dispatch.refresh_from_db()
    assert dispatching.retry(dispatch, by=cast.lena)
    assert (dispatch.news, Mail.objects.get().state) == (DispatchState.WAITING, State.QUEUED)
    Mail.objects.update(state=State.SENT)
    assert dispatching.tell_news() == 1
    assert kinds(case)[-3:] == ["letter_failed", "letter_retried", "letter_mailed"]
    assert Mail.objects.count() == 1


def test_a_perhaps_sent_mail_is_settled_by_a_person(cast):
    case = case_o(cast)
    dispatch = failed(approved(case, cast.lena, cast.tomasz), cast.lena, Problem.INTERRUPTED, State.UNSURE)
    dispatching.tell_news()
    dispatch.refresh_from_db()
    assert dispatching.settle(dispatch, by=cast.lena)
    assert dispatch.news == DispatchState.SENT
    assert not dispatching.settle(dispatch, by=cast.lena)
    assert dispatching.tell_news() == 0
    assert kinds(case)[-2:] == ["letter_unsure", "letter_mailed"]


def test_a_wrong_address_fails_visibly_and_another_one_works(cast):
    case = case_o(cast)
    letter = approved(case, cast.lena, cast.tomasz)
    dispatch = send(letter, cast.lena, to="nobody at nowhere")
    assert dispatch.news == DispatchState.FAILED
    assert kinds(case)[-2:] == ["letter_dispatched", "letter_failed"]
    assert not dispatching.retry(dispatch, by=cast.lena)
    assert send(letter, cast.lena, key="mail-2").news == DispatchState.WAITING


def test_kept_dates_are_offered_and_a_person_says_when_it_arrived(cast):
    case = case_o(cast)
    letter = dispatched(case, cast.lena, cast.tomasz)
    offered = dispatching.kept_dates(letter)
    assert [one.subject for one in offered] == ["2026-09", "2026-10"]
    assert all(one.is_open for one in offered)
    dispatching.keep_dates(letter, by=cast.lena, deadlines_kept=offered[:1], on=DAY)
    assert [one.subject for one in dispatching.kept_dates(letter)] == ["2026-10"]
    suit = case.deadlines.get(rule_id="DE_KSCHG_4")
    dispatching.keep_dates(letter, by=cast.lena, deadlines_kept=[suit], on=DAY)
    suit.refresh_from_db()
    assert suit.is_open  # a letter never keeps the date for the suit


def test_the_answer_ends_the_wait(cast):
    case = case_o(cast)
    dispatched(case, cast.lena, cast.tomasz)
    deadlines.answer_came(case, by=cast.lena, on=DAY)
    assert not case.deadlines.open().filter(kind=DeadlineKind.REPLY).exists()
