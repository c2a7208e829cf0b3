"""The worker's rules for contact, to read and to change."""

from django.shortcuts import redirect, render

from door import guessing, reach
from door.forms.contact import ReachForm
from door.forms.fields import BUSY
from door.views import language
from door.views.opened import with_receipt


@with_receipt()
def rules(request, receipt):
    """Everything typed stays through an error and another language."""
    case = receipt.case
    stored = reach.told(case.worker)
    if wanted := language.asked(request):
        quiet = ReachForm(request.POST, quiet=True)
        return language.drawn_in(request, wanted, lambda: _drawn(request, case, quiet, 200))
    form = ReachForm(request.POST) if request.method == "POST" else ReachForm(answers=stored)
    if form.is_bound and form.is_valid():
        if not guessing.may_send(receipt):
            form.add_error(None, BUSY)
            return _drawn(request, case, form, 429)
        reach.change(case, form.cleaned_data)
        return redirect("door:status")
    return _drawn(request, case, form, 422 if form.is_bound else 200)


def _drawn(request, case, form, status):
    return render(request, "door/reach.html", {"form": form, "group": case.group}, status=status)
