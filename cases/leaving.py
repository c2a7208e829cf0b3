"""Somebody leaves a group: access and sign-ins end at once, their cases go back to the pool."""

from django.db import transaction

from accounts import leaving
from cases import admissions, events
from cases.models import Admission, Case


@transaction.atomic
def leave(membership, *, by, on):
    """End the membership, release the person from the group's cases and return those in their hands.

    Whoever then belongs nowhere is released from every case.
    """
    user = membership.user
    leaving.end_membership(membership, by=by, on=on)
    for case in Case.objects.open().filter(group=membership.group, responsible=user):
        case.responsible = None
        case.save(update_fields=["responsible"])
        events.record(case, "returned_to_pool", by=by, detail={"from": user.pk})
    held = Admission.objects.filter(user=user, released_on=None).select_related("case")
    if leaving.belongs_somewhere(user):
        held = held.filter(case__group=membership.group)
    for admission in held:
        admissions.release(admission.case, by=by, user=user, is_leaving=True)
