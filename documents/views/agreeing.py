"""The worker reads a letter and agrees or asks for a change; the team shows it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents import agreeing, blocks, showing
from documents.drafting import LetterMoved, LetterRefused
from documents.forms.agreeing import ChangeForm
from documents.views.access import with_letter
from documents.views.letters import address, moved
from door import guessing
from door.forms.fields import BUSY
from door.views import language
from door.views.opened import with_receipt


@require_POST
@with_letter("work_case")
def show(request, letter):
    """Put the draft, as it is now, on the worker's page."""
    try:
        showing.show(letter, by=request.user)
        messages.success(request, _("The worker can read the letter now and answer."))
    except LetterMoved:
        return moved(request, letter)
    except LetterRefused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return redirect(address(letter))


@with_receipt()
def read(request, receipt):
    """What the letter says, the letter itself, and two answers."""
    shown = showing.waiting(receipt.case)
    if shown is None:
        return redirect("door:status")
    if wanted := language.asked(request):
        quiet = ChangeForm(request.POST, quiet=True)
        return language.drawn_in(request, wanted, lambda: _drawn(request, shown, quiet, 200))
    if request.method != "POST":
        return _drawn(request, shown, ChangeForm(), 200)
    # An answer is to the text that was on the page, not to one that came after it.
    if request.POST.get("showing") != str(shown.pk):
        return redirect("documents:agree")
    return _answered(request, receipt, shown)


def _answered(request, receipt, shown):
    try:
        if request.POST.get("answer") == "agree":
            showing.agree(shown, language=get_language())
            return redirect("door:status")
        form = ChangeForm(request.POST)
        if not form.is_valid():
            return _drawn(request, shown, form, 422)
        if not guessing.may_send(receipt):
            form.add_error("words", BUSY)
            return _drawn(request, shown, form, 429)
        showing.ask_for_change(shown, language=get_language(), words=form.cleaned_data["words"])
    except LetterMoved:
        pass
    return redirect("door:status")


def _drawn(request, shown, form, status):
    page = {
        "showing": shown,
        "sheet": agreeing.sheet(shown),
        "text": blocks.from_json(shown.blocks),
        "letter": shown.letter,
        "group": shown.letter.case.group,
        "form": form,
    }
    return render(request, "documents/agree.html", page, status=status)
