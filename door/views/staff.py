"""What the team does with a story from the form: a new code for who lost it, and one dispute for several."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.views.access import with_case
from door import code, joining, receipts
from door.forms.together import TogetherForm
from security import watch


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case", "see_person")
def renew(request, case):
    """Who asks is asked for the safety words first. The new code stands on this one page and nowhere else."""
    watch.record_reading(request.user, case.pk, "person:caller")
    digits = receipts.renew(case, by=request.user) if request.method == "POST" else None
    page = {
        "case": case,
        "receipt": receipts.valid(case),
        "groups_of_code": code.groups(digits) if digits else [],
    }
    return render(request, "door/renew.html", page)


@require_POST
@with_case("work_case", "see_person")
def void(request, case):
    receipts.void(case, by=request.user)
    messages.success(request, _("The code no longer opens anything. The case goes on."))
    return redirect(case)


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case", "see_person")
def together(request, case):
    """The person said that there are several: the case joins a dispute, an open one or a new one."""
    if not joining.may_join(request.user, case):
        raise Http404
    found = joining.disputes_for(request.user, case)
    form = TogetherForm(request.POST or None, case=case, disputes=found)
    if form.is_valid():
        dispute = joining.join(case, by=request.user, **form.cleaned_data)
        return redirect(dispute)
    page = {"case": case, "form": form}
    return render(request, "door/together.html", page, status=422 if form.is_bound else 200)
