"""Notes, messages and calls."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import messaging, notes, policy
from cases.contacting import mail_may_leave
from cases.forms.notes import CallForm, NoteForm
from cases.presenting.contacting import NEWS, box
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
    messages.success(request, _saved(case, form.cleaned_data["for_worker"]))
    return redirect(case)


def _saved(case, is_message):
    """After a message also: whether a mail tells the person to look."""
    if not is_message:
        return _("Saved.")
    return " ".join(str(part) for part in (_("Saved."), NEWS[mail_may_leave(case.worker, now()).reason]))


@require_POST
@with_case("work_case")
def read(request, case):
    """The worker's message needs no answer."""
    messaging.mark_read(case, by=request.user)
    messages.success(request, _("Marked as read."))
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
    context = {
        "case": case,
        "form": form,
        "title": _("Log a call"),
        "button": _("Save the call"),
        "contact_box": box(case, sees_person=policy.can(request.user, "see_person", case)),
    }
    return render(request, "cases/call.html", context, status=422 if form.is_bound else 200)
