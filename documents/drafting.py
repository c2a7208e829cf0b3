"""Starting and changing a letter that nobody has read yet."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import events
from cases.models import ACCEPTED_STAGES
from documents import templates_of_letters
from documents.gathering import months_of
from documents.models import Letter, LetterState, Sender
from lawpack.workdays import Workdays


class LetterMoved(Exception):
    """Somebody else did something with the letter meanwhile; what was asked no longer fits."""


class LetterRefused(Exception):
    """The letter cannot go on; `reasons` are sentences for the screen."""

    def __init__(self, reasons):
        super().__init__("; ".join(str(reason) for reason in reasons))
        self.reasons = list(reasons)


@transaction.atomic
def start(case, *, by, submission_key, template_key="de_geltendmachung") -> Letter:
    """A new draft with everything that is open and due. The same form sent twice is one letter."""
    if not case.is_open:
        raise LetterRefused([_("The case is closed. Open it again before you write.")])
    template = templates_of_letters.template(template_key)
    letter, created = Letter.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "case": case,
            "template_key": template.key,
            "template_version": template.version,
            "sender": Sender.GROUP if case.group_id else Sender.WORKER,
            "reply_by": usual_reply_by(case, template, case.today()),
            "claim_ids": months_of(template, case, case.today()),
            "enclosures": ["power_of_attorney", "hours_list"] if case.group_id else ["hours_list"],
            "created_at": timezone.now(),
            "author": by,
            "writer_ids": [str(by.pk)],
        },
    )
    if created:
        events.record(case, "letter_drafted", by=by, detail=said(letter))
    return letter


@transaction.atomic
def save(letter, *, by, changes) -> Letter:
    """Change a draft. Whoever changed its words or sums does not approve it."""
    letter = locked(letter, LetterState.DRAFT)
    changed = [name for name, value in changes.items() if getattr(letter, name) != value]
    for name, value in changes.items():
        setattr(letter, name, value)
    if not changed:
        return letter
    _ask_the_worker_again(letter, changed)
    letter.writer_ids = sorted({*letter.writer_ids, str(by.pk)})
    letter.author, letter.saved_at = by, timezone.now()
    letter.template_version = letter.template.version
    letter.save()
    if "worker_agreed_on" in changed and letter.worker_agreed_on:
        _told(letter, by)
    events.record(letter.case, "letter_changed", by=by, detail={**said(letter), "changed": sorted(changed)})
    return letter


def _told(letter, by):
    """The worker said yes to somebody of the team, not on the page."""
    detail = {**said(letter), "how": "told", "language": letter.case.worker.language}
    events.record(letter.case, "letter_agreed", by=by, detail=detail, visibility="worker")


def _ask_the_worker_again(letter, changed):
    """Words or sums changed after the worker agreed: the agreement was to another text."""
    agreed_on = letter.worker_agreed_on
    if set(changed) - {"worker_agreed_on"} and agreed_on and agreed_on < letter.case.today():
        letter.worker_agreed_on = None


def refusal_of_stage(case):
    """Why no letter may be approved or leave now, or None: a letter speaks for a case that was accepted."""
    if not case.is_open:
        return _("The case is closed.")
    if case.stage not in ACCEPTED_STAGES:
        return _("The case has not been accepted yet.")
    return None


def usual_reply_by(case, template, day):
    """The usual number of days from a day, moved forward to a working day at the place of work."""
    return Workdays(case.country, case.region or None).forward(day + timedelta(days=template.usual_days))


def locked(letter, *states) -> Letter:
    """The letter's row, held until the transaction ends. Raises LetterMoved if it is in another state."""
    row = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("case__group", "case__worker", "case__employer", "case__employment", "author")
        .get(pk=letter.pk)
    )
    if row.state not in states:
        raise LetterMoved(row.state)
    return row


def said(letter):
    """What history keeps of a letter: ids and codes."""
    return {
        "letter": letter.pk,
        "template": letter.template_key,
        "version": letter.template_version,
        "number": letter.number or "",
        "sender": letter.sender,
    }
