"""My data: take a consent back, take everything along, delete. Each asks for the code again."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from cases import events
from door import guessing
from door.forms.fields import BUSY
from door.views import language
from door.views.opened import with_receipt
from mydata import collecting, deleting, withdrawing
from mydata.forms import AgainForm


@with_receipt("GET", "HEAD")
def overview(request, receipt):
    """What can be done, and what each would mean."""
    case = receipt.case
    page = {"consents": withdrawing.running(case), "group": case.group, "form_id": "step"}
    return render(request, "mydata/overview.html", page)


@with_receipt()
def act(request, receipt, what):
    """One of the acts: what happens, what stays and why, and the code."""
    if what not in ACTS:
        raise Http404
    if wanted := language.asked(request):
        quiet = AgainForm(request.POST, receipt=receipt, quiet=True)
        return language.drawn_in(request, wanted, lambda: _drawn(request, receipt, what, quiet, 200))
    if request.method != "POST":
        return _drawn(request, receipt, what, AgainForm(receipt=receipt), 200)
    form = AgainForm(request.POST, receipt=receipt)
    if not guessing.may_try(request):
        form.is_valid()
        form.errors["code"] = form.error_class([BUSY])
        return _drawn(request, receipt, what, form, 429)
    if not form.is_valid():
        return _drawn(request, receipt, what, form, 422)
    return ACTS[what](receipt.case)


def _read(case):
    withdrawing.withdraw(case, "read")
    return redirect("door:status")


def _act(case):
    withdrawing.withdraw(case, "act")
    return redirect("door:status")


def _delete(case):
    deleting.delete(case)
    return redirect("door:status")


def _pdf(case):
    from mydata import paper  # the printer is loaded with the first sheet, never at the start

    made = paper.document(case, collecting.collected(case), get_language())
    return _file(case, made, "pdf", "application/pdf")


def _json(case):
    made = json.dumps(collecting.collected(case), ensure_ascii=False, indent=1).encode()
    return _file(case, made, "json", "application/json")


def _file(case, made, ending, media_type):
    """A file with a name that says nothing."""
    events.record(case, "data_taken", by=None, detail={"as": ending}, visibility="worker")
    response = HttpResponse(made, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="data.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


ACTS = {"read": _read, "act": _act, "pdf": _pdf, "json": _json, "delete": _delete}


def _drawn(request, receipt, what, form, status):
    case = receipt.case
    page = {"what": what, "form": form, "group": case.group, "runs": deleting.claim_runs(case)}
    return render(request, "mydata/act.html", page, status=status)
