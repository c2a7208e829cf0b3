"""A second person reads the letter. Approved, it is printed once, its hash kept, and never printed again."""

import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _

from cases import events, policy
from cases.models import Case
from documents import blocks, checks, composing, rendering
from documents.drafting import LetterMoved, LetterRefused, locked, said
from documents.models import Letter, LetterState
from security import filestore


@transaction.atomic
def submit(letter, *, by):
    """Give the letter to a second reader. From here its text stands still."""
    letter = locked(letter, LetterState.DRAFT)
    if letter.number is None:
        letter.number = _next_number(letter.case)
    letter.dated_on = letter.case.today()
    composition = composing.compose(letter, letter.dated_on)
    _refuse_unready(composition)
    letter.template_version = letter.template.version
    letter.facts, letter.blocks = composition.frozen_facts(), composition.letter.as_json()
    letter.remark, letter.state = "", LetterState.READY
    letter.save()
    events.record(letter.case, "letter_submitted", by=by, detail=said(letter))
    return letter


@transaction.atomic
def approve(letter, *, by, words="", fingerprint=None):
    """Let the letter out: it gets its PDF. `words` say why warnings do not matter; `fingerprint` is the text.

    Raises PermissionDenied for own text, LetterMoved if the text is another than the one read, LetterRefused
    if a check stops it, a warning has no reason, or the case has changed since.
    """
    letter = locked(letter, LetterState.READY)
    if not may_approve(by, letter):
        raise PermissionDenied("nobody approves own text")
    if fingerprint is not None and fingerprint != text_fingerprint(letter):
        raise LetterMoved(letter.state)
    composition = composing.compose(letter, letter.dated_on)
    _refuse_unready(composition)
    if composing.plain(composition.letter) != letter.blocks:
        raise LetterRefused(
            [_("The case has changed since this letter was written. Send it back to be written anew.")]
        )
    if checks.findings(composition) and not words.strip():
        raise LetterRefused([_("Say why the letter may go out in spite of the warnings.")])
    _freeze(letter, by)
    detail = {**said(letter), "sha256": letter.pdf_sha256}
    events.record(letter.case, "letter_approved", by=by, detail=detail, text=words)
    return letter


@transaction.atomic
def send_back(letter, *, by, words):
    """The reader wants something else; the letter is a draft again."""
    letter = locked(letter, LetterState.READY)
    if not (may_approve(by, letter) or policy.can(by, "work_case", letter.case)):
        raise PermissionDenied("only the team and the reader send a letter back")
    letter.state, letter.remark, letter.dated_on = LetterState.DRAFT, words, None
    letter.facts, letter.blocks = {}, {}
    letter.save()
    events.record(letter.case, "letter_sent_back", by=by, detail=said(letter), text=words)
    return letter


@transaction.atomic
def withdraw(letter, *, by):
    """Take back a letter that has not left the house. Its PDF stays in the record."""
    letter = locked(letter, LetterState.DRAFT, LetterState.READY, LetterState.APPROVED)
    letter.state = LetterState.WITHDRAWN
    letter.save()
    events.record(letter.case, "letter_withdrawn", by=by, detail=said(letter))
    return letter


def may_approve(user, letter):
    """Somebody of the team who did not write it; for a group of one a network coordinator who is admitted."""
    if str(user.pk) in letter.writer_ids:
        return False
    if policy.can(user, "work_case", letter.case) and policy.can(user, "see_person", letter.case):
        return True
    is_admitted = user.is_network_coordinator and policy.can(user, "see_person", letter.case)
    return is_admitted and not readers(letter)


def readers(letter):
    """People of the team who may read and approve this letter."""
    able = [person for person in policy.team(letter.case) if policy.can(person, "see_person", letter.case)]
    return [person for person in able if str(person.pk) not in letter.writer_ids]


def waiting_for(user):
    """Letters that wait for a second reader whom this person may be, the oldest first; asked in one query.

    `may_approve` for a whole list. Only a network coordinator who is admitted beside the team costs more: for
    each such letter it is asked whether the team has nobody.
    """
    case = Case.objects.filter(pk=OuterRef("case_id"))
    ready = Letter.objects.filter(Exists(policy.identifiable(user, case)), state=LetterState.READY)
    ready = ready.annotate(is_of_team=Exists(policy.workable(user, case))).select_related("case", "author")
    others = [letter for letter in ready.order_by("saved_at") if str(user.pk) not in letter.writer_ids]
    return [
        letter
        for letter in others
        if letter.is_of_team or (user.is_network_coordinator and not readers(letter))
    ]


def text_fingerprint(letter):
    """Short name of the exact text a reader saw."""
    return hashlib.sha256(json.dumps(letter.blocks, sort_keys=True).encode()).hexdigest()[:32]


def _refuse_unready(composition):
    reasons = [fact.sentence for fact in composition.missing]
    reasons += [finding.sentence for finding in checks.findings(composition) if finding.stops]
    if reasons:
        raise LetterRefused(reasons)


def _freeze(letter, by):
    pdf = rendering.render(blocks.from_json(letter.blocks))
    letter.approver, letter.approved_on = by, letter.case.today()
    letter.pdf_sha256, letter.pdf_id = rendering.fingerprint(pdf), filestore.put(pdf)
    letter.state = LetterState.APPROVED
    try:
        letter.save()
    except Exception:
        filestore.delete(letter.pdf_id)
        raise


def _next_number(case):
    Case.objects.select_for_update().get(pk=case.pk)
    return (case.letters.aggregate(last=Max("number"))["last"] or 0) + 1
