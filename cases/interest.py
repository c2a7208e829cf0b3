"""Default interest on what is open, until a chosen day. Shown beside the sums, never stored and never added to them.

Assumptions, printed with the result: gross payments pay the oldest sum first; a sum that was written off bears
no interest; interest itself bears none.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cases import writing_off
from lawpack import day_counts, interest
from lawpack.notes import Note, note

ZERO = Decimal("0.00")
NOT_YET = "interest_not_yet"


@dataclass(frozen=True)
class Question:
    """Until which day, counted; the way of counting; a first day for all sums; FR: series and judgment."""

    until: date
    day_count: str = day_counts.ACT_ACT
    starts_on: date | None = None
    series: str = ""
    enforceable_on: date | None = None


@dataclass(frozen=True)
class Line:
    """One claim and what it bears: `accrued` is lawpack.interest.Interest."""

    claim: object
    principal: Decimal
    accrued: object


@dataclass(frozen=True)
class Accrued:
    """Interest of a case. `totals` are [(sum, currency)]; `without` are claims with no first day.

    `not_yet` are [(claim, note)]: those that bear interest only after the day asked.
    """

    question: Question
    lines: list = field(default_factory=list)
    totals: list = field(default_factory=list)
    without: list = field(default_factory=list)
    rule: object = None
    warnings: tuple[Note, ...] = ()
    is_refused: bool = False
    not_yet: list = field(default_factory=list)


def series_of(country):
    """The interest series to choose from, the default one first."""
    return tuple(interest.rules(country))


def needs_demand(country):
    """True where interest runs from the day a formal demand was received, not from the pay day (France)."""
    return any(rule.starts_with == "demand" for rule in interest.rules(country).values())


def rises(country):
    """True where the rate rises some months after a judgment can be enforced."""
    return any(rule.raised_by for rule in interest.rules(country).values())


def accrue(case, question, claims=None, payments=None):
    """The interest of every open claim, claim by claim.

    case: Case; question: Question; claims and payments: those of the case where they are read already. Returns
    Accrued: sums by currency, each item rounded once half up; `is_refused` where no rate is known.
    Sources: lawpack/interest.py and its data.
    """
    claims = list(case.claims.prefetch_related("write_offs")) if claims is None else claims
    payments = list(case.payments.all()) if payments is None else payments
    found = [claim for claim in _in_order(claims) if claim.open_gross > 0]
    starts = {claim.pk: _starts_on(case, claim, question) for claim in found}
    paid = _shares(found, [one for one in payments if one.kind == "gross"])
    lines, without = [], []
    try:
        rule = interest.rule_of(case.country, question.series or None)
        for claim in found:
            principal = claim.open_gross - writing_off.given_up(claim)
            if starts[claim.pk] is None:
                without.append(claim)
            elif principal > 0:
                item = interest.Item(principal, starts[claim.pk], tuple(paid.get(claim.pk, ())))
                [accrued] = interest.on_items(
                    [item],
                    rule,
                    question.until,
                    day_count=question.day_count,
                    enforceable_on=question.enforceable_on if rule.raised_by else None,
                )
                lines.append(Line(claim, principal, accrued))
    except interest.NoRate:
        return Accrued(question, is_refused=True)
    warnings = _warnings(lines, rule, question, without)
    return Accrued(question, lines, _totals(lines), without, rule, warnings, not_yet=_not_yet(lines))


def _in_order(claims):
    """The oldest due first; a claim with no day last."""
    return sorted(claims, key=lambda claim: (claim.interest_from or date.max, str(claim.pk)))


def _starts_on(case, claim, question):
    """The first day of interest. A formal demand starts no sum before it was due."""
    if question.starts_on is None:
        return None if needs_demand(case.country) else claim.interest_from
    return max(question.starts_on, claim.interest_from or question.starts_on)


def _shares(claims, payments):
    """{claim id: [(day, sum)]}: each gross payment goes to the oldest sum that is still open."""
    left = {claim.pk: claim.open_gross - writing_off.given_up(claim) for claim in claims}
    shares = {}
    for payment in sorted(payments, key=lambda one: one.received_on):
        amount = payment.amount
        for claim in claims:
            part = min(left[claim.pk], amount) if claim.currency == payment.currency else ZERO
            if part > 0:
                shares.setdefault(claim.pk, []).append((payment.received_on, part))
                left[claim.pk] -= part
                amount -= part
    return shares


def _totals(lines):
    sums = {}
    for line in lines:
        currency = line.claim.currency
        sums[currency] = sums.get(currency, ZERO) + line.accrued.interest
    return [(amount, currency) for currency, amount in sums.items()]


def _warnings(lines, rule, question, without):
    """Each warning once, those of the whole first."""
    found = []
    if not rule.is_verified:
        found.append(note("rate_unverified", citation=rule.citation))
    if rule.usual_day_count and rule.usual_day_count != question.day_count:
        found.append(note("day_count_unusual", usual=rule.usual_day_count, used=question.day_count))
    if without and rule.starts_with == "demand":
        found.append(note("interest_from_demand", citation=rule.citation))
    for line in lines:
        found += [one for one in line.accrued.warnings if one.code != NOT_YET and one not in found]
    return tuple(found)


def _not_yet(lines):
    return [(line.claim, one) for line in lines for one in line.accrued.warnings if one.code == NOT_YET]
