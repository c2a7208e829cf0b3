"""Cases with one date of our own, and the days on which reminders are written."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from cases import deadlines
from notifications import reminders
from notifications.models import Reminder
from outbox.models import Mail
from tests import cast

TODAY = date(2026, 11, 25)
BERLIN = ZoneInfo("Europe/Berlin")


@contextmanager
def at(days=0, hour=8, minute=0, zone=BERLIN):
    """The clock stands at that hour, so many days from TODAY."""
    day = TODAY + timedelta(days=days)
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    with time_machine.travel(moment, tick=False):
        yield moment


def in_days(days):
    return TODAY + timedelta(days=days)


def bare_case(by, is_taken=True, **changes):
    """A case without any date of the law."""
    given = {"dismissal": None, "periods": [], "clause": None} | changes
    with at(-40):
        return cast.taken_case(by, **given) if is_taken else cast.open_case(by, **given)


def dated_case(by, days, kind="task", **changes):
    """A case with one date, so many days from TODAY."""
    case = bare_case(by, **changes)
    with at(-39):
        deadlines.set_date(case, by=by, kind=kind, on=in_days(days))
    return case


def run(days=0, hour=8, **clock):
    with at(days, hour, **clock):
        return reminders.write()


def told(user):
    """[(reference, rung, is_escalation)] of everything the person was ever reminded of, oldest first."""
    rows = Reminder.objects.filter(user=user).order_by("notice__day", "safe_on", "rung")
    return list(rows.values_list("deadline__case__reference", "rung", "is_escalation"))


def rungs(user):
    return [rung for _reference, rung, _escalation in told(user)]


def mails(user):
    found = [
        mail for mail in Mail.objects.filter(kind="reminder").order_by("created_at") if mail.to == user.email
    ]
    return [f"{mail.subject}\n{mail.body}" for mail in found]
