"""Seen from above: figures of a group or of all, on a page and as files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import sheets
from cases.forms.reports import ReportForm
from cases.presenting.figures import Page
from cases.report import Report, reach_of
from cases.report_lines import sheet
from security import watch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def reports(request):
    """Figures, charts and tables; group and months stand in the address."""
    report, form = _asked(request)
    context = {
        "report": report,
        "form": form,
        "address": urlencode(form.address),
        "without_group": urlencode({name: value for name, value in form.address.items() if name != "group"}),
        "page": Page(report),
        "now": timezone.now(),
    }
    return render(request, "cases/reports.html", context)


@require_safe
def reports_csv(request):
    report, _form = _asked(request)
    watch.record("exported", user=request.user, detail="reports_csv", request=request)
    return _file(sheets.as_csv(sheet(report)), "text/csv; charset=utf-8", report, "csv")


@require_safe
def reports_xlsx(request):
    report, _form = _asked(request)
    watch.record("exported", user=request.user, detail="reports_xlsx", request=request)
    return _file(sheets.as_xlsx(sheet(report), _("Reports")), XLSX, report, "xlsx")


def _asked(request):
    reach, today = reach_of(request.user), timezone.localdate()
    form = ReportForm(request.GET, reach, today)
    return Report(reach, form.period, today, form.row), form


def _file(content, content_type, report, ending):
    response = HttpResponse(content, content_type=content_type)
    name = f"report-{report.period.first:%Y-%m}-{report.period.last:%Y-%m}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
