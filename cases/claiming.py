"""Claims of a kind of its own: overtime, night work, holiday pay and others, worked out from what somebody wrote.

What was written is kept with the claim, so that it can be changed; the steps of the sum are kept as well.
"""

import json
from copy import copy
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import claim_law, deadlines, events, ledger
from cases.models import Case, Claim
from lawpack import claims, pay_days
from lawpack.claim_rules import claim_rule
from lawpack.claims.lines import ClaimLine, Paid
from lawpack.notes import note
from lawpack.reading import Row
from lawpack.workdays import A_DAY, Workdays

KINDS = (
    "overtime",
    "night",
    "holiday_payout",
    "sick_pay",
    "fixed_term_bonus",
    "undeclared_work",
    "deductions",
)
FRENCH_KINDS = ("fixed_term_bonus", "undeclared_work")  # by their names known to French law alone
ONE_OF_THEM = {"undeclared_work"}  # its two lump sums exclude each other (C. trav. L.8252-2)
THREE_MONTHS = "three"


class NotWorkedOut(Exception):
    """The law pack could not answer. `fields` are the names of the answers it stumbled over."""

    def __init__(self, errors):
        super().__init__("; ".join(error["message"] for error in errors))
        self.fields = [error["field"].rpartition("].")[2].partition(".")[0] for error in errors]


@dataclass(frozen=True)
class Written:
    """What somebody wrote: `line` for the law pack, `answers` for the form, `month`, `week` and the day it was due.

    `country`: whose law it was worked out under; empty for that of the case.
    """

    claim_type: str
    line: dict
    answers: dict
    currency: str
    month: date | None = None
    week: date | None = None
    due_on: date | None = None
    which: str = ""
    note: str = ""
    country: str = ""


def by_hand(country, kinds):
    """Those of the kinds that can be meant in this country when a sum is written by hand."""
    return [kind for kind in kinds if kind not in FRENCH_KINDS or claim_rule(country, kind)]


def offered(country):
    """The kinds of claim the program can work out in this country."""
    return [kind for kind in KINDS if claim_rule(country, kind)]


def work_out(case, written):
    """The one line of a claim as the law pack gives it. Raises NotWorkedOut."""
    row = Row({"lines": [written.line]})
    contract = case.employment.contract_kind or None
    found = claims.KINDS[written.claim_type](row, written.country or case.country, written.currency, contract)
    if row.errors:
        raise NotWorkedOut(row.errors)
    [(_label, line)] = found
    return _three_months(line, written) if written.which == THREE_MONTHS else line


def _three_months(line, written):
    """The lump sum of L.8252-2 in place of that of L.8223-1."""
    months, due = int(line.more["alternative_months"]), line.more["alternative"]
    step = note(
        "months_of_pay", months=months, pay=written.line["monthly_wage"], sum=due, currency=written.currency
    )
    return ClaimLine(due, Paid(line.paid.gross, line.paid.net, line.paid.cash), None, (step,), (), line.more)


@transaction.atomic
def add(case, *, by, written, submission_key):
    """A new claim of this kind. The same form sent twice is one claim. Raises NotWorkedOut, ValidationError."""
    Case.objects.select_for_update().get(pk=case.pk)
    known = Claim.objects.filter(pk=submission_key, case=case).first()
    if known:
        return known
    if written.claim_type in ONE_OF_THEM and case.claims.filter(claim_type=written.claim_type).exists():
        raise ValidationError(
            _("The two lump sums exclude each other, and one of them is claimed already. Change that claim."),
            code="excluded",
        )
    claim = Claim(pk=submission_key, case=case, claim_type=written.claim_type, is_computed=False)
    _write(claim, written, work_out(case, written))
    events.record(case, "claim_added", by=by, detail=ledger.said(claim), text=written.note)
    deadlines.recompute(case, by=by)
    return claim


@transaction.atomic
def change(claim, *, by, written):
    """The same claim from other answers; the old sum stays in history. Raises NotWorkedOut."""
    case = Case.objects.select_for_update().get(pk=claim.case_id)
    old = ledger.said(claim)
    _write(claim, written, work_out(case, written))
    if old != ledger.said(claim):
        events.record(case, "claim_changed", by=by, detail={"old": old, **ledger.said(claim)})
    ledger.end_too_large_write_offs(case, by)
    deadlines.recompute(case, by=by)
    return claim


@transaction.atomic
def remove(claim, *, by):
    """Take a claim away that somebody added; history keeps its sum."""
    case = Case.objects.select_for_update().get(pk=claim.case_id)
    detail = ledger.said(claim)
    claim.delete()
    events.record(case, "claim_removed", by=by, detail=detail)
    deadlines.recompute(case, by=by)


def recompute(case, *, by):
    """Work the claims out anew with the law of the running program, from what was written; old sums stay in history.

    A claim the law no longer gives a sum for stays as it is.
    """
    for old, claim in by_law(case.claims.filter(is_computed=False)):
        if claim and figures(claim) != figures(old):
            claim.save()
            events.record(
                case, "claim_changed", by=by, detail={"old": ledger.said(old), **ledger.said(claim)}
            )


def by_law(stored):
    """[(the claim as it is stored, the claim as the law gives it now)]; nothing is saved.

    `stored` are claims of a case; those written by hand are left out. None in place of the second: the law of
    the running program gives no sum for what was written.
    """
    return [(claim, _anew(claim)) for claim in stored if not claim.is_computed and claim.inputs]


def _anew(claim):
    written = _as_written(claim)
    try:
        line = work_out(claim.case, written)
    except NotWorkedOut:
        return None
    claim = copy(claim)
    _fill(claim, written, line)
    return claim


def _as_written(claim):
    due_on = claim.inputs["answers"].get("due_on")
    return Written(
        claim_type=claim.claim_type,
        line=claim.inputs["line"],
        answers=claim.inputs["answers"],
        currency=claim.currency,
        month=claim.month,
        week=claim.week,
        due_on=date.fromisoformat(due_on) if due_on else None,
        which=claim.inputs.get("which") or "",
        note=claim.note,
        country=claim_law.country_of(claim),
    )


def figures(claim):
    """What a claim says: its sums and how they are made."""
    sums = (claim.due, claim.paid_gross, claim.paid_net, claim.open_gross, claim.pay_due_on)
    return (*sums, json.dumps([claim.formula, claim.warnings], cls=DjangoJSONEncoder))


def _write(claim, written, line):
    _fill(claim, written, line)
    claim.save()


def _fill(claim, written, line):
    claim.month, claim.week = written.month, written.week
    claim.currency, claim.note = written.currency, written.note
    claim.hours, claim.due = line.hours, line.due
    claim.paid_gross, claim.paid_net, claim.paid_cash = line.paid_gross, line.paid.net, 0
    claim.open_gross = line.open
    claim.formula = [asdict(step) for step in line.formula]
    claim.warnings = [asdict(step) for step in line.warnings]
    country = written.country or claim.case.country
    claim.pay_due_on = written.due_on or _pay_day(claim, country)
    claim.interest_from = claim.pay_due_on and claim.pay_due_on + A_DAY
    claim.inputs = {
        "line": written.line,
        "answers": written.answers,
        "which": written.which,
        "country": country,
    }


def _pay_day(claim, country):
    """The pay day of the month the claim is about, by the law of a country; None for a claim about no month."""
    if claim.month is None:
        return None
    case = claim.case
    region = case.region if country == case.country else ""
    workdays = Workdays(country, region or None)
    month = claim.last.replace(day=1)  # a week over two months is paid with the later one
    return pay_days.for_interest(month, ledger.pay_day(case.employment), workdays, country).on
