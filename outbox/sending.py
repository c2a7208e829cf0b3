"""Sending what is due.

SMTP cannot promise "exactly once". So: a row is claimed by one conditional UPDATE before anything leaves, and
the result is written after. If the process dies in between, or the line breaks after the text went over, the
row becomes "perhaps sent": people see it and decide. Nothing is ever silently sent twice, and nothing is lost.
"""

import logging
from collections import Counter
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPResponseException
from time import monotonic

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from outbox import gates
from outbox.models import Mail, Problem, State
from outbox.smtp import PerhapsSent
from security import filestore
from security.keyring import Undecryptable

LEASE = timedelta(minutes=10)
SECONDS_A_RUN = 60
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]

logger = logging.getLogger("outbox")


class _Failed(Exception):
    """An attempt that ended with nothing sent."""

    def __init__(self, problem, is_final):
        self.problem, self.is_final = problem, is_final


def send_due(now=None, limit=200, is_stopped=lambda: False) -> dict[str, int]:
    """Send up to `limit` waiting messages; returns how many ended as sent, queued (again), failed and unsure.

    Any number of processes may call this at once. Never call it inside a transaction: claims must be seen by
    others before the message leaves. It ends early when asked to stop and after SECONDS_A_RUN, never within a
    message.
    """
    counts = Counter(dict.fromkeys(("sent", "queued", "failed", "unsure"), 0))
    counts[State.UNSURE] += _give_up_leases(now or timezone.now())
    enough_at = monotonic() + SECONDS_A_RUN
    waiting = Mail.objects.due(now or timezone.now()).order_by("next_try_at").values_list("id", flat=True)
    for mail_id in list(waiting[:limit]):
        if is_stopped() or monotonic() > enough_at:
            break
        if mail := _claimed(mail_id, now or timezone.now()):
            counts[_send(mail, now)] += 1
    return dict(counts)


def _give_up_leases(now):
    """A sender that did not report back in time: nobody knows how far it came."""
    lost = Mail.objects.filter(state=State.SENDING, lease_until__lt=now)
    return lost.update(state=State.UNSURE, last_error=Problem.INTERRUPTED)


def _claimed(mail_id, now):
    """The message, if this process is the one that may send it."""
    lease = now + LEASE
    with transaction.atomic(durable=True):
        won = (
            Mail.objects.due(now)
            .filter(pk=mail_id)
            .update(state=State.SENDING, attempts=F("attempts") + 1, lease_until=lease)
        )
    return Mail.objects.filter(pk=mail_id).first() if won else None


def _send(mail, now):
    if closed := gates.closed(mail, now or timezone.now()):
        return _finish(mail, **_held(mail, closed))
    try:
        _hand_over(mail)
    except PerhapsSent:
        return _finish(mail, state=State.UNSURE, last_error=Problem.INTERRUPTED)
    except _Failed as failure:
        return _finish(mail, **_next_step(mail, failure, now or timezone.now()))
    return _finish(mail, state=State.SENT, sent_at=now or timezone.now(), last_error="")


def _held(mail, closed):
    """Nothing was tried: waiting for its hour uses up no attempt."""
    if closed.until is None:
        return {"state": State.FAILED, "last_error": Problem.RULES}
    return {
        "state": State.QUEUED,
        "last_error": Problem.TOO_EARLY,
        "next_try_at": closed.until,
        "attempts": mail.attempts - 1,
    }


def _hand_over(mail):
    """One message over a connection of its own: what breaks before the text went over is tried again."""
    message = _message(mail)
    connection = get_connection()
    try:
        _open(connection)
        _transmit(connection, message)
    finally:
        _close(connection)


def _open(connection):
    try:
        connection.open()
    except Exception as error:
        raise _failure(error) from None


def _transmit(connection, message):
    try:
        if not connection.send_messages([message]):
            raise _Failed(Problem.ADDRESS, is_final=True)
    except (PerhapsSent, _Failed):
        raise
    except (
        OSError
    ) as error:  # all of smtplib's own errors too; `outbox.smtp` has sorted out the doubtful ones
        raise _failure(error) from None
    except ValueError:
        raise _Failed(Problem.ADDRESS, is_final=True) from None
    except Exception as error:
        raise PerhapsSent from error


def _message(mail):
    try:
        message = EmailMessage(
            subject=mail.subject,
            body=mail.body,
            from_email=gates.sender(mail),
            to=[mail.to],
            reply_to=[mail.reply_to] if mail.reply_to else None,
            headers={"Message-ID": f"<{mail.id}@{_domain()}>", "Auto-Submitted": "auto-generated"},
        )
        for name, file_id, media_type in mail.attachments:
            message.attach(name, filestore.get(file_id), media_type)
        message.message()
    except (filestore.Missing, FileNotFoundError):
        raise _Failed(Problem.ATTACHMENT, is_final=True) from None
    except OSError:
        raise _Failed(Problem.ATTACHMENT, is_final=False) from None
    except Undecryptable:
        raise _Failed(Problem.UNREADABLE, is_final=True) from None
    except (BadHeaderError, ValueError):
        raise _Failed(Problem.ADDRESS, is_final=True) from None
    return message


def _failure(error):
    """Which problem an exception is, and whether trying again has any sense."""
    logger.warning("A mail was not sent: %s", type(error).__name__)
    if isinstance(error, SMTPAuthenticationError):
        return _Failed(Problem.SIGN_IN, is_final=False)
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return _answered(max(codes, default=500))
    if isinstance(error, SMTPResponseException):
        return _answered(error.smtp_code)
    if isinstance(error, OSError):
        return _Failed(Problem.CONNECTION, is_final=False)
    return _Failed(Problem.OTHER, is_final=False)


def _answered(code):
    return _Failed(Problem.REFUSED, is_final=True) if code >= 500 else _Failed(Problem.LATER, is_final=False)


def _next_step(mail, failure, now):
    if failure.is_final or mail.attempts > len(BACK_OFF):
        return {"state": State.FAILED, "last_error": failure.problem}
    return {
        "state": State.QUEUED,
        "last_error": failure.problem,
        "next_try_at": now + BACK_OFF[mail.attempts - 1],
    }


def _finish(mail, **result):
    """Write the result, unless a person or another process has decided meanwhile under a new claim."""
    ours = Mail.objects.filter(
        pk=mail.pk, lease_until=mail.lease_until, state__in=[State.SENDING, State.UNSURE]
    )
    ours.update(**result)
    return result["state"]


def _close(connection):
    try:
        connection.close()
    except Exception as error:  # the message is already out or already failed
        logger.info("Closing the mail connection failed: %s", type(error).__name__)


def _domain():
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
