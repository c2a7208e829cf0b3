"""Stories set aside: what their sender sees, and where coordinators decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import policy
from cases.presenting import given
from door import after, quarantine, visit
from security import watch


@login_not_required
@require_safe
def waiting(request):
    """The page of somebody whose story waits for a person; it reads like any page of a new story."""
    try:
        held = visit.held(request)
    except visit.Away:
        held = None
    if held is None or held.case_id:
        return redirect("door:code")
    sheet = after.of_held(held)
    page = {"sheet": sheet, "group": sheet.group, "is_put_away": bool(held.decided_at)}
    return render(request, "door/waiting.html", page)


@require_safe
def listing(request):
    """What waits, the oldest first, with the day by which it should be seen."""
    return render(request, "door/held.html", {"stories": quarantine.waiting(request.user)})


@require_safe
def show(request, pk):
    """One story, as it was given, and the two ways to decide."""
    held = _one(request, pk)
    watch.record_reading(request.user, held.pk, "held")
    page = {"held": held, "sections": given.told_sections(held.given)}
    return render(request, "door/held_story.html", page)


@require_POST
def open_case(request, pk):
    case = quarantine.open_case(_one(request, pk), by=request.user)
    messages.success(
        request, _("The case is open. Its number is %(reference)s.") % {"reference": case.reference}
    )
    return redirect(case) if policy.can(request.user, "view_case", case) else redirect("door:held")


@require_POST
def put_away(request, pk):
    quarantine.put_away(_one(request, pk), by=request.user)
    messages.success(request, _("Put away. Its words are deleted; that you decided it is kept."))
    return redirect("door:held")


def _one(request, pk):
    try:
        return get_object_or_404(quarantine.waiting(request.user), pk=pk)
    except Http404:
        watch.record("refused", user=request.user, detail="held", request=request)
        raise
