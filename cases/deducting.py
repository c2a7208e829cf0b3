"""Money kept back from pay: listed apart, month by month. Claims and warnings follow."""

from django.db import transaction

from cases import events, facts
from cases.models import Case, Deduction


@transaction.atomic
def add(case, *, by, month, amount, currency, kind, note="", submission_key):
    """List a deduction. The same form sent twice is one."""
    Case.objects.select_for_update().get(pk=case.pk)
    known = Deduction.objects.filter(pk=submission_key, case=case).first()
    if known:
        return known
    one = Deduction.objects.create(
        pk=submission_key, case=case, month=month, amount=amount, currency=currency, kind=kind, note=note
    )
    events.record(case, "deduction_added", by=by, detail=_said(one), text=note)
    facts.recompute(case, by=by)
    return one


@transaction.atomic
def remove(one, *, by):
    """Take a deduction off the list; history keeps its sum."""
    Case.objects.select_for_update().get(pk=one.case_id)
    detail = _said(one)
    one.delete()
    events.record(one.case, "deduction_removed", by=by, detail=detail)
    facts.recompute(one.case, by=by)


def _said(one):
    return {
        "deduction": str(one.pk),
        "month": f"{one.month:%Y-%m}",
        "kind": one.kind,
        "amount": str(one.amount),
        "currency": one.currency,
    }
