"""What is owed by now becomes one message a person. Safe to run twice, at once, and after missed days."""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import LocalGroup
from notifications import dates, message
from notifications.dates import Due
from notifications.models import Notice, Reminder
from notifications.recipients import Circle, Staff
from notifications.rungs import collapse, rung
from outbox.models import Mail

AT_ONCE = 5_000  # reminders of one transaction: nobody else writes to SQLite meanwhile
ROWS_AT_ONCE = 2_000


class Owed(NamedTuple):
    """One reminder that is owed and not yet written."""

    due: Due
    rung: int
    days_left: int
    is_escalation: bool


def write(now=None) -> int:
    """Write all reminders owed by now, zone by zone from the reminder hour on; returns how many messages."""
    zone_of = dict(LocalGroup.objects.values_list("pk", "time_zone")) | {None: settings.TIME_ZONE}
    awake = _awake(now or timezone.now(), zone_of.values())
    return sum(_write_for(day, zones, zone_of) for day, zones in sorted(awake.items()))


def _awake(now, zones):
    """{local date: zones in which the reminder hour of that day has come}."""
    awake = defaultdict(set)
    for zone in set(zones):
        local = now.astimezone(ZoneInfo(zone))
        if local.hour >= settings.REMINDER_HOUR:
            awake[local.date()].add(zone)
    return awake


def _write_for(today, zones, zone_of):
    staff = Staff()
    owed = _owed(today, staff)
    # Who has dates in several zones gets them all at the first of the hours: it is one message a day.
    ready = sorted(
        person
        for person, reminders in owed.items()
        if any(zone_of[one.due.group_id] in zones for one in reminders)
    )
    return sum(_store(part, staff.people, today) for part in _parts(ready, owed))


def _parts(ready, owed):
    """{person: what they are owed} of as many people as one transaction writes, one after the other."""
    part, number = {}, 0
    for person in ready:
        if part and number + len(owed[person]) > AT_ONCE:
            yield part
            part, number = {}, 0
        part[person] = owed[person]
        number += len(owed[person])
    if part:
        yield part


def _owed(today, staff) -> dict[UUID, list[Owed]]:
    """{person's id: what they are owed today}, without those who have had today's message."""
    served = set(Notice.objects.filter(day=today).values_list("user_id", flat=True))
    owed = defaultdict(list)
    for chunk in dates.chunks(today):
        circle, written = Circle(staff, chunk, today), _written(chunk)
        for due in collapse(chunk, today):
            days_left = (due.safe_on - today).days
            step, told = rung(days_left), written.get(due.id, ())
            for person, is_escalation in circle.who(due, step):
                if person not in served and (person, due.safe_on, step) not in told:
                    owed[person].append(Owed(due, step, days_left, is_escalation))
    return owed


def _written(chunk):
    """{date's id: {(person, day, rung)}} of what was said before."""
    written = defaultdict(set)
    said = Reminder.objects.filter(deadline__in=[due.id for due in chunk])
    for deadline_id, *what in said.values_list("deadline_id", "user_id", "safe_on", "rung"):
        written[deadline_id].add(tuple(what))
    return written


@transaction.atomic
def _store(owed, people, today):
    """One transaction: notices, their reminders and the mails, or nothing.

    The unique day of a notice decides between two processes: who comes second finds it taken and leaves the
    person to the first. What is still owed then is owed tomorrow too.
    """
    notices = [Notice(user_id=person, day=today) for person in owed]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    won = set(Notice.objects.filter(pk__in=[notice.pk for notice in notices]).values_list("pk", flat=True))
    ours = [notice for notice in notices if notice.pk in won]
    Reminder.objects.bulk_create(
        [_reminder(notice, one) for notice in ours for one in owed[notice.user_id]], batch_size=ROWS_AT_ONCE
    )
    Mail.objects.bulk_create(
        [message.mail(notice, people[notice.user_id], owed[notice.user_id]) for notice in ours]
    )
    return len(ours)


def _reminder(notice, owed):
    return Reminder(
        notice_id=notice.pk,
        deadline_id=owed.due.id,
        user_id=notice.user_id,
        safe_on=owed.due.safe_on,
        rung=owed.rung,
        is_escalation=owed.is_escalation,
    )
