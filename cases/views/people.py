"""Correcting who the worker is and who the employer is."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases import people
from cases.facts import ChangedMeanwhile
from cases.forms.employer import EmployerForm
from cases.forms.person import PersonForm
from cases.views.access import with_case
from cases.views.closed import only_open
from pages.digits import whole_number
from security import watch


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case", "see_person")
@only_open
def person(request, case):
    """Name, language and the safe way to reach the worker. Opening it is logged."""
    watch.record_reading(request.user, case.pk, "person")
    form = PersonForm(
        request.POST if request.method == "POST" else None, initial=_stored(case.worker, PersonForm)
    )
    return _answer(request, case, form, people.PERSON, people.change_person, "cases/person_edit.html")


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def employer(request, case):
    """Name and address of the other side, as letters will carry them."""
    form = EmployerForm(
        request.POST if request.method == "POST" else None, initial=_stored(case.employer, EmployerForm)
    )
    return _answer(request, case, form, people.EMPLOYER, people.change_employer, "cases/employer.html")


def _answer(request, case, form, kind, change, template):
    """Save and lead back, or draw the page. Whoever comes second sees that, with everything typed kept."""
    if not (form.is_bound and form.is_valid()):
        seen = request.POST.get("seen", people.version(case, kind))
        return _drawn(request, case, form, template, seen, 422 if form.is_bound else 200)
    try:
        change(case, by=request.user, values=form.cleaned_data, seen=_seen(request))
    except ChangedMeanwhile:
        # Saving once more saves it over what the other person wrote.
        return _drawn(request, case, form, template, people.version(case, kind), 409)
    messages.success(request, _("Saved."))
    return redirect(case)


def _seen(request):
    """The version the page was drawn from; None from a page that does not say it."""
    return whole_number(request.POST.get("seen", ""), longest=9)


def _stored(row, form):
    return {name: getattr(row, name) for name in form.base_fields}


def _drawn(request, case, form, template, seen, status):
    context = {"case": case, "form": form, "seen": seen, "is_overtaken": status == 409}
    return render(request, template, context, status=status)
