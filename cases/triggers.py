"""Events of a case that start periods, recorded by hand beside the facts of the job; deadlines follow."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import events, facts
from cases.models import TriggerDate

ONCE = {facts.LEARNED, "first_work_day", "agreed_start"}


@transaction.atomic
def record(case, *, by, event, on, latest_on=None, known_by=""):
    """An event happened on a day, or between two. Said twice it is one; on another day it is another of its kind.

    Raises ValidationError for a second event of the same kind and day, and for a kind that happens once.
    """
    facts.take_turn(case)
    alike = list(case.triggers.filter(event_code=event))
    for trigger in alike:
        if (trigger.occurred_on, trigger.latest_on) == (on, latest_on):
            return trigger
    _check_day(alike, event, on)
    number = max((trigger.number for trigger in alike), default=0) + 1
    trigger = TriggerDate.objects.create(
        case=case, event_code=event, number=number, occurred_on=on, latest_on=latest_on, known_by=known_by
    )
    events.record(case, "trigger_recorded", by=by, detail=facts.said_of(trigger))
    facts.recompute(case, by=by)
    return trigger


@transaction.atomic
def change(trigger, *, by, on, latest_on=None, known_by=""):
    """Another day, or another way to know it: it must be confirmed again, the old one stays in history.

    Raises ValidationError where another event of its kind has that day.
    """
    facts.take_turn(trigger.case)
    _check_day(trigger.case.triggers.filter(event_code=trigger.event_code).exclude(pk=trigger.pk), "", on)
    old = facts.said_of(trigger)
    trigger.occurred_on, trigger.latest_on, trigger.known_by = on, latest_on, known_by
    if facts.said_of(trigger) == old:
        return
    trigger.confirmed_by = trigger.confirmed_at = None
    trigger.save()
    events.record(trigger.case, "trigger_changed", by=by, detail={"old": old, **facts.said_of(trigger)})
    facts.recompute(trigger.case, by=by)


@transaction.atomic
def remove(trigger, *, by):
    """The event did not happen after all; the dates that counted from it no longer apply."""
    case = trigger.case
    facts.take_turn(case)
    events.record(case, "trigger_removed", by=by, detail=facts.said_of(trigger))
    trigger.delete()
    facts.recompute(case, by=by)


def _check_day(alike, event, on):
    """`alike`: the other events of the kind; `event`: its code for a new one."""
    if alike and event in ONCE:
        raise ValidationError(_("This event stands on the case already. Change its day there."), code="twice")
    if any(trigger.occurred_on == on for trigger in alike):
        raise ValidationError(
            _("This event stands on the case already with this day. Change it there."), code="twice"
        )
