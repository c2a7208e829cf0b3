"""Who may do what with a case: may they, which ones, who. The only file that knows permission names.

A case belongs to one group, whose members see it unless it is restricted. People from outside, and everybody
on a restricted case, hold an admission; guardian's direct-key rows beside it carry what the admission opens.
A wall closes a case to one person whatever else would open it.
"""

from functools import reduce
from operator import and_, or_

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import assign_perm, remove_perm

from accounts import groups

MEMBER = {
    "caseworker": {"view_case", "work_case", "see_person"},
    "coordinator": {"view_case", "work_case", "see_person", "decide_case", "admit"},
}
ADMITTED = {
    "caseworker": {"view_case", "work_case"},
    "supervisor": {"view_case", "work_case", "decide_case", "admit"},
    "observer": {"view_case"},
    "interpreter": {"view_case"},
}
UNROUTED = {"view_case", "work_case", "see_person", "decide_case"}
WORKING = {role for role, opened in ADMITTED.items() if "work_case" in opened}
SMALLEST_CIRCLE = 2


# --- May they? ---------------------------------------------------------------------------------


def can(user, action, case):
    """True if the person may do this with this case, today."""
    return action in actions(user, case)


def actions(user, case):
    """Everything the person may do with the case."""
    if not getattr(user, "is_active", False) or case.walls.filter(user=user).exists():
        return set()
    role = group_roles(user).get(case.group_id)
    admitted = _admitted_actions(user, case)
    if case.group_id is None and user.is_network_coordinator:
        return admitted | UNROUTED
    if role and not case.is_restricted:
        return admitted | MEMBER[role]
    return admitted


def may(action):
    """What `@transition(permission=...)` expects."""

    def check(case, user):
        return can(user, action, case)

    return check


def group_roles(user):
    """{group id: role} of the memberships that run."""
    return {membership.group_id: membership.role for membership in groups.memberships_of(user)}


def coordinates(user, group):
    """True if the person coordinates the group."""
    return user.is_active and group is not None and group_roles(user).get(group.pk) == "coordinator"


def _admitted_actions(user, case):
    if not case.admissions.running(timezone.localdate()).filter(user=user).exists():
        return set()
    rows = case.caseuserobjectpermission_set.filter(user=user)
    return set(rows.values_list("permission__codename", flat=True))


# --- Which ones? -------------------------------------------------------------------------------


def visible(user, cases):
    """The queryset form of `can(user, "view_case", case)`."""
    return _opened(user, cases, "view_case")


def identifiable(user, cases):
    """The queryset form of `can(user, "see_person", case)`: nobody else finds a case by the worker's name."""
    return _opened(user, cases, "see_person")


def workable(user, cases):
    """The queryset form of `can(user, "work_case", case)`."""
    return _opened(user, cases, "work_case")


def with_person_mark(user, cases):
    """Visible cases that know, as `sees_person`, whether this reader may see who the worker is."""
    return cases.annotate(sees_person=ExpressionWrapper(_opens(user, "see_person"), BooleanField()))


def walked(user, cases):
    """The same cases as `visible`, for a page in the order of an index: followed, and tested case by case.

    Asked plainly, SQLite collects every case that is open to the person and sorts them all. Said as "not
    closed by all of this" there is no index to collect from. Whoever belongs to no group sees few cases: those
    are collected.
    """
    if not getattr(user, "is_active", False) or not (group_roles(user) or user.is_network_coordinator):
        return visible(user, cases)
    closed = [~Q(way) for way in _ways(user, "view_case")]
    return cases.filter(~reduce(and_, closed)).exclude(pk__in=user.walls.values("case_id"))


def _opened(user, cases, action):
    if not getattr(user, "is_active", False):
        return cases.none()
    return cases.filter(_opens(user, action)).exclude(pk__in=user.walls.values("case_id"))


def _opens(user, action):
    return reduce(or_, _ways(user, action))


def _ways(user, action):
    """What opens a case for this: the group's own column, an admission, the network's queue."""
    groups_of_role = [group for group, role in group_roles(user).items() if action in MEMBER[role]]
    own = Q(group_id__in=groups_of_role, is_restricted=False)
    ways = [own, Q(pk__in=admitted_ids(user, action))]
    return [*ways, Q(group=None)] if user.is_network_coordinator and action in UNROUTED else ways


def admitted_ids(user, action="view_case"):
    """Ids of the cases a running admission opens to the person for this."""
    from cases.models import CaseUserObjectPermission

    # The permission by its id: so guardian's own index answers for each case.
    permission = Permission.objects.filter(codename=action, content_type__app_label="cases").values("pk")[:1]
    granted = CaseUserObjectPermission.objects.filter(
        user=user, permission=Subquery(permission), content_object=OuterRef("case_id")
    )
    running = user.admissions.running(timezone.localdate())
    return running.filter(Exists(granted)).values("case_id")


def sees_figures_only(user):
    """True for an auditor whom nothing opens a case: the lists would always be empty."""
    return user.is_auditor and not (
        user.is_network_coordinator or group_roles(user) or admitted_ids(user).exists()
    )


def disputes(user, found):
    """Disputes of the person's groups: their members see them and work on them, nobody else does.

    Seeing a dispute opens no case: its page shows each case only to those who see it anyway.
    """
    if not getattr(user, "is_active", False):
        return found.none()
    return found.filter(group_id__in=list(group_roles(user)))


def set_aside(user, found):
    """Stories that wait at the door: the coordinators of a group see its own, the network's those without one."""
    if not decides_about_set_aside(user):
        return found.none()
    own = Q(group_id__in=_coordinated(user))
    return found.filter(own | Q(group=None) if user.is_network_coordinator else own)


def decides_about_set_aside(user):
    """Whether there may be such stories for this person at all; costs no query."""
    return user.is_active and bool(user.is_network_coordinator or _coordinated(user))


def answers_for_law(user):
    """Whether the person decides about law changes: coordinators for their groups, the network's for all."""
    return user.is_active and bool(user.is_network_coordinator or _coordinated(user))


def law_scope(user):
    """Cases whose law changes concern the person. It opens none of them: those not visible stay a number."""
    from cases.models import Case

    if not answers_for_law(user):
        return Case.objects.none()
    if user.is_network_coordinator:
        return Case.objects.all()
    return Case.objects.filter(group_id__in=_coordinated(user))


def _coordinated(user):
    return [group for group, role in group_roles(user).items() if role == "coordinator"]


def may_enter(user):
    """True if the person may enter intakes: any running membership, or the network's coordination."""
    return user.is_active and bool(user.is_network_coordinator or group_roles(user))


def countable_by(user):
    """Cases that may stand behind a figure for this person. Figures show no case; small cells are hidden."""
    from cases.models import Case

    if not getattr(user, "is_active", False):
        return Case.objects.none()
    if user.is_auditor or user.is_network_coordinator:
        return Case.objects.all()
    coordinated = [group for group, role in group_roles(user).items() if role == "coordinator"]
    seen = visible(user, Case.objects.all()).values("pk")
    return Case.objects.filter(Q(group_id__in=coordinated) | Q(pk__in=seen))


def counts_exactly(user, rows):
    """Those of the groups (None: no group yet) whose small figures the person may read too."""
    if not (user.is_auditor or user.is_network_coordinator):
        return set(rows)
    exact = {group for group, role in group_roles(user).items() if role == "coordinator"}
    return exact & set(rows) | ({None} & set(rows) if user.is_network_coordinator else set())


# --- Who? --------------------------------------------------------------------------------------


def team(case, action="work_case"):
    """People who may do this with the case: whom to notify or to make responsible."""
    from accounts.models import User

    near = Q(admissions__in=case.admissions.running(timezone.localdate()))
    if case.group_id is None:
        near |= Q(is_network_coordinator=True)
    else:
        near |= Q(memberships__group_id=case.group_id, memberships__ended_on=None)
    people = User.objects.filter(near, is_active=True)
    return [person for person in people.distinct().order_by("name") if can(person, action, case)]


def admitted(case):
    """Running admissions of the case."""
    return case.admissions.running(timezone.localdate()).select_related("user").order_by("user__name")


# --- Letting people in and out -----------------------------------------------------------------


@transaction.atomic
def admit(*, user, case, role, by, purpose, scope="identity", until_on=None):
    """Admit one person to one case: the admission and guardian's rows, in one transaction."""
    if not user.is_active:
        raise ValidationError(_("This account is closed."))
    if case.walls.filter(user=user).exists():
        raise ValidationError(_("This person is kept away from the case."))
    if (
        case.is_restricted
        and (until_on or role not in WORKING)
        and _circle(case).exclude(user=user).count() < SMALLEST_CIRCLE
    ):
        raise ValidationError(_("A restricted case needs at least two admitted people who work on it."))
    case.admissions.filter(user=user, released_on=None).update(released_on=timezone.localdate())
    for row in case.caseuserobjectpermission_set.filter(user=user):
        row.delete()
    admission = case.admissions.create(
        user=user,
        role=role,
        scope=scope,
        purpose=purpose,
        until_on=until_on,
        by=by,
        from_on=timezone.localdate(),
    )
    for action in _opened_by(role, scope):
        assign_perm(action, user, case)
    return admission


@transaction.atomic
def release(*, user, case, is_leaving=False):
    """End a person's admission, take guardian's rows away. Who leaves for good goes, however few remain."""
    if case.is_restricted and not is_leaving and _circle(case).exclude(user=user).count() < SMALLEST_CIRCLE:
        raise ValidationError(_("A restricted case needs at least two admitted people who work on it."))
    case.admissions.filter(user=user, released_on=None).update(released_on=timezone.localdate())
    for action in ADMITTED["supervisor"] | {"see_person"}:
        remove_perm(action, user, case)


def _circle(case):
    """Admissions that keep a restricted case going: people who work on it, with no last day."""
    return admitted(case).filter(role__in=WORKING, until_on=None, user__is_active=True)


def _opened_by(role, scope):
    return ADMITTED[role] | ({"see_person"} if scope == "identity" else set())
