"""Changes of the law: which open cases would get other dates, shown before anything changes, then applied."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases import law_changes
from cases.lawpage import LawPage
from cases.views.access import with_case
from cases.views.closed import only_open
from security import watch


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request):
    """The cases a coordinator answers for; chosen ones are worked out with the running law."""
    page = LawPage(request.user)
    if not page.may_see:
        watch.record("refused", user=request.user, detail="law_changes", request=request)
        raise Http404
    if "look" in request.POST:
        law_changes.compare_waiting(page.scope)
        return redirect("cases:law_changes")
    chosen = page.chosen(request.POST.getlist("case"))
    if chosen:
        number = sum(1 for case in chosen if law_changes.apply(case, by=request.user))
        messages.success(request, _applied(number))
        return redirect("cases:law_changes")
    is_refused = request.method == "POST"
    shown = Paginator(page.cases, page.ROWS).get_page(request.GET.get("page", "")[:6])
    context = {"page": page, "shown": shown, "rows": page.rows(shown), "is_refused": is_refused}
    return render(request, "cases/law_changes.html", context, status=422 if is_refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def of_case(request, case):
    """What would change on one case, for those who work on it."""
    if request.method == "POST":
        number = 1 if law_changes.apply(case, by=request.user) else 0
        messages.success(request, _applied(number))
        return redirect(case)
    return render(request, "cases/law_change.html", {"case": case, "changes": law_changes.of_case(case)})


def _applied(number):
    return ngettext(
        "The dates of %(number)s case are worked out with the law as it is known now.",
        "The dates of %(number)s cases are worked out with the law as it is known now.",
        number,
    ) % {"number": number}
