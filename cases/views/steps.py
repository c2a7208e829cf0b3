"""Steps of the case: each asks what it must be told on its own page; a refused one says what is missing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_fsm import ConcurrentTransition

import wording
from cases import closing, filing, lifecycle
from cases.forms.steps import form_for
from cases.presenting import dates, stages
from cases.views.access import with_case


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
def step(request, case, step):
    """GET asks for what the step needs, POST takes it."""
    if step not in lifecycle.steps() or step == lifecycle.TAKEN_BY_DISPATCH:
        raise Http404
    if step == "agree":
        return redirect("cases:agreement_new", pk=case.pk)
    if request.method == "POST":
        return _take(request, case, step)
    return _page(request, case, step, form_for(step)(case=case))


def _take(request, case, step):
    seen = request.POST.get("stage")
    if seen and seen != case.stage:
        # The page was drawn before somebody else moved the case.
        raise ConcurrentTransition
    form = form_for(step)(request.POST, case=case)
    if not form.is_valid():
        return _page(request, case, step, form, status=422)
    try:
        TAKING.get(step, _plainly(step))(case, request.user, form.cleaned_data)
    except lifecycle.StepRefused as refusal:
        return _page(request, case, step, form, refused=refusal.reasons, status=422)
    messages.success(request, _("Done: %(step)s.") % {"step": wording.label("step", step)})
    return redirect(case)


def _page(request, case, step, form, *, refused=None, status=200):
    missing = stages.missing(case, request.user, step) if refused is None else refused
    fixes = stages.fixes(case)
    context = {
        "case": case,
        "step": step,
        "name": wording.label("step", step),
        "form": form,
        "is_refused": refused is not None,
        "missing": [(sentence, fixes.get(sentence)) for sentence in missing],
        "is_possible": step in lifecycle.offered(case, request.user),
        "dates": dates.cards(case.deadlines.open().legal(), case.today()) if step == "close" else [],
        "today": case.today(),
        "unpaid": case.running_instalments() if step == "close" else [],
        "farewell": closing.farewell(case) if step in {"decline", "refer"} else "",
    }
    return render(request, "cases/step.html", context, status=status)


def _plainly(step):
    def take(case, by, said):
        lifecycle.advance(case, step, by=by, **said)

    return take


def _take_over(case, by, said):
    lifecycle.advance(case, "take", by=by, responsible=by)


def _accept(case, by, said):
    lifecycle.advance(case, "accept", by=by, on=case.today())


def _decline(case, by, said):
    closing.decline(case, by=by, **said)


def _refer(case, by, said):
    closing.refer(case, by=by, **said)


def _file_suit(case, by, said):
    met = said.pop("met", [])
    filing.file_suit(case, by=by, met=case.deadlines.open().filter(pk__in=met), **said)


def _close(case, by, said):
    closing.close(case, by=by, **said)


def _reopen(case, by, said):
    closing.reopen(case, by=by, **said)


TAKING = {
    "take": _take_over,
    "accept": _accept,
    "decline": _decline,
    "refer": _refer,
    "file_suit": _file_suit,
    "close": _close,
    "reopen": _reopen,
}
