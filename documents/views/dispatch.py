"""How an approved letter leaves, and what becomes of its mail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents import dispatching
from documents.drafting import LetterMoved, LetterRefused
from documents.forms.dispatch import EmailForm, KeptDatesForm, PaperForm
from documents.letterpage import kept_choices
from documents.models import Dispatch
from documents.views.access import with_letter
from documents.views.letters import address, moved, show_page


@require_POST
@with_letter("work_case")
def email(request, letter):
    """Send the PDF to the employer."""
    form = EmailForm(request.POST, prefix="mail")
    if not form.is_valid():
        return show_page(request, letter, status=422, email=form)
    facts = form.cleaned_data
    send = lambda: dispatching.send_by_email(  # noqa: E731 - one call, asked below
        letter, by=request.user, to=facts["to"], submission_key=facts["submission_key"]
    )
    return _leave(
        request, letter, "email", form, send, _("The letter is in the outbox. Here you see when it has left.")
    )


@require_POST
@with_letter("work_case")
def paper(request, letter):
    """Record post, fax, messenger, hand-over or bailiff."""
    form = PaperForm(request.POST, prefix="paper", letter=letter)
    if not form.is_valid():
        return show_page(request, letter, status=422, paper=form)
    send = lambda: dispatching.record_on_paper(letter, by=request.user, **form.cleaned_data)  # noqa: E731
    return _leave(request, letter, "paper", form, send, _("The dispatch is recorded."))


@require_POST
@with_letter("work_case")
def retry(request, letter, dispatch):
    """Send a failed mail again."""
    dispatch = get_object_or_404(Dispatch.objects.select_related("mail"), pk=dispatch, letter=letter)
    if dispatching.retry(dispatch, by=request.user):
        messages.success(request, _("The letter is in the outbox again."))
    else:
        messages.error(request, _("This mail cannot be sent again. Send the letter to another address."))
    return redirect(address(letter))


@require_POST
@with_letter("work_case")
def settle(request, letter, dispatch):
    """Somebody knows that a perhaps sent mail arrived."""
    dispatch = get_object_or_404(Dispatch.objects.select_related("mail"), pk=dispatch, letter=letter)
    if dispatching.settle(dispatch, by=request.user):
        messages.success(request, _("The mail counts as sent."))
    return redirect(address(letter))


@require_POST
@with_letter("work_case")
def kept(request, letter):
    """The letter arrived in time for legal dates; a person says so."""
    choices = kept_choices(letter)
    form = KeptDatesForm(request.POST, prefix="kept", choices=choices, letter=letter)
    if not form.is_valid():
        return show_page(request, letter, status=422, kept=form)
    chosen = set(form.cleaned_data["dates"])
    dates = [deadline for deadline in dispatching.kept_dates(letter) if str(deadline.pk) in chosen]
    dispatching.keep_dates(letter, by=request.user, deadlines_kept=dates, on=form.cleaned_data["on"])
    messages.success(request, _("The dates are met."))
    return redirect(address(letter))


def _leave(request, letter, name, form, send, sentence):
    try:
        send()
    except LetterMoved:
        return moved(request, letter)
    except LetterRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return show_page(request, letter, status=422, **{name: form})
    messages.success(request, sentence)
    return redirect(address(letter))
