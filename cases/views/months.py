"""The months of work on the money tab: many rows at once, rows from a spreadsheet, a typical week."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import facts, months
from cases.forms.ledger import MonthsPage, PasteForm, TypicalWeekForm, as_posted
from cases.views.access import with_case
from cases.views.closed import only_open
from lawpack.rates import minimum_changes
from security import watch

asks = require_http_methods(["GET", "HEAD", "POST"])
UNUSABLE, OVERTAKEN = 422, 409
EMPTY_ROWS = 3
PREFIX = "months"


@asks
@with_case("work_case")
@only_open
def rows(request, case):
    """All months as rows; `?next=1` adds the month after the last one, filled in from it."""
    watch.record_reading(request.user, case.pk, "facts")
    if request.method != "POST":
        return _rows_page(request, case, _stored(case, with_next="next" in request.GET))
    if "save" not in request.POST:
        return _rows_page(request, case, MonthsPage(case, _with_more(request.POST), quiet=True))
    page = MonthsPage(case, request.POST)
    if not page.is_valid():
        return _rows_page(request, case, page, status=UNUSABLE)
    return _saved(request, case, page.rows()) or _rows_page(
        request, case, MonthsPage(case, request.POST, quiet=True), status=OVERTAKEN
    )


def _stored(case, *, with_next):
    kept = months.rows_of(case)
    more = months.next_row(kept, case.today()) if with_next else None
    page = MonthsPage(case, initial=[*kept, more] if more else kept, extra=0 if more else EMPTY_ROWS)
    if more:
        page.forms[-1].fields["hours"].widget.attrs["autofocus"] = True
    return page


def _with_more(posted):
    """The same rows and three more; nothing is checked yet."""
    posted = posted.copy()
    there = posted.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = int(there) if there.isascii() and there.isdigit() and len(there) < 4 else 0
    posted[f"{PREFIX}-TOTAL_FORMS"] = str(min(count + EMPTY_ROWS, 60))
    return posted


def _saved(request, case, new):
    """Save and lead back to the money; None if somebody else changed the facts meanwhile."""
    seen = request.POST.get("seen", "")
    try:
        facts.change(
            case,
            by=request.user,
            periods=months.as_periods(new),
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,
        )
    except facts.ChangedMeanwhile:
        return None
    messages.success(request, _("The months are saved. Sums and dates are worked out anew."))
    return redirect("cases:money", pk=case.pk)


def _rows_page(request, case, page, status=200):
    return _page(request, case, "cases/money/months.html", page, status)


def _page(request, case, template, page, status=200, **more):
    context = {
        "case": case,
        "page": page,
        "form": page,
        "seen": facts.version(case),
        "is_overtaken": status == OVERTAKEN,
        **more,
    }
    return render(request, template, context, status=status)


@asks
@with_case("work_case")
@only_open
def paste(request, case):
    """First the pasted text, then the rows that were read from it, each with what is wrong; then saved."""
    if request.method != "POST":
        return _page(request, case, "cases/money/paste.html", PasteForm(initial=_usual(case)))
    if "save" in request.POST:
        return _save_pasted(request, case)
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _page(request, case, "cases/money/paste.html", form, UNUSABLE)
    page = MonthsPage(case, as_posted(form.pasted, PREFIX), pasted=form.pasted, kept=months.rows_of(case))
    status = 200 if page.is_valid() else UNUSABLE
    return _preview(request, case, page, status)


def _usual(case):
    counts = {"daily": "units", "piece": "units"}
    return {"work": counts.get(case.employment.pay_kind, "hours"), "kind": "gross"}


def _save_pasted(request, case):
    page = MonthsPage(case, request.POST, kept=months.rows_of(case))
    if not page.is_valid():
        return _preview(request, case, page, UNUSABLE)
    all_months = months.joined(months.rows_of(case), page.rows())
    return _saved(request, case, all_months) or _preview(request, case, page, OVERTAKEN)


def _preview(request, case, page, status):
    there = {months.key(row) for row in months.rows_of(case)}
    for form in page.forms:
        row = getattr(form, "cleaned_data", {})
        form.replaces = bool(row.get("month")) and months.key(row) in there
    return _page(request, case, "cases/money/paste_rows.html", page, status)


@asks
@with_case("work_case")
@only_open
def week(request, case):
    """Hours of each month or week from a typical week: first shown, then saved."""
    if request.method != "POST":
        job = case.employment
        first = {"first": job.first_day, "last": job.last_day or case.today(), "hours_known": "remembered"}
        return _page(
            request, case, "cases/money/typical_week.html", TypicalWeekForm(case=case, initial=first)
        )
    form = TypicalWeekForm(request.POST, case=case)
    if not form.is_valid():
        return _page(request, case, "cases/money/typical_week.html", form, UNUSABLE)
    kept = {months.key(row): row for row in months.rows_of(case)}
    lines = [(one, kept.get((one.month, one.week))) for one in form.found]
    if "save" in request.POST:
        new = [_rebuilt(case, row, one, form.cleaned_data["hours_known"]) for one, row in lines]
        answer = _saved(request, case, months.joined(kept.values(), new))
        if answer:
            return answer
    status = OVERTAKEN if "save" in request.POST else 200
    return _page(request, case, "cases/money/typical_week.html", form, status, lines=lines)


def _rebuilt(case, kept, one, hours_known):
    """The month or week with the hours of the typical week; what was paid stays."""
    row = {**(kept or {}), "month": one.month, "week": one.week, "hours": one.hours, "units": None}
    return {**row, "hours_known": hours_known, "days": _days(case, row, one)}


def _days(case, row, one):
    """The hours of each day where the minimum wage changes in the week; otherwise their sum is enough."""
    first, last = months.first_day(row), months.last_day(row)
    if not one.week or not minimum_changes(case.country, first, last, case.employment.contract_kind or None):
        return None
    return {day.isoformat(): f"{hours:f}" for day, hours in one.days.items()}
