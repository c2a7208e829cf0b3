"""Notes, messages and calls."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import notes
from cases.forms.notes import CallForm, NoteForm
from cases.views.access import with_case
from cases.views.posted import posted
from cases.views.show import render_case


@require_POST
@with_case("work_case")
def note(request, case):
    """A note of the team, or a message to the worker."""
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return render_case(request, case, note_form=form, status=422)
    notes.write(case, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect(case)


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
def call(request, case):
    """A call to the worker."""
    form = CallForm(posted(request))
    if form.is_bound and form.is_valid():
        notes.log_call(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The call is noted."))
        return redirect(case)
    context = {"case": case, "form": form, "title": _("Log a call"), "button": _("Save the call")}
    return render(request, "cases/small_form.html", context, status=422 if form.is_bound else 200)
