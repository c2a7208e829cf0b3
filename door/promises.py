"""By when the team reads and answers: what the worker is told is a date of the team, of which it is reminded."""

from datetime import timedelta

from django.utils import translation
from django.utils.translation import pgettext_lazy

from cases import deadlines
from cases.models import DeadlineKind
from door.given import TEAM_LANGUAGE

WITHIN = timedelta(days=3)
STORY = pgettext_lazy("door", "Read the story from the form and answer")
MESSAGE = pgettext_lazy("door", "Answer the message of the worker")


def given_for(case):
    """The next day by which the team wants to write, or None."""
    ours = case.deadlines.open().filter(kind=DeadlineKind.TASK, safe_on__gte=case.today())
    return ours.order_by("safe_on").values_list("safe_on", flat=True).first()


def give(case, what):
    """Promise an answer within three days, and before the next legal date. A promise that runs is enough."""
    today = case.today()
    promised = given_for(case)
    if promised and promised <= today + WITHIN:
        return
    first = case.deadlines.open().legal().filter(safe_on__gte=today).order_by("safe_on").first()
    on = min(today + WITHIN, first.safe_on - timedelta(days=1)) if first else today + WITHIN
    with translation.override(TEAM_LANGUAGE.get(case.country, "en")):
        title = str(what)
    deadlines.set_date(case, by=None, kind=DeadlineKind.TASK, title=title, on=max(today, on))
