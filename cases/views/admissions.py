"""Who sees the case: the team, people from outside, walls, and who looked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from cases import admissions, policy
from cases.forms.access import AdmitForm, HandOverForm, RestrictForm, RouteForm, WallForm
from cases.models import Case, Wall
from cases.presenting import lookers
from cases.views.access import with_case
from cases.views.posted import posted
from security import watch


@require_safe
@with_case()
def access(request, case):
    """Team, admissions, walls and the access log of the case."""
    watch.record_reading(request.user, case.pk, "access")
    return _page(request, case)


@require_POST
@with_case("work_case")
def hand_over(request, case):
    """Another person of the team becomes responsible."""
    form = HandOverForm(request.POST, prefix="hand", case=case)
    return _try(request, case, "hand_over", form, _hand_over, _("The case is handed over."))


@require_POST
@with_case("admit")
def admit(request, case):
    """Let one person in."""
    form = AdmitForm(request.POST, prefix="admit", today=case.today())
    return _try(request, case, "admit", form, _admit, _("The person is admitted."))


@require_POST
@with_case("admit")
def release(request, case, user):
    """End an admission."""
    person = get_object_or_404(User, pk=user, admissions__case=case, admissions__released_on=None)
    try:
        admissions.release(case, by=request.user, user=person)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The admission has ended."))
    return _to_access(request, case)


@require_POST
@with_case("admit")
def restrict(request, case):
    """Close the case to everybody but at least two people."""
    form = RestrictForm(request.POST, prefix="restrict", case=case)
    return _try(request, case, "restrict", form, _restrict, _("The case is restricted."))


@require_POST
@with_case("admit")
def unrestrict(request, case):
    """Open the case to its group again."""
    if case.is_restricted:
        admissions.unrestrict(case, by=request.user)
    messages.success(request, _("The group sees the case again."))
    return _to_access(request, case)


@require_POST
@with_case("admit")
def wall(request, case):
    """Keep one person away."""
    form = WallForm(request.POST, prefix="wall", case=case, by=request.user)
    return _try(request, case, "wall", form, _wall, _("The person no longer sees the case."))


@require_POST
@with_case("admit")
def wall_end(request, case, wall):
    """Take a wall down."""
    admissions.remove_wall(get_object_or_404(Wall, pk=wall, case=case), by=request.user)
    messages.success(request, _("The wall is gone."))
    return _to_access(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("decide_case")
def route(request, case):
    """A network coordinator gives a case of the queue to a group."""
    if case.group_id is not None or not request.user.is_network_coordinator:
        raise PermissionDenied
    form = RouteForm(posted(request))
    if form.is_bound and form.is_valid():
        admissions.route(case, by=request.user, group=form.cleaned_data["group"])
        messages.success(request, _("The case is with its group now."))
        return redirect("cases:mine")
    context = {
        "case": case,
        "form": form,
        "title": _("Give the case to a group"),
        "button": _("Give it to the group"),
    }
    return render(request, "cases/small_form.html", context, status=422 if form.is_bound else 200)


def _try(request, case, name, form, act, sentence):
    """Do it, or show the page again with what was typed and what is in the way."""
    if form.is_valid():
        try:
            act(case, request.user, form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, sentence)
            return _to_access(request, case)
    return _page(request, case, status=422, **{name: form})


def _to_access(request, case):
    """Back to the page, unless the act closed the case to the person who did it."""
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("cases:access", pk=case.pk)
    return redirect("cases:mine")


def _page(request, case, *, status=200, **forms):
    actions = policy.actions(request.user, case)
    if not actions:
        raise Http404
    admitted = list(policy.admitted(case))
    context = {
        "case": case,
        "team": _team(case, admitted),
        "admissions": admitted,
        "walls": case.walls.select_related("user").order_by("user__name"),
        "log": lookers.entries(case),
        "may_work": "work_case" in actions,
        "may_admit": "admit" in actions,
        "form": next(iter(forms.values()), None),
        **_forms(request, case, actions),
        **forms,
    }
    return render(request, "cases/access.html", context, status=status)


def _team(case, admitted):
    """[(person, is responsible)]; on a restricted case everybody is admitted one by one."""
    one_by_one = set() if case.is_restricted else {admission.user_id for admission in admitted}
    people = [person for person in policy.team(case, "view_case") if person.pk not in one_by_one]
    return [(person, person.pk == case.responsible_id) for person in people]


def _forms(request, case, actions):
    forms = {}
    if "work_case" in actions:
        forms["hand_over"] = HandOverForm(prefix="hand", case=case)
    if "admit" in actions:
        forms["admit"] = AdmitForm(prefix="admit", today=case.today())
        forms["restrict"] = RestrictForm(prefix="restrict", case=case)
        forms["wall"] = WallForm(prefix="wall", case=case, by=request.user)
    return forms


def _hand_over(case, by, said):
    admissions.hand_over(case, by=by, to=said["to"])


def _admit(case, by, said):
    admissions.admit(
        case,
        by=by,
        user=said["email"],
        role=said["role"],
        scope=said["scope"],
        purpose=said["purpose"],
        until_on=said["until_on"],
    )


def _restrict(case, by, said):
    admissions.restrict(case, by=by, people=said["people"], purpose=said["purpose"])


def _wall(case, by, said):
    admissions.build_wall(case, by=by, user=said["user"])
