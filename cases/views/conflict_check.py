"""The conflict check: what the names of this case touch elsewhere, and somebody who vouches for it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import conflicts
from cases.forms.conflict import ConflictForm
from cases.presenting.conflicts import lines
from cases.views.access import with_case
from cases.views.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case", "see_person")
def check(request, case):
    """GET shows the matches, which tell who the person is; POST records that somebody looked at them."""
    found = conflicts.look_for(case, request.user)
    form = ConflictForm(posted(request), has_matches=bool(found))
    if form.is_bound and form.is_valid():
        conflicts.clear(case, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("The conflict check is done."))
        return redirect(case)
    context = {"case": case, "form": form, "matches": lines(found)}
    return render(request, "cases/conflict.html", context, status=422 if form.is_bound else 200)
