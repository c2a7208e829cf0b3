"""Several people of one firm: the case of one of them starts a dispute, or joins the one there is."""

from django.db import transaction

from accounts import groups
from cases import disputes
from cases.models import Dispute, DisputeMember


def may_join(user, case):
    """Whether the person's own group leads the case, and no dispute has it yet."""
    own = {membership.group_id for membership in groups.memberships_of(user)}
    return case.group_id in own and not DisputeMember.objects.filter(case=case).exists()


def disputes_for(user, case):
    """Disputes of the group that are not over, those against the same employer first."""
    found = Dispute.objects.visible_to(user).filter(group_id=case.group_id).exclude(stage="ended")
    same = case.employer.name.casefold()
    return sorted(found, key=lambda one: (one.employer_name.casefold() != same, one.name.casefold()))


@transaction.atomic
def join(case, *, by, dispute, name):
    """Add the case to the dispute; without one, start it under this name. Said twice it is one."""
    dispute = dispute or disputes.start(
        group=case.group,
        by=by,
        name=name,
        employer_name=case.employer.name or name,
        began_on=case.today(),
        place=case.place,
        submission_key=str(case.pk),
    )
    disputes.add_case(dispute, by=by, case=case, joined_on=dispute.today(), submission_key=str(case.pk))
    return dispute
