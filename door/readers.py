"""Who of the group has read the case: days and tasks, never names.

The person learns that nobody else looks. A name would tell whoever holds the phone who helps against the
employer; the team's own page keeps the names.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from cases import contacting
from security import watch

MOST_ENTRIES, MOST_DAYS = 500, 20
COORDINATOR, CASEWORKER = "coordinator", "caseworker"
OUTSIDE, INTERPRETER = "outside", "interpreter"
TASKS = {
    CASEWORKER: pgettext_lazy("door", "works on cases"),
    COORDINATOR: pgettext_lazy("door", "leads the group"),
    INTERPRETER: pgettext_lazy("door", "interpreter"),
    OUTSIDE: pgettext_lazy("door", "helper the group let in"),
}


@dataclass(frozen=True)
class Day:
    """One day: the tasks of those who looked, and how many people had each."""

    on: date
    people: list


def days(case) -> list[Day]:
    """The newest day first."""
    zone = contacting.zone_of(case)
    found = watch.entries_for_case(case.pk).filter(kind="reading").exclude(user_id=None)
    looked = defaultdict(set)
    for at, user in found.order_by("-at").values_list("at", "user_id")[:MOST_ENTRIES]:
        looked[at.astimezone(zone).date()].add(user)
    tasks = _tasks(case)
    newest = sorted(looked, reverse=True)[:MOST_DAYS]
    return [Day(on, _counted(tasks.get(user, OUTSIDE) for user in looked[on])) for on in newest]


def _tasks(case):
    """{user id: task}; a member who left keeps the task they had."""
    tasks = {
        user: INTERPRETER if role == INTERPRETER else OUTSIDE
        for user, role in case.admissions.values_list("user_id", "role")
    }
    if case.group:
        tasks |= dict(case.group.memberships.order_by("began_on").values_list("user_id", "role"))
    return tasks


def _counted(tasks):
    counted = Counter(tasks)
    return [(TASKS[task], counted[task]) for task in TASKS if counted[task]]
