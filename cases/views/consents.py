"""What the worker agrees to and takes back, and the power of attorney on paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import wording
from cases import consents
from cases.forms.consents import AuthorityForm, ConsentGivenForm
from cases.models import Consent
from cases.views.access import with_case
from cases.views.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
def give(request, case):
    """Record a consent."""
    form = ConsentGivenForm(posted(request), today=case.today(), initial=_explained_to(case))
    if form.is_bound and form.is_valid():
        consents.give(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The consent is recorded."))
        return redirect(case)
    return _render(request, case, form, _("Record a consent"), _("Save the consent"))


@require_POST
@with_case("work_case")
def withdraw(request, case, consent):
    """The worker takes a consent back; a second press changes nothing."""
    consent = get_object_or_404(Consent, pk=consent, case=case)
    if consent.withdrawn_on is None:
        consents.withdraw(consent, by=request.user)
    messages.success(request, _("The consent is taken back."))
    return redirect(case)


@require_safe
@with_case("work_case")
def confirm_withdrawal(request, case, consent):
    """Ask before a consent ends: letters stop with it."""
    consent = get_object_or_404(Consent, pk=consent, case=case, withdrawn_on=None)
    context = {"case": case, "consent": consent, "name": wording.label("consent", consent.kind)}
    return render(request, "cases/withdraw_consent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
def authority(request, case):
    """The power of attorney was signed on paper."""
    form = AuthorityForm(posted(request), today=case.today())
    if form.is_bound and form.is_valid():
        consents.sign_authority(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The power of attorney is recorded."))
        return redirect(case)
    return _render(request, case, form, _("Power of attorney"), _("Save the day"))


def _explained_to(case):
    return {"given_on": case.today(), "language": case.worker.language}


def _render(request, case, form, title, button):
    context = {"case": case, "form": form, "title": title, "button": button}
    return render(request, "cases/small_form.html", context, status=422 if form.is_bound else 200)
