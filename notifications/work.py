"""Everything that is done by the clock, for installations without a broker."""

import logging
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from cases import law_changes
from documents import dispatching
from door import drafts, quarantine
from evidence import arriving, store
from notifications import reminders
from outbox import mail, sending
from security import throttle

log = logging.getLogger(__name__)
PAUSE_SECONDS = 5
KEEP_SENT = timedelta(days=30)
PASSING_KINDS = ["reminder", "invitation", "password_reset", "account_changed", "worker_notice"]


class Job(NamedTuple):
    name: str
    every_seconds: int
    do: Callable


def jobs(is_stopped=lambda: False):
    return [
        Job("reminders", 600, remind),
        Job("mail", 30, lambda: send_mail(is_stopped)),
        Job("law", 60, compare_law),
        Job("forgotten", 600, forget),
    ]


def remind() -> int:
    """Write what is owed by now: dates of cases, and stories set aside that still wait."""
    return reminders.write() + quarantine.remind()


def compare_law() -> int:
    """Compare the next open cases with the law of this program, so that coordinators see what it would change."""
    return law_changes.compare_waiting()


def send_mail(is_stopped=lambda: False) -> dict[str, int]:
    """Send what waits, and tell the cases what became of their letters."""
    counts = sending.send_due(is_stopped=is_stopped)
    dispatching.tell_news()
    return counts


def forget() -> int:
    """Delete what has served its time: counters, sessions, drafts of the form, files nobody names, some mail."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    old = timezone.now() - KEEP_SENT
    at_the_door = drafts.forget() + quarantine.forget() + arriving.forget() + store.sweep()
    return throttle.forget() + at_the_door + mail.forget_sent(PASSING_KINDS, old)


def run_until(stopped):
    """Do each job again and again until the event is set."""
    todo = jobs(stopped.is_set)
    next_at = dict.fromkeys((job.name for job in todo), 0.0)
    log.info("The loop of due work begins.")
    while not stopped.is_set():
        for job in todo:
            if not stopped.is_set() and monotonic() >= next_at[job.name]:
                next_at[job.name] = monotonic() + job.every_seconds
                _attempt(job)
        stopped.wait(PAUSE_SECONDS)


def _attempt(job):
    # A database that is away, or a fault in one job, must not end the others: what is owed stays owed.
    try:
        close_old_connections()
        job.do()
    except Exception:
        log.exception("The job %s did not come to its end and is tried again.", job.name)
