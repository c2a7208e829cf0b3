"""Events of a case that start periods, recorded by hand beside the facts of the job; deadlines follow."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import events, facts
from cases.models import TriggerDate


@transaction.atomic
def record(case, *, by, event, on, latest_on=None, known_by=""):
    """An event happened on a day, or between two. Said twice it is one; another day for it raises ValidationError."""
    facts.take_turn(case)
    trigger = case.triggers.filter(event_code=event).first()
    if trigger and (trigger.occurred_on, trigger.latest_on) == (on, latest_on):
        return trigger
    if trigger:
        raise ValidationError(_("This event stands on the case already. Change its day there."), code="twice")
    trigger = TriggerDate.objects.create(
        case=case, event_code=event, occurred_on=on, latest_on=latest_on, known_by=known_by
    )
    events.record(case, "trigger_recorded", by=by, detail=facts.said_of(trigger))
    facts.recompute(case, by=by)
    return trigger


@transaction.atomic
def change(trigger, *, by, on, latest_on=None, known_by=""):
    """Another day, or another way to know it: it must be confirmed again, the old one stays in history."""
    facts.take_turn(trigger.case)
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
