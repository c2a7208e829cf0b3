"""Facts that only some rules of the law ask for, on a page of their own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import law_answers
from cases.forms.law_answers import RULES, LawAnswersForm
from cases.views.access import with_case
from cases.views.closed import only_open
from cases.views.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def change(request, case):
    """Answer what the dates of the case wait for, and ask for rules that hold for some people only."""
    job = case.employment
    form = LawAnswersForm(posted(request), case=case, initial={**job.law_answers, RULES: job.asked_rules})
    if form.is_bound and form.is_valid():
        law_answers.answer(case, by=request.user, answers=form.answers(), asked_rules=form.asked_rules())
        messages.success(request, _("Saved. The dates are worked out anew."))
        return redirect(f"{case.get_absolute_url()}#started")
    page = {"case": case, "form": form, "title": _("More facts for the dates"), "button": _("Save")}
    return render(request, "cases/small_form.html", page, status=422 if form.is_bound else 200)
