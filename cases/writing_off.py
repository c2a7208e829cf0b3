"""Giving up a claim, or a part of it, with a reason. It stands apart from what was paid, and can be undone."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import events
from cases.models import Case, Claim, WriteOff

ZERO = Decimal("0.00")


def given_up(claim):
    """What is written off of a claim, gross, in its currency."""
    return sum((one.amount for one in claim.write_offs.all() if one.undone_on is None), ZERO)


def left(claim):
    """What can still be written off: open gross, less what was given up before."""
    return max(claim.open_gross - given_up(claim), ZERO)


@transaction.atomic
def write_off(claim, *, by, amount, reason, words, submission_key):
    """Give up a part of a claim. The same form sent twice is one write-off.

    amount: Decimal above zero in the currency of the claim, gross; reason: a code of `write_off_reason`.
    Raises ValidationError if more is given up than is left.
    """
    Case.objects.select_for_update().get(pk=claim.case_id)
    claim = Claim.objects.get(pk=claim.pk)
    known = WriteOff.objects.filter(pk=submission_key, claim=claim).first()
    if known:
        return known
    if amount > left(claim):
        raise ValidationError(_("This is more than is still claimed here. Check the sum."), code="too_much")
    one = WriteOff.objects.create(
        pk=submission_key,
        claim=claim,
        amount=amount,
        reason=reason,
        words=words,
        written_off_on=claim.case.today(),
    )
    events.record(claim.case, "claim_written_off", by=by, detail=_said(one), text=words)
    return one


@transaction.atomic
def undo(one, *, by):
    """Take a write-off back; the row stays. Undone twice it is one entry."""
    case = Case.objects.select_for_update().get(pk=one.claim.case_id)
    one = WriteOff.objects.select_related("claim").get(pk=one.pk)
    if one.undone_on is None:
        one.undone_on = case.today()
        one.save(update_fields=["undone_on"])
        events.record(case, "write_off_undone", by=by, detail=_said(one))


def _said(one):
    claim = one.claim
    return {
        "write_off": str(one.pk),
        "claim": str(claim.pk),
        "type": claim.claim_type,
        "month": f"{claim.month:%Y-%m}" if claim.month else "",
        **({"week": str(claim.week)} if claim.week else {}),
        "amount": str(one.amount),
        "currency": claim.currency,
        "reason": one.reason,
    }
