"""Due reminders written at once against one by one, and by two processes at the same time: none twice."""

import subprocess
import sys
from datetime import datetime, time
from zoneinfo import ZoneInfo

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import report  # noqa: E402
from bench.clock import seconds  # noqa: E402
from cases.models import Deadline  # noqa: E402
from notifications import reminders  # noqa: E402
from notifications.models import Notice, Reminder  # noqa: E402
from notifications.rungs import rung  # noqa: E402
from outbox import mail as outbox  # noqa: E402
from outbox.models import Mail  # noqa: E402

SAMPLE = 300


def morning():
    """Nine o'clock of today, when every reminder of the day is owed."""
    return datetime.combine(timezone.localdate(), time(9), ZoneInfo(settings.TIME_ZONE))


def main():
    single = _one_by_one()
    _clear()
    taken = seconds(lambda: reminders.write(morning()))
    written, people = Reminder.objects.count(), Notice.objects.count()
    at_once = written / taken
    told = f"{at_once:,.0f} over {single:,.0f} a second, {written:,} written"
    report.row("due reminders, × one by one", at_once / single, told, least=40)
    again = reminders.write(morning())
    report.row("messages of a second run", again, "", most=0)
    _clear()
    _two_processes(written, people)
    report.finish()


def _one_by_one():
    """Reminders a second when each is read, addressed and written by itself."""
    today = timezone.localdate()
    due = Deadline.objects.open().filter(case__responsible__isnull=False).exclude(case__stage="closed")
    ids = list(due.values_list("pk", flat=True)[:SAMPLE])

    def loop():
        for pk in ids:
            with transaction.atomic():
                _remind(Deadline.objects.select_related("case__responsible").get(pk=pk), today)

    return len(ids) / seconds(loop)


def _remind(deadline, today):
    step = rung((deadline.safe_on - today).days)
    person = deadline.case.responsible
    notice, _new = Notice.objects.get_or_create(user=person, day=today)
    reminder = {"user": person, "safe_on": deadline.safe_on, "rung": step}
    Reminder.objects.get_or_create(deadline=deadline, **reminder, defaults={"notice": notice})
    words = f"{deadline.case.reference}: {deadline.neutral_name}, {deadline.safe_on}"
    outbox.queue(to=person.email, subject=words, body=words, kind="reminder", unique_key=str(deadline.pk))


def _two_processes(written, people):
    both = [subprocess.Popen([sys.executable, "-m", "bench.reminders", "write"]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    twice = Reminder.objects.values("deadline", "user", "safe_on", "rung").annotate(times=Count("pk"))
    report.row("reminders written twice by two processes", twice.filter(times__gt=1).count(), "", most=0)
    left_out = abs(written - Reminder.objects.count()) + abs(people - Mail.objects.count())
    report.row("reminders and mails that went missing", left_out, f"{people} messages", most=0)


def _clear():
    Reminder.objects.all().delete()
    Notice.objects.all().delete()
    Mail.objects.all().delete()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        reminders.write(morning())
    else:
        main()
