"""The money tab of a case: months of work, other claims, deductions, what was given up, interest beside it all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

import wording
from cases import claim_doubts, interest, months, statement, writing_off
from cases.forms.claims import form_of
from cases.forms.money import InterestForm

ASKED = ("until_day", "day_count", "starts_on_day")


@dataclass(frozen=True)
class ClaimLine:
    """A claim with what was given up of it and what can be done with it."""

    claim: object
    write_offs: list
    left: Decimal
    is_editable: bool
    doubts: list

    @property
    def paid_net_only(self):
        """What came net to the account, without cash."""
        return self.claim.paid_net - self.claim.paid_cash

    @property
    def is_below_minimum(self):
        claim = self.claim
        known = claim.effective_hourly is not None and claim.minimum_rate is not None
        return known and claim.effective_hourly < claim.minimum_rate


@dataclass(frozen=True)
class NextRow:
    """The month or week after the last row, so that it can be added with one press."""

    month: date
    week: date | None


@dataclass(frozen=True)
class MoneyPage:
    """What one reader sees on the tab. `interest_form` holds the question, `accrued` the answer or None."""

    statement: object
    months: list
    others: list
    deductions: list
    deducted: list
    agreed: str
    next_row: object
    interest_form: object
    accrued: object


def page(case, user, asked):
    """The whole tab; `asked` are the parameters of the address: until which day interest is shown."""
    said = statement.statement(case, user, with_write_offs=True)
    lines = [_line(claim, case) for claim in said.claims]
    deductions = list(case.deductions.all())
    form = interest_form(case, asked)
    next_row = months.next_row(months.rows_of(case), case.today())
    return MoneyPage(
        statement=said,
        months=[line for line in lines if line.claim.is_computed],
        others=[line for line in lines if not line.claim.is_computed],
        deductions=deductions,
        deducted=_sums(deductions),
        agreed=agreed(case.employment),
        next_row=NextRow(next_row["month"], next_row["week"]) if next_row else None,
        interest_form=form,
        accrued=accrued(case, form, said.claims, said.payments),
    )


def _line(claim, case):
    write_offs = [one for one in claim.write_offs.all() if one.undone_on is None]
    is_editable = claim.inputs is not None and form_of(claim.claim_type, case.country) is not None
    doubts = list(claim_doubts.doubts(claim, case.employment))
    return ClaimLine(claim, write_offs, writing_off.left(claim), is_editable, doubts)


def interest_form(case, asked):
    """The question about interest: as asked, or until today in the place of the case."""
    first = {"until": case.today(), "day_count": interest.Question(case.today()).day_count}
    bound = asked if any(name in asked for name in ASKED) else None
    return InterestForm(bound, country=case.country, initial=first)


def accrued(case, form, claims=None, payments=None):
    """Interest until the day the form names; None where the question cannot be read."""
    if not form.is_bound:
        return interest.accrue(case, interest.Question(case.today()), claims, payments)
    return interest.accrue(case, form.question(), claims, payments) if form.is_valid() else None


def _sums(deductions):
    """[(sum, currency)] of all deductions, never mixed."""
    sums = {}
    for one in deductions:
        sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.amount
    return [(amount, currency) for currency, amount in sums.items()]


def agreed(job):
    """The agreed pay in words, or nothing where none is known."""
    if not job.pay_kind or job.pay_amount is None:
        return ""
    pay = f"{wording.money(job.pay_amount, job.pay_currency)} – {wording.label('pay_kind', job.pay_kind)}"
    if job.hours_per_unit and job.pay_kind != "hourly":
        pay += " · " + _("%(hours)s h for one") % {"hours": wording.number(job.hours_per_unit)}
    return pay
