"""The case page, its older entries, and the worker's name for those who say why they need it."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casepage import CasePage
from cases.forms.reveal import RevealForm
from cases.presenting import timeline
from cases.presenting.contacting import box
from cases.views.access import with_case
from cases.views.posted import posted
from security import watch


@require_safe
@with_case()
def show(request, case):
    """The whole case on one page."""
    watch.record_reading(request.user, case.pk, "case")
    return render_case(request, case)


def render_case(request, case, *, status=200, **options):
    """The page again, with a form as it was typed where one did not pass."""
    page = CasePage(case, request.user, **options)
    return render(request, "cases/show.html", {"case": case, "page": page}, status=status)


@require_safe
@with_case()
def history(request, case):
    """Older entries, or the messages and calls alone."""
    watch.record_reading(request.user, case.pk, "history")
    before, only_messages = request.GET.get("before", ""), request.GET.get("only") == "messages"
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
    shown = timeline.page(case, before=number, only_messages=only_messages)
    context = {
        "case": case,
        "page": CasePage(case, request.user),
        "timeline": shown,
        "only_messages": only_messages,
    }
    return render(request, "cases/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("see_person")
def person(request, case):
    """Name, phone and address for this one page, after a reason; the access log keeps who and why."""
    form = RevealForm(posted(request))
    is_shown = form.is_bound and form.is_valid()
    if is_shown:
        watch.record_reading(request.user, case.pk, f"person:{form.cleaned_data['purpose']}")
    status = 422 if request.method == "POST" and not is_shown else 200
    context = {"case": case, "form": form, "is_shown": is_shown, "contact_box": box(case, sees_person=True)}
    return render(request, "cases/person.html", context, status=status)
