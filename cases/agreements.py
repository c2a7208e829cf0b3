"""Agreements: sums and due days, what was paid on them, what is given up."""

import uuid
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import deadlines, events, ledger, lifecycle
from cases.models import Agreement, Case, Deadline, DeadlineKind, Instalment, Payment


@transaction.atomic
def agree(case, *, by, agreed_on, instalments, currency="EUR", kind="gross", submission_key=""):
    """Record an agreement and take the step; an agreement before it ends.

    `instalments` is a list of (due day, amount), at least one; `kind` says whether the sums are gross or net.
    `submission_key` is the id the agreement will have, so that the same form sent twice is one agreement.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    existing = Agreement.objects.filter(pk=submission_key or None, case=case).first()
    if existing:
        return existing
    _end_running(case, by=by, on=agreed_on)
    agreement = Agreement.objects.create(
        pk=submission_key or uuid.uuid4(), case=case, agreed_on=agreed_on, currency=currency, kind=kind
    )
    for number, (due_on, amount) in enumerate(sorted(instalments), start=1):
        instalment = Instalment.objects.create(
            agreement=agreement, number=number, due_on=due_on, amount=amount
        )
        deadlines.set_date(case, by=by, kind=DeadlineKind.INSTALMENT, on=due_on, about_id=instalment.pk)
    events.record(case, "agreement_recorded", by=by, detail=_said(agreement), visibility="worker")
    lifecycle.advance(case, "agree", by=by)
    return agreement


def _end_running(case, *, by, on):
    """Only one agreement is in force. The dates of the one before are nobody's duty any more."""
    for agreement in case.agreements.filter(ended_on=None):
        agreement.ended_on = on
        agreement.save()
        _open_dates(agreement.instalments.all()).update(superseded_on=case.today())
        events.record(case, "agreement_ended", by=by, detail={"agreement": agreement.pk, "on": on})


@transaction.atomic
def pay(instalment, *, by, received_on, amount, kind, submission_key, is_rest=False):
    """Money came in on an instalment; what goes beyond it counts for the instalments after it.

    `is_rest` settles the instalment although the sums differ: a gross instalment paid out net, for example.
    Returns the payments, one for each instalment touched.
    """
    case = instalment.agreement.case
    Case.objects.select_for_update().get(pk=case.pk)
    known = list(Payment.objects.filter(case=case, submission_key__startswith=submission_key))
    if known:
        return known
    paid = []
    for place, (share_of, share) in enumerate(_shares(instalment, amount, kind)):
        paid.append(
            ledger.record_payment(
                case, by=by, received_on=received_on, amount=share, currency=instalment.agreement.currency,
                kind=kind, submission_key=f"{submission_key}:{place}" if place else submission_key,
                instalment=share_of,
            )
        )  # fmt: skip
        if share_of == instalment and is_rest:
            _settle(share_of, received_on)
        if share_of is not None and share_of.is_settled():
            _meet(share_of, by, received_on)
    return paid


def _shares(instalment, amount, kind):
    """Yield (instalment, share): first the one paid on, then those after it; the rest stands for itself."""
    if not instalment.counts(kind):
        yield instalment, amount
        return
    later = instalment.agreement.instalments.filter(number__gte=instalment.number).order_by("number")
    for one in [one for one in later if not one.is_settled()]:
        share = min(one.open_amount(), amount)
        if share > 0:
            yield one, share
            amount -= share
    if amount > 0:
        yield None, amount


def _settle(instalment, on):
    instalment.settled_on = on
    instalment.save(update_fields=["settled_on"])


@transaction.atomic
def write_off(case, *, by, instalments, reason):
    """Give up sums that will not come, with one reason for the list. What is settled stays as it is."""
    given_up = [one for one in instalments if not one.is_settled()]
    if not given_up:
        raise ValidationError(_("Choose at least one instalment that is still open."))
    for instalment in given_up:
        instalment.written_off_on = case.today()
        instalment.save(update_fields=["written_off_on"])
    said = [{"instalment": one.pk, "number": one.number, "amount": one.open_amount()} for one in given_up]
    currency = given_up[0].agreement.currency
    detail = {"instalments": said, "currency": currency}
    events.record(case, "instalments_written_off", by=by, detail=detail, text=reason)
    open_dates = list(_open_dates(given_up))
    if open_dates:
        deadlines.waive(case, by=by, deadlines=open_dates, reason=reason)


def is_broken(agreement, today):
    """True if an instalment is late: the employer did not keep the agreement."""
    return any(instalment.is_overdue(today) for instalment in agreement.instalments.all())


def _meet(instalment, by, on):
    for deadline in _open_dates([instalment]):
        deadlines.meet(deadline, by=by, on=on)


def _open_dates(instalments):
    about = [instalment.pk for instalment in instalments]
    return Deadline.objects.open().filter(kind=DeadlineKind.INSTALMENT, about_id__in=about)


def _said(agreement):
    instalments = list(agreement.instalments.all())
    return {
        "agreement": agreement.pk,
        "on": agreement.agreed_on,
        "kind": agreement.kind,
        "currency": agreement.currency,
        "total": sum((one.amount for one in instalments), Decimal(0)),
        "instalments": [{"due_on": one.due_on, "amount": one.amount} for one in instalments],
    }
