"""Whether a message may leave for a worker now. The worker's own rules decide, and nothing else sends.

Mail goes out only where the person chose e-mail and said that it is safe there. Outside the hours they named it
waits until these begin.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from cases.models import Worker
from outbox.gates import Closed

NEVER_CALL = "never_call"
EACH_DAY = frozenset(range(1, 8))
WEEKEND = frozenset({6, 7})
MORNING_STARTS, NIGHT_STARTS = time(8), time(21)
# As the labels of `contact_time` say them to the person.
PARTS = {
    "morning": (time(8), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), NIGHT_STARTS),
}

UNSAFE, NOT_SAID, NOT_CHOSEN, LATER = "unsafe", "not_said", "not_chosen", "later"


@dataclass(frozen=True)
class Window:
    """Hours of a day in which it is safe, on these days (Monday is 1), local time."""

    days: frozenset
    start: time
    end: time


@dataclass(frozen=True)
class Verdict:
    """`reason` is empty if a mail may leave now; with `until` it waits, without it never leaves."""

    reason: str = ""
    until: datetime | None = None

    @property
    def is_open(self):
        return not self.reason

    @property
    def is_refused(self):
        return bool(self.reason) and self.until is None


def windows(worker) -> list[Window]:
    """The hours the person named; none means any time."""
    days = frozenset(worker.contact_days) or EACH_DAY
    found = [Window(days, *PARTS[code]) for code in worker.contact_times if code in PARTS]
    if worker.contact_from or worker.contact_until:
        found.append(Window(days, worker.contact_from or time.min, worker.contact_until or time.max))
    if "weekend" in worker.contact_times:
        found.append(Window(WEEKEND, MORNING_STARTS, NIGHT_STARTS))
    if not found and worker.contact_days:
        found.append(Window(days, time.min, time.max))
    return found


def opens_at(found, now) -> datetime:
    """`now` (aware, local) if it lies in one of these windows, else the first moment after it that does."""
    if not found or any(_holds(window, now) for window in found):
        return now
    return min(start for window in found for start in _starts(window, now) if start > now)


def mail_may_leave(worker, now) -> Verdict:
    """The one answer for every mail to a worker. `now` is an aware moment."""
    if worker.safe_to_contact is False:
        return Verdict(UNSAFE)
    if worker.contact_channel != "email" or not worker.contact_value:
        return Verdict(NOT_CHOSEN)
    if worker.safe_to_contact is None:
        return Verdict(NOT_SAID)
    local = now.astimezone(zone_of(worker.case))
    opens = opens_at(windows(worker), local)
    return Verdict() if opens == local else Verdict(LATER, opens)


def is_good_time(worker, now) -> bool:
    """Whether the person said that it is safe at this hour."""
    local = now.astimezone(zone_of(worker.case))
    return opens_at(windows(worker), local) == local


def zone_of(case):
    return ZoneInfo(case.group.time_zone if case.group else settings.TIME_ZONE)


def gate(mail, now) -> Closed | None:
    """Asked by the outbox before a mail to a worker leaves: rules and address may have changed since."""
    worker = Worker.objects.select_related("case__group").filter(case_id=mail.about_id).first()
    if worker is None or worker.contact_value != mail.to:
        return Closed()
    verdict = mail_may_leave(worker, now)
    return None if verdict.is_open else Closed(until=verdict.until)


def _holds(window, now):
    return now.isoweekday() in window.days and window.start <= now.time() < window.end


def _starts(window, now):
    """The moments at which this window opens within the next eight days."""
    days = (now.date() + timedelta(days=number) for number in range(8))
    return [
        datetime.combine(day, window.start, tzinfo=now.tzinfo)
        for day in days
        if day.isoweekday() in window.days
    ]
