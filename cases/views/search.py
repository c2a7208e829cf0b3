"""Search by number, or by the exact words of a name."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import search, worklist
from security.clean import one_line


@require_safe
def find(request):
    """What was found among the cases this person may see. A number that is found leads straight to its case."""
    wanted = one_line(request.GET.get("q", ""))[: search.LONGEST]
    found = search.find(request.user, wanted) if wanted else search.find(request.user, "").none()
    total = found.count()
    if total == 1 and search.case_number(wanted):
        return redirect(found.get())
    cases = worklist.with_first_date(worklist.for_rows(request.user, found)).order_by("-opened_at", "-id")[
        : worklist.PAGE
    ]
    today = timezone.localdate()
    context = {"q": wanted, "total": total, "most": worklist.PAGE, "today": today}
    return render(request, "cases/search.html", {**context, "rows": worklist.rows_of(list(cases), today)})
