"""Putting mail into the outbox and deciding about what did not leave it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from outbox.models import Mail, Problem, State
from security.clean import file_name, one_line, safe_text

LONGEST_SUBJECT = 200


def queue(*, unique_key=None, **facts) -> Mail:
    """Add a message to the outbox, in the caller's transaction: it goes out if and only if that one commits.

    With a `unique_key` there is one message for it for ever; asking again gives the one there is. `facts` are
    those of `prepare`.
    """
    mail = prepare(unique_key=unique_key, **facts)
    if unique_key is None:
        mail.save(force_insert=True)
        return mail
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
        return mail
    except IntegrityError:
        return Mail.objects.get(unique_key=unique_key)


def prepare(*, to, subject, body, kind, reply_to="", unique_key=None, attachments=(), about=None) -> Mail:
    """The row of a message, not yet saved, for callers that write very many at once.

    A wrong address is no exception here: the row says so, where people see it. `attachments` are (file name,
    file store id, media type); `about` is (model label, id) of what the message belongs to.
    """
    about_model, about_id = about or ("", None)
    now = timezone.now()
    mail = Mail(
        to=one_line(to),
        reply_to=one_line(reply_to),
        subject=one_line(subject)[:LONGEST_SUBJECT],
        body=safe_text(body),
        attachments=[
            [file_name(name), str(file_id), one_line(kind_)] for name, file_id, kind_ in attachments
        ],
        kind=kind,
        unique_key=unique_key,
        about_model=about_model,
        about_id=about_id,
        created_at=now,
        next_try_at=now,
    )
    if not _is_address(mail.to):
        mail.state, mail.last_error = State.FAILED, Problem.ADDRESS
    return mail


def retry(mail) -> bool:
    """Send a failed or perhaps sent message again, because a person decided so. False in any other state."""
    changed = Mail.objects.troubled().filter(pk=mail.pk).exclude(last_error=Problem.ADDRESS)
    done = changed.update(
        state=State.QUEUED, attempts=0, next_try_at=timezone.now(), lease_until=None, last_error=""
    )
    mail.refresh_from_db()
    return bool(done)


def settle(mail) -> bool:
    """Take a perhaps sent message as sent, because a person knows it arrived."""
    done = Mail.objects.filter(pk=mail.pk, state=State.UNSURE).update(
        state=State.SENT, sent_at=timezone.now()
    )
    mail.refresh_from_db()
    return bool(done)


def forget_sent(kinds, before) -> int:
    """Erase sent messages of these kinds that are older: their links and texts have done their work."""
    return Mail.objects.filter(state=State.SENT, kind__in=kinds, sent_at__lt=before).delete()[0]


def forget_about(model_label, about_id) -> int:
    """Erase all messages that belong to something that is erased."""
    return Mail.objects.about(model_label, about_id).delete()[0]


def _is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
