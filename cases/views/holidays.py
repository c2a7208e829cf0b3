"""Local holidays of a group: the list, one more, one less. Each page says first how many cases it touches."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.views.access import coordinator_only
from cases import holidays
from cases.forms.holidays import LocalHolidayForm
from cases.models import LocalHoliday
from cases.views.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_only
def listing(request, group):
    """All of the group, and a form for one more. Sent once it tells what would change, sent again it is added."""
    today = timezone.localdate(timezone=ZoneInfo(group.time_zone))
    form = LocalHolidayForm(posted(request), group=group, today=today)
    if not (form.is_bound and form.is_valid()):
        return _page(request, group, form, status=422 if form.is_bound else 200)
    number = len(holidays.touched(form.holiday()))
    if "add" not in request.POST or form.cleaned_data["seen"] != number:
        return _page(request, group, form, number=number)
    try:
        with transaction.atomic():
            changed = holidays.add(form.holiday(), by=request.user)
    except IntegrityError:  # the same form sent twice at once
        changed = []
    messages.success(request, _("The holiday is added.") + " " + _changed(len(changed)))
    return redirect("cases:holidays", code=group.code)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_only
def remove(request, group, pk):
    """Take one away, after the number of cases whose dates go back."""
    holiday = get_object_or_404(LocalHoliday, pk=pk, group=group)
    if request.method == "POST":
        changed = holidays.remove(holiday, by=request.user)
        messages.success(request, _("The holiday is taken away.") + " " + _changed(len(changed)))
        return redirect("cases:holidays", code=group.code)
    page = {"group": group, "holiday": holiday, "number": len(holidays.touched(holiday))}
    return render(request, "cases/holiday_remove.html", page)


def _page(request, group, form, *, number=None, status=200):
    page = {"group": group, "form": form, "holidays": group.local_holidays.all(), "number": number}
    return render(request, "cases/holidays.html", page, status=status)


def _changed(number):
    return ngettext(
        "The dates of %(number)s open case were worked out anew.",
        "The dates of %(number)s open cases were worked out anew.",
        number,
    ) % {"number": number}
