"""The wage ledger: claims from hours and rates, payments against them. Net and gross are never added up."""

import uuid
from copy import copy
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cases import deadlines, events, holidays, writing_off
from cases.events import Entry
from cases.models import Case, Claim, Payment, WriteOff
from lawpack import wages
from lawpack.notes import note

ZERO = Decimal("0.00")
PAID_AS = {"gross": ("paid_gross",), "net": ("paid_net",), "cash": ("paid_net", "paid_cash")}


@transaction.atomic
def recompute(case, *, by):
    """Bring the computed claims in line with the facts of the job; claims written by hand stay."""
    stored = list(case.claims.filter(is_computed=True))
    kept, fresh, entries = set(), [], []
    for old, claim in by_law(case, stored):
        kept.add(claim.pk)
        if old:
            claim.save()
        else:
            fresh.append(claim)
        new, before = said(claim), said(old) if old else None
        if before != new:
            entries.append(Entry("claim_computed", {"old": before, **new} if old else new))
    Claim.objects.bulk_create(fresh)
    for claim in [one for one in stored if one.pk not in kept]:
        entries.append(Entry("claim_dropped", said(claim)))
        claim.delete()
    events.record_all(case, entries, by=by)
    if stored:  # what was not there yet did not shrink
        end_too_large_write_offs(case, by)


def by_law(case, stored):
    """[(the claim as it is stored or None, the claim as the law gives it now)]; nothing is saved.

    `stored` are the computed claims of the case.
    """
    known = {claim.first: claim for claim in stored}
    periods = {period.first: period for period in case.periods.all()}
    found = []
    for line in _lines(case, periods.values()):
        old = known.get(line.month)
        claim = copy(old) if old else Claim(case=case)
        _fill(claim, line, periods[line.month])
        found.append((old, claim))
    return found


def _lines(case, periods):
    job = case.employment
    if not job.pay_kind or job.pay_amount is None:
        return []
    pay = wages.Pay(job.pay_kind, job.pay_amount, job.pay_currency, job.hours_per_unit)
    kept_back = _kept_back(case, job.pay_currency)
    periods = [
        _period(period, kept_back.pop(period.month, ZERO))  # once a month, at its first row
        for period in periods
        if _is_counted(period, job)
    ]
    return wages.owed(
        periods,
        pay,
        country=case.country,
        region=case.region or None,
        pay_day=pay_day(job),
        extra_holidays=holidays.holding_for(case),
        contract=job.contract_kind or None,
    )


def _is_counted(period, job):
    """Pay for a month says nothing about a week; other pay needs to know how much was worked."""
    if job.pay_kind == "monthly":
        return period.week is None
    return period.hours is not None or period.units is not None


def _period(period, kept_back):
    """A month or week for the law. Cash stands beside, as net does, until somebody says that it was gross."""
    days = {date.fromisoformat(day): Decimal(hours) for day, hours in (period.days or {}).items()} or None
    return wages.Period(
        period.first,
        None if days else period.hours,
        period.units,
        period.paid_as("gross"),
        last=period.last if period.week else None,
        days=days,
        paid_net=period.paid_as("net"),
        deductions=kept_back,
    )


def _kept_back(case, currency):
    """{month: sum of what was kept back} in the currency of the pay."""
    sums = {}
    for one in case.deductions.all():
        if one.currency == currency:
            sums[one.month] = sums.get(one.month, ZERO) + one.amount
    return sums


def pay_day(job):
    """The agreed pay day as the law takes it, or None."""
    from lawpack.deadlines import PayDay

    return PayDay(job.pay_day, job.pay_months_after) if job.pay_day else None


def _fill(claim, line, period):
    claim.month, claim.week = period.month, period.week
    claim.claim_type = (
        "minimum_wage" if line.rate_basis == "minimum" and line.paid_gross > 0 else "unpaid_wages"
    )
    claim.hours, claim.units, claim.rate, claim.rate_basis = (
        line.hours,
        line.units,
        line.rate,
        line.rate_basis,
    )
    cash = period.paid_as("cash")
    claim.due, claim.paid_gross = line.due, line.paid_gross
    claim.paid_net, claim.paid_cash = line.paid_net + cash, cash
    claim.open_gross, claim.currency = line.open, line.currency
    claim.minimum_rate, claim.minimum_due = line.minimum_rate, line.minimum_due
    claim.protected, claim.above_minimum = line.protected, line.above
    claim.effective_hourly = None if cash else line.effective_hourly
    claim.hours_known = period.hours_known
    claim.pay_due_on, claim.interest_from = line.due_on, line.interest_from
    claim.formula = [asdict(step) for step in _with_cash(line.formula, cash, line.currency)]
    claim.warnings = [asdict(step) for step in (*line.warnings, *_cash_doubt(line, cash))]


def _with_cash(formula, cash, currency):
    """The steps with what came in cash before the last one, which says what is open."""
    if not cash:
        return formula
    return (*formula[:-1], note("cash_beside", sum=cash, currency=currency), formula[-1])


def _cash_doubt(line, cash):
    """Cash can have been the gross pay: what is open then, so that both ways of counting stand side by side."""
    if cash:
        still_open = max(line.open - cash, ZERO)
        yield note("cash_two_ways", cash=cash, sum=still_open, currency=line.currency)


def end_too_large_write_offs(case, by):
    """A claim that shrank below what was given up of it: the write-off ends, and is decided anew."""
    for claim in case.claims.filter(write_offs__undone_on=None, write_offs__isnull=False).distinct():
        if writing_off.given_up(claim) > claim.open_gross:
            for one in claim.write_offs.filter(undone_on=None):
                writing_off.undo(one, by=by)


@transaction.atomic
def add_claim(case, *, by, claim_type, amount, currency, month=None, note="", submission_key=""):
    """A head of claim the program does not compute: overtime, deductions, holiday pay. Its month has dates too.

    `submission_key` is the id the claim will have, so that the same form sent twice is one claim.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    existing = Claim.objects.filter(pk=submission_key or None, case=case).first()
    if existing:
        return existing
    claim = Claim.objects.create(
        pk=submission_key or uuid.uuid4(), case=case, claim_type=claim_type, month=month, due=amount,
        open_gross=amount, currency=currency, note=note, is_computed=False,
    )  # fmt: skip
    events.record(case, "claim_added", by=by, detail=said(claim), text=note)
    deadlines.recompute(case, by=by)
    return claim


@transaction.atomic
def record_payment(case, *, by, received_on, amount, currency, kind, submission_key, instalment=None):
    """Money came in. The same form sent twice is one payment.

    Raises ValidationError if the instalment is of another case, no longer runs or is in another currency.
    """
    if instalment is not None:
        _check_instalment(case, instalment, currency)
    payment, created = Payment.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "case": case,
            "received_on": received_on,
            "amount": amount,
            "currency": currency,
            "kind": kind,
            "instalment": instalment,
            "recorded_by": by,
        },
    )
    if created:
        detail = {
            "payment": payment.pk,
            "amount": amount,
            "currency": currency,
            "kind": kind,
            "on": received_on,
            "instalment": instalment.number if instalment else "",
        }
        events.record(case, "payment_recorded", by=by, detail=detail, visibility="worker")
    return payment


def _check_instalment(case, instalment, currency):
    if instalment.agreement.case_id != case.pk or instalment.agreement.ended_on:
        raise ValidationError(_("This instalment does not belong to the agreement in force."))
    if instalment.agreement.currency != currency:
        raise ValidationError(
            _("The agreement is in %(currency)s. Record money in another currency without an instalment."),
            params={"currency": instalment.agreement.currency},
        )


@dataclass(frozen=True)
class Totals:
    """Sums of a case in one currency.

    `claimed` is what the claims ask for, gross; gross payments are taken off it, in `open_gross` and, where they
    go beyond it, in `overpaid`. What came in net or in cash stands beside it in `paid_net` and is taken off nothing.
    `of_unknown_kind` is open, and nobody said whether gross or net: it stands in no other sum.
    """

    currency: str
    earned: Decimal = ZERO
    claimed: Decimal = ZERO
    paid_gross: Decimal = ZERO
    paid_net: Decimal = ZERO
    paid_cash: Decimal = ZERO
    written_off: Decimal = ZERO
    of_unknown_kind: Decimal = ZERO

    @property
    def unknown_note(self):
        """What is open of unknown kind, as a note; None where there is nothing."""
        if not self.of_unknown_kind:
            return None
        return note("open_of_unknown_kind", sum=self.of_unknown_kind, currency=self.currency)

    @property
    def open_gross(self):
        return max(self.claimed - self.paid_gross - self.written_off, ZERO)

    @property
    def to_account(self):
        """What came net, without cash."""
        return self.paid_net - self.paid_cash

    @property
    def overpaid(self):
        return max(self.paid_gross - self.claimed, ZERO)


def totals(case, claims=None, payments=None):
    """One `Totals` for each currency in which something is claimed or was paid, the job's own first.

    `claims` and `payments` of the case may be given by whoever has read them already.
    """
    sums = {case.employment.pay_currency: Totals(case.employment.pay_currency)}
    for claim in case.claims.all() if claims is None else claims:
        _add(sums, claim.currency, **_sums_of(claim))
    for payment in case.payments.all() if payments is None else payments:
        for name in PAID_AS[payment.kind]:
            _add(sums, payment.currency, **{name: payment.amount})
    for one in WriteOff.objects.filter(claim__case=case, undone_on=None).select_related("claim"):
        if one.claim.is_of_unknown_kind:
            _add(sums, one.claim.currency, of_unknown_kind=-one.amount)
        else:
            _add(sums, one.claim.currency, written_off=one.amount)
    return [one for one in sums.values() if one != Totals(one.currency)] or list(sums.values())


def _sums_of(claim):
    if claim.is_of_unknown_kind:
        return {"of_unknown_kind": claim.open_gross}
    paid = {"paid_net": claim.paid_net, "paid_cash": claim.paid_cash}
    return {"earned": claim.due, "claimed": claim.open_gross, **paid}


def _add(sums, currency, **amounts):
    old = sums.get(currency) or Totals(currency)
    sums[currency] = replace(old, **{name: getattr(old, name) + amount for name, amount in amounts.items()})


def open_sums(case_ids):
    """{case id: [(amount, currency)]} of what is still open, gross, above zero; one query for a whole list."""
    claims = Claim.objects.filter(case__in=case_ids).exclude(Claim.OF_UNKNOWN_KIND).order_by()
    gross = Payment.objects.filter(case__in=case_ids, kind="gross").order_by()
    claimed = claims.values_list("case_id", "currency", "open_gross")
    paid = gross.values_list("case_id", "currency", -F("amount"))
    gross_claims = {"claim__in": Claim.objects.exclude(Claim.OF_UNKNOWN_KIND).values("pk")}
    given_up = WriteOff.objects.filter(claim__case__in=case_ids, undone_on=None, **gross_claims).order_by()
    written_off = given_up.values_list("claim__case_id", "claim__currency", -F("amount"))
    sums = {}
    for case_id, currency, amount in claimed.union(paid, written_off, all=True):
        of_case = sums.setdefault(case_id, {})
        of_case[currency] = of_case.get(currency, ZERO) + amount
    return {
        case_id: [(amount, currency) for currency, amount in sorted(of_case.items()) if amount > 0]
        for case_id, of_case in sums.items()
    }


def said(claim):
    """A claim as history keeps it."""
    return {
        "claim": str(claim.pk),
        "type": claim.claim_type,
        "month": f"{claim.month:%Y-%m}" if claim.month else "",
        **({"week": str(claim.week)} if claim.week else {}),
        "due": str(claim.due),
        "open": str(claim.open_gross),
        "currency": claim.currency,
    }
