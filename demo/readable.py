"""Which mail of the demo's folder a person may read: their own, and what belongs to something they may see.

The row a message was sent from says what it is about. A message without a row is for its addressee alone.
"""

from accounts.models import Invitation
from cases import policy
from cases.models import Case
from documents.models import Letter
from outbox import mailbox
from outbox.models import Mail
from security.filestore import Missing


def letters(user):
    """Messages the person may read, newest first."""
    return _readable(user, mailbox.read_all())


def letter(user, letter_id):
    """One message; None if it does not exist or is nothing for this person."""
    try:
        found = mailbox.read(letter_id)
    except Missing:
        return None
    return next(iter(_readable(user, [found])), None)


def _readable(user, found):
    rows = Mail.objects.filter(pk__in=[one.mail_id for one in found if one.mail_id])
    about = {
        pk: (label, about_id) for pk, label, about_id in rows.values_list("pk", "about_model", "about_id")
    }
    open_to_user = _letters_of_cases(user, about.values()) | _own_invitations(user, about.values())
    return [one for one in found if _is_to(user, one) or about.get(one.mail_id) in open_to_user]


def _is_to(user, found):
    return found.to.strip().casefold() == user.email.casefold()


def _letters_of_cases(user, about):
    """Letters to employers name the worker: for people who may see who that is."""
    known = Letter.objects.filter(case__in=policy.identifiable(user, Case.objects.all()))
    return _among(known, "documents.Letter", about)


def _own_invitations(user, about):
    return _among(Invitation.objects.filter(invited_by=user), "accounts.Invitation", about)


def _among(rows, model_label, about):
    asked = [about_id for label, about_id in about if label == model_label]
    return {(model_label, key) for key in rows.filter(pk__in=asked).values_list("pk", flat=True)}
