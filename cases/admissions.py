"""Letting people in and out, restricting a case, walls: policy writes the rows, history tells of them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import events, policy
from cases.models import Wall


@transaction.atomic
def admit(case, *, by, user, role, purpose, scope="identity", until_on=None):
    """Admit one person from outside, or to a restricted case."""
    admission = policy.admit(
        user=user, case=case, role=role, by=by, purpose=purpose, scope=scope, until_on=until_on
    )
    detail = {"user": user.pk, "role": role, "scope": scope, "until": until_on}
    events.record(case, "admitted", by=by, detail=detail)
    return admission


@transaction.atomic
def release(case, *, by, user, is_leaving=False):
    """End an admission."""
    policy.release(user=user, case=case, is_leaving=is_leaving)
    _give_back(case)
    events.record(case, "released", by=by, detail={"user": user.pk})


@transaction.atomic
def restrict(case, *, by, people, purpose):
    """Close the case to everybody but the people named, at least two; the first is responsible."""
    people = list(dict.fromkeys(people))
    if len(people) < policy.SMALLEST_CIRCLE:
        raise ValidationError(_("A restricted case needs at least two admitted people."))
    for person in people:
        admit(case, by=by, user=person, role="supervisor", purpose=purpose)
    case.is_restricted = True
    if case.responsible not in people:
        case.responsible = people[0]
    case.save(update_fields=["is_restricted", "responsible"])
    events.record(case, "restricted", by=by, detail={"users": [person.pk for person in people]})


@transaction.atomic
def unrestrict(case, *, by):
    """Open the case to its group again."""
    case.is_restricted = False
    case.save(update_fields=["is_restricted"])
    events.record(case, "unrestricted", by=by)


@transaction.atomic
def build_wall(case, *, by, user):
    """Keep a person away from the case, whatever else would open it. An admission ends with it."""
    if case.admissions.filter(user=user, released_on=None).exists():
        release(case, by=by, user=user)
    today = timezone.localdate()
    _wall, is_new = Wall.objects.get_or_create(case=case, user=user, defaults={"built_on": today, "by": by})
    _give_back(case)
    if is_new:
        events.record(case, "wall_built", by=by, detail={"user": user.pk})


@transaction.atomic
def remove_wall(wall, *, by):
    """The wall stood in the way of the wrong person, or its reason is gone."""
    case, user = wall.case, wall.user
    wall.delete()
    events.record(case, "wall_removed", by=by, detail={"user": user.pk})


def _give_back(case):
    """Who may no longer work on the case is not responsible for it either."""
    if case.responsible and not policy.can(case.responsible, "work_case", case):
        case.responsible = None
        case.save(update_fields=["responsible"])


@transaction.atomic
def hand_over(case, *, by, to):
    """Another person of the team becomes responsible."""
    if not policy.can(to, "work_case", case):
        raise ValidationError(_("This person may not work on the case."))
    old = case.responsible_id
    case.responsible = to
    case.save(update_fields=["responsible"])
    events.record(case, "handed_over", by=by, detail={"from": old or "", "to": to.pk})


@transaction.atomic
def route(case, *, by, group):
    """Give a case of the network's queue to a group."""
    case.group = group
    case.save(update_fields=["group"])
    _give_back(case)
    events.record(case, "routed", by=by, detail={"group": group.pk})
