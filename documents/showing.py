"""The worker reads the letter before it goes on: shown on the worker's page, agreed to, or to be changed."""

from django.db import transaction
from django.utils import timezone

from cases import events, worker_notice
from cases.models import Case, Turn
from documents import composing
from documents.drafting import LetterRefused, locked, said
from documents.models import Answer, Letter, LetterState, Showing


@transaction.atomic
def show(letter, *, by) -> Showing:
    """Let the worker read the draft as it is now. An earlier one without an answer is no longer shown.

    Raises LetterMoved if it is no draft any more, LetterRefused if facts are missing.
    """
    letter = locked(letter, LetterState.DRAFT)
    composition = composing.compose(letter, letter.case.today())
    if not composition.is_complete:
        raise LetterRefused([fact.sentence for fact in composition.missing])
    letter.showings.filter(answer="").delete()
    showing = Showing.objects.create(
        letter=letter,
        by=by,
        blocks=composition.letter.as_json(),
        facts={**composition.frozen_facts(), "reply_by": str(letter.reply_by or ""), "sender": letter.sender},
    )
    Case.objects.filter(pk=letter.case_id).update(turn=Turn.WORKER)
    events.record(letter.case, "letter_shown", by=by, detail=said(letter), visibility="worker")
    worker_notice.tell(letter.case, about=showing.pk.hex)
    return showing


def waiting(case) -> Showing | None:
    """What the worker has to read now: the text of a draft that has not changed since it was shown."""
    found = Showing.objects.filter(letter__case=case, letter__state=LetterState.DRAFT, answer="")
    for showing in found.select_related("letter").order_by("-shown_at"):
        showing.letter.case = case
        if is_current(showing):
            return showing
    return None


def is_current(showing) -> bool:
    """Whether the letter, composed today, says what was shown."""
    letter = showing.letter
    return composing.is_same_text(composing.compose(letter, letter.case.today()).letter, showing.blocks)


@transaction.atomic
def agree(showing, *, language):
    """The worker agrees on the page, in the language it was read in. Said twice it is one answer."""
    letter = locked(showing.letter, LetterState.DRAFT)
    if _answer(showing, Answer.AGREED, language, ""):
        letter.worker_agreed_on = letter.case.today()
        letter.save(update_fields=["worker_agreed_on"])
        detail = {**said(letter), "how": "page", "language": language}
        events.record(letter.case, "letter_agreed", by=None, detail=detail, visibility="worker")
        Case.objects.filter(pk=letter.case_id).update(turn=Turn.TEAM)


@transaction.atomic
def ask_for_change(showing, *, language, words):
    """The worker wants something else: the words reach the team like a message."""
    letter = locked(showing.letter, LetterState.DRAFT)
    if _answer(showing, Answer.CHANGE, language, words):
        Letter.objects.filter(pk=letter.pk).update(worker_agreed_on=None)
        Case.objects.filter(pk=letter.case_id).update(turn=Turn.TEAM, message_waits=True)
        detail = {**said(letter), "language": language}
        events.record(
            letter.case, "letter_change_asked", by=None, detail=detail, text=words, visibility="worker"
        )


def _answer(showing, answer, language, words):
    """Whether this is the first answer to what was shown."""
    row = Showing.objects.select_for_update().get(pk=showing.pk)
    if row.answer:
        return False
    row.answer, row.language, row.words, row.answered_at = answer, language, words, timezone.now()
    row.save()
    return True
