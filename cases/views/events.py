"""Events that start periods, recorded by hand: added, changed, removed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

import wording
from cases import facts, triggers
from cases.forms.events import EventDayForm, EventForm
from cases.models import TriggerDate
from cases.presenting.details import between
from cases.views.access import with_case
from cases.views.closed import only_open
from cases.views.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def new(request, case):
    """Record an event of the case's country."""
    form = EventForm(posted(request), today=case.today(), country=case.country)
    if form.is_bound and form.is_valid() and _recorded(case, form, request.user):
        messages.success(
            request, _("The event is recorded, and the dates that count from it are worked out.")
        )
        return redirect(f"{case.get_absolute_url()}#started")
    page = {"case": case, "form": form, "has_events": bool(wording.event_groups(case.country))}
    return render(request, "cases/event_new.html", page, status=422 if form.is_bound else 200)


def _recorded(case, form, by):
    """True once it stands on the case; otherwise the form says why not."""
    try:
        triggers.record(case, by=by, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error("event", refused)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def change(request, case, trigger):
    """Another day for an event, or another way to know it."""
    trigger = _by_hand(case, trigger)
    known = {"on": trigger.occurred_on, "latest_on": trigger.latest_on, "known_by": trigger.known_by}
    form = EventDayForm(posted(request), today=case.today(), event=trigger.event_code, initial=known)
    if form.is_bound and form.is_valid() and _changed(trigger, form, request.user):
        messages.success(request, _("Saved. The dates that count from it are worked out anew."))
        return redirect(f"{case.get_absolute_url()}#started")
    page = {
        "case": case,
        "form": form,
        "trigger": trigger,
        "event": trigger.name,
        "day": between(known["on"], known["latest_on"]),
    }
    return render(request, "cases/event_edit.html", page, status=422 if form.is_bound else 200)


def _changed(trigger, form, by):
    """True once it is saved; otherwise the form says why not."""
    try:
        triggers.change(trigger, by=by, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error("on", refused)
        return False
    return True


@require_POST
@with_case("work_case")
@only_open
def remove(request, case, trigger):
    """The event did not happen."""
    triggers.remove(_by_hand(case, trigger), by=request.user)
    messages.success(request, _("The event is removed. Its old day stays in the history."))
    return redirect(f"{case.get_absolute_url()}#started")


def _by_hand(case, trigger):
    """An event recorded by hand; those of the facts change with the facts."""
    found = get_object_or_404(TriggerDate.objects.select_related("case"), pk=trigger, case=case)
    if found.event_code in facts.FROM_FACTS:
        raise Http404
    found.case = case
    return found
