"""Wages for work done: by agreement, at least the minimum wage of the day worked. Or the minimum wage alone."""

from decimal import Decimal

from lawpack import floors, rates
from lawpack.claims import agreed, lines
from lawpack.claims.each import each
from lawpack.claims.lines import ClaimLine, Paid
from lawpack.earned import earned
from lawpack.exact import cents
from lawpack.wages import Period


def unpaid_wages(row, country, currency, contract):
    """[(label, ClaimLine)] of the lines of a question: hours × the higher of agreed pay and minimum wage."""
    return _lines(row, country, currency, contract, tuple(agreed.KINDS))


def minimum_wage(row, country, currency, contract):
    """[(label, ClaimLine)]: hours × minimum wage, whatever was agreed, less what was paid."""
    return _lines(row, country, currency, contract, ())


def _lines(row, country, currency, contract, kinds):
    return each(row, lambda one: _line(one, country, currency, contract, kinds))


def _line(row, country, currency, contract, kinds):
    before = len(row.errors)
    span = lines.when(row)
    hours, days, units, each = agreed.hours(row, span)
    pay = agreed.pay(row, currency, each, kinds)
    full_time = row.yes_no("full_time")
    if units is None and days is not None and pay.kind == "daily":
        units = Decimal(sum(bool(worked) for worked in days.values()))
    agreed.check(row, pay, hours, units, span, full_time)
    paid = lines.paid(row, hours, units)
    if len(row.errors) > before or span is None:
        return None
    found = rates.minimum_wages_between(country, span.first, span.last, contract)
    if span.kind == "week" and len(found) > 1 and days is None:
        return lines.refuse_without_days(row, span, [wage for _, wage in found])
    period = Period(
        span.first,
        hours,
        None if pay.kind == "monthly" else units,
        paid.gross,
        last=span.last,
        days=days,
        paid_net=paid.net,
        paid_cash=paid.cash,
        deductions=paid.deductions,
        full_time=full_time,
    )
    try:
        sums = earned(period, pay, country, contract)
    except floors.NoMinimum:
        return _no_minimum(row, country, currency, kinds)
    return {span.kind: span.text}, _told(sums, paid)


def _no_minimum(row, country, currency, kinds):
    what = "Write the agreed pay." if kinds else "This kind of claim cannot be worked out."
    return row.refuse(
        kinds[0] if kinds else "",
        f"No minimum wage of {country} in {currency} is known for this time. {what}",
    )


def _told(sums, paid):
    return ClaimLine(
        sums.due,
        Paid(sums.paid_gross - sums.paid_cash, sums.paid_net, sums.paid_cash, sums.deductions, paid.what),
        sums.hours,
        sums.explain,
        sums.warnings,
        {
            "rate_basis": sums.rate_basis,
            "minimum_rate": sums.minimum_rate,
            "shortfall_to_minimum": sums.shortfall,
            "protected_by_minimum": sums.protected,
            "above_minimum": sums.above,
            "effective_hourly": sums.effective_hourly,
            "parts": _parts(sums),
        },
        wages=sums.wages,
    )


def _parts(sums):
    """The days with a minimum wage of their own, where it changes in the line."""
    if len(sums.parts) < 2:
        return []
    return [
        {
            "from": part.first,
            "to": part.last,
            "hours": cents(part.hours),
            "minimum_rate": floors.shown_rate(part.wage),
        }
        for part in sums.parts
    ]
