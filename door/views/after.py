"""After sending: the code until it is on paper, the dates that may run, and a sheet to keep."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from door import after, code, drafts
from door.forms.sending import LastDigitsForm
from door.views import language
from door.views.form import READ_AND_WRITE, with_draft


@login_not_required
@sensitive_post_parameters()
@require_http_methods(READ_AND_WRITE)
@with_draft
def sent(request, draft):
    """The code, until it is on paper; then what happens next."""
    if draft is None or not draft.is_sent:
        return redirect("start")
    digits = drafts.shown_code(draft) or ""
    wanted = language.asked(request)
    if wanted:
        quiet = LastDigitsForm(request.POST, expected=digits, quiet=True)
        return language.drawn_in(request, wanted, lambda: _drawn(request, draft, quiet, digits))
    form = LastDigitsForm(request.POST or None, expected=digits)
    is_right = bool(digits) and form.is_valid()
    if is_right:
        drafts.confirm(draft)
    is_wrong = bool(digits) and form.is_bound and not is_right
    shown = "" if is_right else digits
    return _drawn(request, draft, form, shown, is_right=is_right, status=422 if is_wrong else 200)


def _drawn(request, draft, form, digits, *, is_right=False, status=200):
    sheet = after.sheet(draft)
    page = {
        "form": form,
        "digits": digits,
        "groups_of_code": code.groups(digits) if digits else [],
        "is_right": is_right,
        "sheet": sheet,
        "group": sheet.group,
    }
    return render(request, "door/sent.html", page, status=status)


@login_not_required
@require_safe
@with_draft
def sheet(request, draft):
    """One page to print or keep: dates, where to go, whom to call. No name, no employer, no code."""
    if draft is None or not draft.is_sent:
        return redirect("start")
    shown = after.sheet(draft)
    return render(request, "door/sheet.html", {"sheet": shown, "group": shown.group})
