"""The access log of one case in words: who looked at what, who was refused."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Max, Value, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases.forms.reveal import PURPOSES
from security import watch

MOST = 30
PARTS = {
    "case": gettext_lazy("Opened the case"),
    "history": gettext_lazy("Read older entries"),
    "access": gettext_lazy("Looked at who sees the case"),
    "facts": gettext_lazy("Opened the facts of the job"),
    "intake": gettext_lazy("Read the intake as given"),
    "person": gettext_lazy("Saw who the person is"),
    "account": gettext_lazy("Saw the account"),
    "letter": gettext_lazy("Opened a letter"),
    "pdf": gettext_lazy("Downloaded a letter"),
    "calculation": gettext_lazy("Printed the calculation sheet"),
}


@dataclass(frozen=True)
class Look:
    """One line of the log: what one person did on one day, and how often. `at` is the last time."""

    at: datetime
    who: str
    what: str
    is_refused: bool
    times: int


def entries(case):
    """The newest lines, with names for the ids."""
    rows = list(_by_day(watch.entries_for_case(case.pk))[:MOST])
    people = User.objects.in_bulk({row["user_id"] for row in rows if row["user_id"]})
    return [_look(row, people) for row in rows]


def _by_day(found):
    """One row for a person, a kind and a day, so that a hundred refusals do not hide who looked."""
    said = Case(When(kind="refused", then=Value("")), default=F("detail"))
    groups = found.order_by().values("user_id", "kind", said=said, day=TruncDate("at"))
    return groups.annotate(last=Max("at"), times=Count("id")).order_by("-last", "kind", "said")


def _look(row, people):
    person = people.get(row["user_id"])
    is_refused = row["kind"] == "refused"
    return Look(
        at=row["last"],
        who=person.name if person else _("somebody without an account"),
        what=_("Was refused") if is_refused else _part(row["said"]),
        is_refused=is_refused,
        times=row["times"],
    )


def _part(detail):
    part, _mark, reason = detail.partition(":")
    words = PARTS.get(part, detail)
    purpose = dict(PURPOSES).get(reason)
    return f"{words}: {purpose}" if purpose else words
