"""Stories told inside a production installation: `python -m tests.production_world STORY`."""

import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402  needs the settings

from accounts.models import LocalGroup, Membership, User  # noqa: E402
from cases import deadlines  # noqa: E402
from cases.models import Case, Deadline, DeadlineKind, Stage  # noqa: E402
from demo import letters  # noqa: E402
from tests import cast  # noqa: E402

MANY = 400
DATES_EACH = 20


def where_it_is_noon():
    """A time zone in which the hour of reminders has come, whenever the tests run."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def build():
    people = cast.build()
    LocalGroup.objects.update(time_zone=where_it_is_noon())
    people.koeln.refresh_from_db()
    return people


def reminder_and_letter():
    """Lena's case has a date in a week and a demand that Tomasz has approved; both mails are due."""
    people = build()
    case = cast.accepted_case(people.lena, dismissal=None)
    today = case.today()
    case.deadlines.all().delete()
    deadlines.set_date(case, by=people.lena, kind=DeadlineKind.TASK, on=today + timedelta(days=7))
    letters.send_demand(case, by=people.lena, reader=people.tomasz, channel="email")


def many_reminders():
    """Very many people with a few dates each, all of them due today."""
    group = build().koeln
    today = timezone.localdate()
    people = [User(email=f"p{number}@poruch.example", name=f"Person {number}") for number in range(MANY)]
    User.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(user=person, group=group, role="caseworker", began_on=today) for person in people
    )
    cases = [
        Case(reference=f"KLN-2026-{number:05}", group=group, country="DE", responsible=person)
        for number, person in enumerate(people)
    ]
    Case.objects.bulk_create(cases)
    Case.objects.update(stage=Stage.CHECKING)
    Deadline.objects.bulk_create(
        Deadline(case=case, kind="task", actor="team", due_on=day, safe_on=day)
        for case in cases
        for day in [cases[0].today() + timedelta(days=10 + number) for number in range(DATES_EACH)]
    )


if __name__ == "__main__":
    {"reminder_and_letter": reminder_and_letter, "many_reminders": many_reminders}[sys.argv[1]]()
