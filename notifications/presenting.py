"""Notices as the page shows them: only dates of cases the reader may still see."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cases import policy
from cases.models import Case
from notifications import message
from notifications.models import Reminder
from outbox.models import Mail


@dataclass(frozen=True)
class Line:
    reference: str
    url: str
    what: str
    safe_on: date
    state: str
    is_escalation: bool


@dataclass(frozen=True)
class Day:
    day: date
    lines: list[Line]
    mail_is_missing: bool


def days(notices, seen) -> list[Day]:
    """The notices given, newest first; a day on which nothing may be shown any more is left out."""
    notices = {notice.pk: notice for notice in notices}
    reminders = Reminder.objects.filter(notice__in=list(notices), deadline__case__in=seen)
    lines = {pk: [] for pk in notices}
    for reminder in reminders.select_related("deadline__case").order_by("safe_on", "deadline_id"):
        lines[reminder.notice_id].append(_line(reminder))
    missing = _without_mail(notices)
    return [Day(notice.day, lines[pk], pk in missing) for pk, notice in notices.items() if lines[pk]]


def open_today(user):
    """Cases with a date of the person's last message that still waits: their number stands in the bar."""
    last = Reminder.objects.filter(notice__in=user.notices.values("pk")[:1]).waiting()
    # Asked from the case's side, so that the few cases of a message are tested one by one.
    return policy.walked(user, Case.objects.filter(deadlines__reminders__in=last.values("pk")))


def _without_mail(notices):
    """Ids of notices whose e-mail did not leave, or perhaps did not arrive."""
    mails = Mail.objects.troubled().filter(about_model="notifications.Notice", about_id__in=list(notices))
    return set(mails.values_list("about_id", flat=True))


def _line(reminder):
    deadline = reminder.deadline
    return Line(
        reference=deadline.case.reference,
        url=deadline.case.get_absolute_url(),
        what=message.what(deadline),
        safe_on=reminder.safe_on,
        state=_state(reminder, deadline),
        is_escalation=reminder.is_escalation,
    )


def _state(reminder, deadline):
    if not deadline.is_open or not deadline.case.is_open:
        return "done"
    if deadline.safe_on != reminder.safe_on:
        return "moved"
    return "late" if deadline.safe_on < timezone.localdate() else "open"
