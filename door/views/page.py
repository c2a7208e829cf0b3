"""The worker's page, opened with the code."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases import messaging
from door import answering, drafts, guessing, quarantine, receipts, steps, visit
from door.forms.fields import BUSY
from door.forms.sending import CodeForm, MessageForm
from door.status import page as worker_page
from door.views import language
from door.views.opened import with_receipt


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """Unknown, voided and mistyped codes get one answer, after the same work."""
    if request.method != "POST":
        return render(request, "door/code.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if wanted := language.asked(request):
        return language.drawn_in(request, wanted, lambda: render(request, "door/code.html", {"form": form}))
    if not guessing.may_try(request):
        return render(request, "door/code.html", {"form": form, "is_busy": True}, status=429)
    form.is_valid()
    digits = form.digits or ""
    receipt, draft, held = receipts.find(digits), drafts.find(digits), quarantine.find(digits)
    if receipt:
        visit.remember(request, **{visit.RECEIPT: receipt.pk})
        return redirect("door:status")
    if held:
        visit.remember(request, **{visit.HELD: held.pk})
        return redirect("door:waiting")
    if draft:
        return _go_on(request, draft, digits)
    return render(request, "door/code.html", {"form": form, "is_unknown": True}, status=422)


def _go_on(request, draft, digits):
    """A form that was put aside opens where its owner left it."""
    drafts.take_up(draft, digits)
    visit.remember(request, **{visit.DRAFT: draft.pk})
    unseen = steps.first_missing(draft.answers) or steps.first_unseen(draft.answers)
    if unseen is None:
        return redirect("door:check")
    return redirect("door:step", number=steps.number_of(draft.answers, unseen.slug))


@with_receipt()
def show(request, receipt):
    """How the case stands, and a line to the team."""
    if wanted := language.asked(request):
        quiet = MessageForm(request.POST, quiet=True)
        return language.drawn_in(request, wanted, lambda: _drawn(request, receipt, quiet, status=200))
    form = MessageForm(request.POST or None)
    if form.is_valid():
        if not guessing.may_send(receipt):
            form.add_error("text", BUSY)
            return _drawn(request, receipt, form, status=429)
        answering.write(receipt.case, **form.cleaned_data)
        return redirect("door:status")
    return _drawn(request, receipt, form, status=422 if form.is_bound else 200)


def _drawn(request, receipt, form, status):
    page = worker_page(receipt.case)
    drawn = render(
        request,
        "door/status.html",
        {"page": page, "receipt": receipt, "group": receipt.case.group, "form": form},
        status=status,
    )
    if request.method != "HEAD":
        messaging.mark_seen(receipt.case.worker, page.newest)
    return drawn
