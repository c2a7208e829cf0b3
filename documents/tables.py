"""The table of claims: one line a month or week, payments as lines of their own, a sum that is the sum of its lines.

Gross and net stand in columns of their own and are never set off against each other.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from cases import writing_off
from documents.blocks import Column, Table

ZERO = Decimal("0.00")
# Which quantity and which rate a kind of pay is counted in.
COUNTED_IN = {
    "hourly": ("hours", "rate_hour"),
    "daily": ("days", "rate_day"),
    "piece": ("pieces", "rate_piece"),
    "monthly": (None, "rate_month"),
}
QUANTITIES = ["hours", "days", "pieces"]
RATES = ["rate_hour", "rate_day", "rate_month", "rate_piece"]
SUMS = ["due", "paid_gross", "paid_net", "open"]
ALWAYS = {"number", "month", "due", "open", "interest_from"}
PAID = {"paid_gross", "paid_net"}
ORDER = ["number", "month", *QUANTITIES, *RATES, *SUMS, "interest_from"]


@dataclass
class Line:
    """One printed line: texts as they stand, numbers as exact decimals."""

    texts: dict = field(default_factory=dict)
    numbers: dict = field(default_factory=dict)


def claims_table(facts, slug) -> Table:
    """The table for the chosen claims and what was paid on them since."""
    lines = [_claim_line(facts, claim) for claim in facts.claims]
    lines += list(_left_out_lines(facts))
    lines += [_payment_line(facts, payment) for payment in facts.payments]
    for number, line in enumerate(lines, start=1):
        line.texts["number"] = str(number)
    keys = _used_columns(lines)
    return Table(
        slug=slug,
        columns=tuple(_column(facts, key) for key in keys),
        rows=tuple(tuple(_printed(facts, line, key) for key in keys) for line in lines),
        values=tuple(tuple(str(line.numbers.get(key, "")) for key in keys) for line in lines),
        total=tuple(_total(facts, lines, key) for key in keys),
        carried_forward=facts.words["carried_forward"],
        notes=tuple(_notes(facts)),
    )


def _claim_line(facts, claim):
    line = Line(numbers={"due": claim.due, "paid_gross": claim.paid_gross, "open": claim.open_gross})
    if claim.week:
        line.texts["month"] = facts.printer.short_week(claim.week)
    elif claim.month:
        line.texts["month"] = facts.printer.short_month(claim.month)
    if claim.paid_net:
        line.numbers["paid_net"] = claim.paid_net
    if claim.interest_from:
        line.texts["interest_from"] = facts.printer.short_day(claim.interest_from)
    if claim.is_computed:
        quantity, rate = _counted_in(facts, claim)
        line.numbers[rate] = claim.rate
        if quantity:
            line.numbers[quantity] = claim.hours if quantity == "hours" else claim.units
    line.numbers = {key: value for key, value in line.numbers.items() if value is not None}
    return line


def _counted_in(facts, claim):
    """The minimum wage is a rate for an hour, however the pay was agreed."""
    return COUNTED_IN["hourly" if claim.rate_basis == "minimum" else facts.job.pay_kind]


def _left_out_lines(facts):
    """What was written off is not asked for. The letter does not waive it: it says nothing about it."""
    for number, claim in enumerate(facts.claims, start=1):
        given_up = writing_off.given_up(claim)
        if given_up:
            yield Line(texts={"month": facts.words["left_out"].format(n=number)}, numbers={"open": -given_up})


def _payment_line(facts, payment):
    day = facts.printer.short_day(payment.received_on)
    line = Line(texts={"month": facts.words["payment_on"].format(day=day)})
    if payment.kind == "gross":
        line.numbers = {"paid_gross": payment.amount, "open": -payment.amount}
    else:
        line.numbers = {"paid_net": payment.amount}
    return line


def _used_columns(lines):
    """What was paid has a column only where something was paid in that kind; zeros say that nothing was at all."""
    used = {key for line in lines for key, number in line.numbers.items() if number or key not in PAID}
    if not used & PAID:
        used.add("paid_gross")
    return [key for key in ORDER if key in ALWAYS or key in used]


def _column(facts, key):
    is_summed = key in SUMS or key in QUANTITIES
    is_number = is_summed or key in RATES or key == "interest_from"
    return Column(key=key, title=facts.words["column"][key], is_number=is_number, is_summed=is_summed)


def _printed(facts, line, key):
    if key in line.texts:
        return line.texts[key]
    return facts.printer.number(line.numbers[key]) if key in line.numbers else ""


def _total(facts, lines, key):
    if key == "month":
        return facts.words["sum"]
    if key in SUMS or key in QUANTITIES:
        return facts.printer.number(sum((line.numbers.get(key, ZERO) for line in lines), ZERO))
    return ""


def _notes(facts):
    """What a line is for, where it is not plain wages."""
    for number, claim in enumerate(facts.claims, start=1):
        if claim.claim_type not in ("unpaid_wages", "minimum_wage"):
            yield facts.words["also_claimed"].format(n=number, claim=facts.claim_label(claim))
