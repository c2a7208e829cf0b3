"""A private calendar address, and the calendar behind it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases import feeds
from cases.models import CalendarFeed


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request):
    """Get or renew the address. It is shown once, because only a hash of it is kept."""
    address = ""
    if request.method == "POST":
        path = reverse("cases:feed", args=[feeds.renew(request.user)])
        address = request.build_absolute_uri(path)
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "cases/calendar.html", {"address": address, "feed": feed})


@login_not_required
@require_safe
def feed(request, token):
    """The calendar itself, for whoever has the address. A wrong address answers as one that never was."""
    person = feeds.owner(token)
    if person is None:
        raise Http404
    response = HttpResponse(feeds.calendar(person), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["Content-Disposition"] = 'inline; filename="dates.ics"'
    return response
