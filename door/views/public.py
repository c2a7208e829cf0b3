"""The open pages around the form: start, whom to call, the way out, and how to leave no traces."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import LocalGroup
from door import drafts, reaching, visit
from wording import places

WITH_DATE_NOTE = ("DE", "PL", "FR")


def start(request):
    """What happens, what never happens unasked, and three ways: tell us, call, look up."""
    countries = set(LocalGroup.objects.values_list("country", flat=True))
    notes = [(country, places.country_name(country)) for country in WITH_DATE_NOTE if country in countries]
    return render(request, "door/start.html", {"date_notes": notes})


@login_not_required
@require_safe
def call(request):
    """The groups for who would rather speak than type: number, hours, languages."""
    return render(request, "door/call.html", {"reached": reaching.groups()})


@login_not_required
@require_safe
def leave(request):
    """Away from here at once: the session ends on the server, and the browser is told to forget the site."""
    _let_go(request)
    request.session.flush()
    response = HttpResponse(status=303, headers={"Location": settings.QUICK_EXIT_URL})
    response["Clear-Site-Data"] = '"*"'
    for name in (settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name)
    return response


def _let_go(request):
    try:
        draft = visit.draft(request)
    except visit.Away:
        return
    if draft:
        drafts.leave(draft)


@login_not_required
@require_safe
def traces(request):
    return render(request, "door/traces.html")


@login_not_required
@require_safe
def away(request):
    """After quiet minutes: the answers are kept, and only a code opens them."""
    return render(request, "door/away.html")
