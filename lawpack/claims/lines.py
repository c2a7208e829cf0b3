"""What all kinds of claim share: when the work was done, what was paid, what is open, and the sum of it all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from lawpack.claim_text import claim_text
from lawpack.counting import month_end
from lawpack.exact import ZERO, cents, exact
from lawpack.notes import Note, note
from lawpack.rates import MinimumWage

MOST_HOURS = {"month": Decimal(744), "week": Decimal(168)}
MOST_UNITS = Decimal(100_000)
PAID = ("paid_gross", "paid_hourly", "paid_per_unit")
MOST_LINES = 20_000
PARTS = ("shortfall_to_minimum", "protected_by_minimum", "above_minimum")


@dataclass(frozen=True)
class When:
    """A month or a week as it was written, with its first and last day."""

    kind: str
    text: str
    first: date
    last: date


@dataclass(frozen=True)
class Paid:
    """What was paid, apart: gross and cash are taken off, net stands beside, deductions are only listed."""

    gross: Decimal = ZERO
    net: Decimal = ZERO
    cash: Decimal = ZERO
    deductions: Decimal = ZERO
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClaimLine:
    """One line of a claim. Sums are Decimal with two places, gross unless they say net.

    `open` is due less paid gross and cash, not below zero, before any net payment. `more` are the fields of
    the kind of claim; `hours` None: the line has none; `steps` are the formula, or what writes it when it is
    read. `is_gross` False: nobody knows whether the sum is gross or net, so no claim is worded.
    `wages` are the minimum wages that stand behind it.
    """

    due: Decimal
    paid: Paid
    hours: Decimal | None = None
    steps: tuple[Note, ...] | Callable[[], tuple[Note, ...]] = ()
    warnings: tuple[Note, ...] = ()
    more: dict = field(default_factory=dict)
    is_gross: bool = True
    wages: tuple[MinimumWage, ...] = ()

    @property
    def paid_gross(self):
        return self.paid.gross + self.paid.cash

    @property
    def formula(self):
        return self.steps() if callable(self.steps) else self.steps

    @property
    def open(self):
        return max(self.due - self.paid_gross, ZERO)


def when(row, *, needed=True):
    """The month or week of a line; None where it is missing or wrong."""
    month, week = row.month("month"), row.week("week")
    if row.has("month") and row.has("week"):
        return row.refuse("week", "Give month or week, not both.")
    if month:
        return When("month", row.values["month"], month, month_end(month))
    if week:
        return When("week", row.values["week"], week, week + timedelta(days=6))
    if needed and not row.has("month") and not row.has("week"):
        row.refuse("month", "Give the month (2026-09) or the week (2026-W36).")
    return None


def refuse_without_days(row, span, wages):
    """Say why a week needs its days; wages: the minimum wages (rates.MinimumWage or None) of its days."""
    by_the_month = {(wage.series, wage.monthly) for wage in wages if wage and wage.month_hours}
    what = (
        f"{span.text} lies in two months, and the monthly minimum wage is divided by the working time of each"
        if len(by_the_month) == 1 and None not in wages
        else f"The minimum wage changes in {span.text}"
    )
    row.refuse("days", f"{what}: write the hours of each day in days.")


def amount(row, name, *, required=False):
    """A sum of money with at most two places; None where it is missing or wrong."""
    value = row.number(name, required=required)
    if value is not None and value != cents(value):
        return row.refuse(name, "Must have at most two places.")
    return value


def paid(row, hours=None, units=None):
    """What was paid by one line, as Paid. `hours` and `units` of the line count for pay by the hour or unit."""
    gross = _paid_gross(row, hours, units)
    deductions, what = _deductions(row)
    return Paid(
        gross,
        cents(amount(row, "paid_net") or ZERO),
        cents(amount(row, "paid_cash") or ZERO),
        deductions,
        what,
    )


def _paid_gross(row, hours, units):
    given = [name for name in PAID if row.has(name)]
    values = {name: row.number(name) for name in PAID}
    if len(given) > 1:
        return row.refuse(given[1], f"Give only one of {', '.join(PAID)}.") or ZERO
    if values["paid_gross"] is not None:
        return cents(amount(row, "paid_gross") or ZERO)
    for name, count, what in (("paid_hourly", hours, "hours"), ("paid_per_unit", units, "units")):
        if values[name] is not None:
            if count is None:
                return row.refuse(name, f"Without {what} this cannot be worked out.") or ZERO
            return cents(exact(values[name]) * exact(count))
    return ZERO


def _deductions(row):
    """(sum, what it was for) of one sum or of a list of {amount, what}."""
    value = row.values.get("deductions")
    if not isinstance(value, list):
        return cents(amount(row, "deductions") or ZERO), ()
    total, what = ZERO, []
    for one in row.rows("deductions", most=100):
        total += amount(one, "amount", required=True) or ZERO
        what.append(one.text("what") or "")
        one.finish()
    return cents(total), tuple(filter(None, what))


def doubts(paid, due, currency):
    """Warnings about what was paid."""
    if paid.cash:
        yield note("cash_as_gross", sum=paid.cash, currency=currency)
    if paid.deductions:
        yield note("deductions_flagged", sum=paid.deductions, currency=currency)
    if paid.gross + paid.cash > due:
        yield note("paid_more_than_due")


def told(line, label, country, currency, *, with_formula=False):
    """A line as the answer shows it. `outstanding_gross` is None where a net payment stands against it."""
    answer = {
        **label,
        "hours": _two_places(line.hours),
        "gross_due": line.due,
        "paid_gross": line.paid_gross,
        "paid_net": line.paid.net,
        "paid_cash": line.paid.cash,
        "outstanding_gross": None if line.paid.net else line.open,
        **line.more,
        "deductions": line.paid.deductions,
        "claim_text": claim_text(country, line.open, line.paid.net, currency) if line.is_gross else None,
    }
    if line.paid.what:
        answer["deductions_for"] = list(line.paid.what)
    if with_formula:
        answer["formula"] = list(line.formula)
    answer["warnings"] = list(line.warnings)
    return answer


def total(lines, country, currency):
    """The sum of the lines of one claim, all in one currency. Nothing overpaid is set off against other lines."""
    still_open = sum((line.open for line in lines), ZERO)
    net = sum((line.paid.net for line in lines), ZERO)
    return {
        "gross_due": sum((line.due for line in lines), ZERO),
        "paid_gross": sum((line.paid_gross for line in lines), ZERO),
        "paid_net": net,
        "paid_cash": sum((line.paid.cash for line in lines), ZERO),
        "outstanding_gross": None if net else still_open,
        **_parts(lines),
        "deductions": sum((line.paid.deductions for line in lines), ZERO),
        "claim_text": claim_text(country, still_open, net, currency) if _all_gross(lines) else None,
        "warnings": _warnings(lines),
    }


def _all_gross(lines):
    return all(line.is_gross for line in lines)


def _parts(lines):
    """Sums of what the minimum wage covers; None where one line could not be compared with it."""
    if not all(name in line.more for line in lines for name in PARTS):
        return {}
    answer = {}
    rates = {line.more["minimum_rate"] for line in lines}
    answer["minimum_rate"] = rates.pop() if len(rates) == 1 else None
    for name in PARTS:
        values = [line.more[name] for line in lines]
        answer[name] = None if None in values else sum(values, ZERO)
    answer["effective_hourly"] = _effective(lines)
    return answer


def _effective(lines):
    if any(line.hours is None or line.paid.net for line in lines):
        return None
    hours = sum((line.hours for line in lines), ZERO)
    paid = sum((line.paid_gross for line in lines), ZERO)
    return cents(paid / hours) if hours else None


def _warnings(lines):
    """The warnings of all lines, each once."""
    found = {}
    for line in lines:
        for warning in line.warnings:
            found.setdefault((warning.code, *warning.facts.items()), warning)
    return list(found.values())


def decimal(hours):
    """Hours that were a fraction, as a Decimal."""
    return Decimal(hours.numerator) / Decimal(hours.denominator)


def _two_places(hours):
    """Hours with at least two places."""
    if hours is None:
        return None
    return hours if hours.as_tuple().exponent < -2 else hours.quantize(Decimal("0.01"))
