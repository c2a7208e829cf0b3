"""Dates of our own, the employer's answer, and what becomes of a date: met, moved, given up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import deadlines
from cases.forms.dates import AnswerForm, MetForm, MoveForm, NewDateForm, WaiveForm
from cases.models import Deadline
from cases.presenting import dates
from cases.views.access import with_case
from cases.views.closed import only_open
from cases.views.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def new(request, case):
    """An appointment or a date of our own."""
    form = NewDateForm(posted(request), today=case.today())
    if form.is_bound and form.is_valid():
        deadlines.set_date(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The date is added."))
        return redirect(case)
    return _render(request, case, form, title=_("Add a date"), button=_("Add the date"))


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def answer(request, case):
    """The employer answered: the wait is over."""
    known = {"today": case.today(), "sent_on": deadlines.first_letter_on(case)}
    form = AnswerForm(posted(request), **known, initial={"on": case.today()})
    if form.is_bound and form.is_valid():
        deadlines.answer_came(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The answer is noted."))
        return redirect(case)
    return _render(request, case, form, title=_("The employer answered"), button=_("Save the answer"))


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def change(request, case, deadline, act):
    """Meet, move or give up one date."""
    deadline = get_object_or_404(Deadline, pk=deadline, case=case)
    if act not in ACTS:
        raise Http404
    if not deadline.is_open:
        messages.info(request, _("This date is settled already."))
        return redirect(case)
    return ACTS[act](request, case, deadline)


def _meet(request, case, deadline):
    """One letter often keeps the dates of several months: they can be ticked off together."""
    others = {str(one.pk): one for one in _same_rule(case, deadline)}
    choices = [(pk, dates.name_of(one)) for pk, one in others.items()]
    form = MetForm(posted(request), today=case.today(), others=choices, initial={"on": case.today()})
    if form.is_bound and form.is_valid():
        for one in [deadline, *(others[pk] for pk in form.cleaned_data.get("also", []))]:
            deadlines.meet(one, by=request.user, on=form.cleaned_data["on"])
        return _done(request, case, _("The date is met."))
    return _render(request, case, form, title=_("Mark as met"), button=_("It is done"), deadline=deadline)


def _same_rule(case, deadline):
    if not deadline.rule_id:
        return []
    return case.deadlines.open().filter(rule_id=deadline.rule_id).exclude(pk=deadline.pk)


def _move(request, case, deadline):
    if deadline.kind not in deadlines.MOVABLE:
        messages.error(request, _("This date cannot be moved by hand. It follows the facts of the case."))
        return redirect(case)
    form = MoveForm(posted(request), today=case.today())
    if form.is_bound and form.is_valid():
        facts = form.cleaned_data
        deadlines.move(deadline, by=request.user, to=facts["on"], reason=facts["reason"])
        return _done(request, case, _("The date is moved."))
    return _render(request, case, form, title=_("Move the date"), button=_("Move it"), deadline=deadline)


def _waive(request, case, deadline):
    others = {str(one.pk): one for one in case.deadlines.open().filter(kind=deadline.kind)}
    choices = [(pk, dates.name_of(one)) for pk, one in others.items()]
    form = WaiveForm(posted(request), choices=choices, initial={"dates": [str(deadline.pk)]})
    if form.is_bound and form.is_valid():
        chosen = [others[pk] for pk in form.cleaned_data["dates"]]
        deadlines.waive(case, by=request.user, deadlines=chosen, reason=form.cleaned_data["reason"])
        return _done(request, case, _("The dates are given up. The reason is in the history."))
    return _render(request, case, form, title=_("Give dates up"), button=_("Give them up"), deadline=deadline)


def _done(request, case, sentence):
    messages.success(request, sentence)
    return redirect(case)


def _render(request, case, form, *, title, button, deadline=None):
    context = {
        "case": case,
        "form": form,
        "title": title,
        "button": button,
        "about": dates.name_of(deadline) if deadline else "",
        "deadline": deadline,
    }
    return render(request, "cases/small_form.html", context, status=422 if form.is_bound else 200)


ACTS = {"meet": _meet, "move": _move, "waive": _waive}
