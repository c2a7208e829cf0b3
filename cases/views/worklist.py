"""My cases: saved lists as tabs, each with its exact number."""

from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cases import policy
from cases.forms.worklist import FilterForm
from cases.worklist import Worklist
from pages.digits import whole_number


@require_safe
def mine(request):
    """One list of cases; tab, filters, order and page stand in the address. An auditor sees figures only."""
    if policy.sees_figures_only(request.user):
        return render(request, "cases/figures_only.html")
    form = FilterForm(request.GET)
    asked = form.answers()
    worklist = Worklist(
        request.user,
        tab=request.GET.get("list", ""),
        page=whole_number(request.GET.get("page", ""), longest=6) or 1,
        **asked,
    )
    form.show_sort(worklist.sort)
    context = {
        "worklist": worklist,
        "form": form,
        "address": urlencode(
            {"list": worklist.tab.key, **{name: value for name, value in asked.items() if value}}
        ),
        "is_filtered": bool(asked["stage"] or asked["employer"]),
    }
    return render(request, "cases/list.html", context)
