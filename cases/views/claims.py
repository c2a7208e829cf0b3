"""Claims with inputs of their own on the money tab, deductions, and claims that are given up."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

import wording
from cases import claiming, deducting, writing_off
from cases.forms.claims import form_of, kinds, usual_answers
from cases.forms.money import DeductionForm, GiveUpForm
from cases.models import Claim, Deduction, WriteOff
from cases.views.access import with_case
from cases.views.closed import only_open
from cases.views.posted import posted
from lawpack import lump_sum

asks = require_http_methods(["GET", "HEAD", "POST"])
UNUSABLE = 422


@asks
@with_case("work_case")
@only_open
def of_kind(request, case, kind):
    """A new claim that is worked out from answers of its own."""
    if kind == lump_sum.TYPE:
        return render(
            request, "cases/money/lump_sum.html", {"case": case, "reason": lump_sum.refusal(case.country)}
        )
    form_class = form_of(kind, case.country)
    if form_class is None or kind not in [*kinds(case.country), "other"]:
        raise Http404
    first = {**usual_answers(case, form_class), **_of_deduction(request, case)}
    form = form_class(posted(request), case=case, claim_type=kind, initial=first)
    if form.is_bound and form.is_valid():
        try:
            claiming.add(
                case,
                by=request.user,
                written=form.written(),
                submission_key=form.cleaned_data["submission_key"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The claim is added."))
            return redirect("cases:money", pk=case.pk)
    return _claim_page(request, case, form, kind)


def _of_deduction(request, case):
    """The month and sum of a deduction that is claimed back."""
    wanted = request.GET.get("deduction", "")
    one = next((one for one in case.deductions.all() if str(one.pk) == wanted), None)
    return {"month": one.month, "deductions": one.amount, "currency": one.currency} if one else {}


@asks
@with_case("work_case")
@only_open
def change(request, case, claim):
    """Change the answers a claim was worked out from; the old sum stays in history."""
    claim = get_object_or_404(Claim, pk=claim, case=case, is_computed=False)
    form_class = form_of(claim.claim_type, case.country)
    if claim.inputs is None or form_class is None:
        raise Http404
    form = form_class(
        posted(request),
        case=case,
        claim_type=claim.claim_type,
        claim=claim,
        initial=form_class.first_answers(claim),
    )
    if form.is_bound and form.is_valid():
        claiming.change(claim, by=request.user, written=form.written())
        messages.success(request, _("The claim is changed."))
        return redirect("cases:money", pk=case.pk)
    return _claim_page(request, case, form, claim.claim_type, claim)


def _claim_page(request, case, form, kind, claim=None):
    context = {"case": case, "form": form, "kind": wording.label("claim_type", kind), "claim": claim}
    return render(request, "cases/money/claim_form.html", context, status=UNUSABLE if form.errors else 200)


@asks
@with_case("work_case")
@only_open
def remove(request, case, claim):
    """Take away a claim that somebody added; asked once more before it goes."""
    claim = get_object_or_404(Claim, pk=claim, case=case, is_computed=False)
    if request.method != "POST":
        return render(request, "cases/money/claim_remove.html", {"case": case, "claim": claim})
    claiming.remove(claim, by=request.user)
    messages.success(request, _("The claim is taken away. Its sum stays in the history."))
    return redirect("cases:money", pk=case.pk)


@asks
@with_case("work_case")
@only_open
def give_up(request, case, claim):
    """Write off a claim or a part of it, with a reason."""
    claim = get_object_or_404(Claim, pk=claim, case=case)
    left = writing_off.left(claim)
    form = GiveUpForm(posted(request), currency=claim.currency, initial={"amount": left})
    if form.is_bound and form.is_valid():
        try:
            writing_off.write_off(claim, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("amount", refused)
        else:
            messages.success(request, _("The sum is written off."))
            return redirect("cases:money", pk=case.pk)
    context = {"case": case, "form": form, "claim": claim, "left": left}
    return render(request, "cases/money/give_up.html", context, status=UNUSABLE if form.errors else 200)


@require_POST
@with_case("work_case")
@only_open
def undo(request, case, write_off):
    """Take a write-off back."""
    one = get_object_or_404(WriteOff, pk=write_off, claim__case=case)
    writing_off.undo(one, by=request.user)
    messages.success(request, _("The write-off is undone. The sum is claimed again."))
    return redirect("cases:money", pk=case.pk)


@asks
@with_case("work_case")
@only_open
def deduct(request, case):
    """List money that was kept back."""
    first = {"currency": case.employment.pay_currency}
    form = DeductionForm(posted(request), case=case, initial=first)
    if form.is_bound and form.is_valid():
        deducting.add(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The deduction is listed."))
        return redirect("cases:money", pk=case.pk)
    context = {"case": case, "form": form, "title": _("List a deduction"), "button": _("List the deduction")}
    return render(request, "cases/money_form.html", context, status=UNUSABLE if form.errors else 200)


@require_POST
@with_case("work_case")
@only_open
def drop_deduction(request, case, deduction):
    """Take a deduction off the list."""
    deducting.remove(get_object_or_404(Deduction, pk=deduction, case=case), by=request.user)
    messages.success(request, _("The deduction is taken off the list. Its sum stays in the history."))
    return redirect("cases:money", pk=case.pk)
