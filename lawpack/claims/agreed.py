"""Agreed pay and hours of one line of a question, read field by field."""

from decimal import Decimal

from lawpack.claims.lines import MOST_HOURS, MOST_UNITS
from lawpack.exact import ZERO
from lawpack.wages import Pay

KINDS = {
    "agreed_hourly": "hourly",
    "agreed_monthly": "monthly",
    "agreed_daily": "daily",
    "agreed_per_unit": "piece",
}
NEEDS_UNITS = {"agreed_daily": "units (the number of days)", "agreed_per_unit": "units"}


def pay(row, currency, hours_per_unit=None, kinds=tuple(KINDS)):
    """The agreed pay of a line as wages.Pay; kind "statutory" where nothing was agreed."""
    given = [name for name in kinds if row.has(name)]
    values = {name: row.number(name) for name in kinds}
    if len(given) > 1:
        row.refuse(given[1], f"Give only one of {', '.join(kinds)}.")
    if not given or values[given[0]] is None:
        return Pay("statutory", ZERO, currency, hours_per_unit)
    return Pay(KINDS[given[0]], values[given[0]], currency, hours_per_unit)


def hours(row, span):
    """(hours, hours by the day, units, hours per unit) of a line; hours None where only the month's pay counts."""
    most = MOST_HOURS[span.kind if span else "month"]
    written = row.number("hours", highest=most)
    units = row.number("units", highest=MOST_UNITS)
    each = row.number("hours_per_unit", highest=MOST_HOURS["month"])
    days = days_within(row, span)
    counted = _of_units(row, units, each, most)
    if days is not None:
        counted = sum(days.values(), Decimal(0))
    if written is not None and counted is not None and written != counted:
        row.refuse("hours", f"The rest of the line makes {counted:f} hours.")
    return (counted if written is None else written), days, units, each


def _of_units(row, units, each, most):
    if row.has("hours_per_unit") and not row.has("units"):
        return row.refuse("units", "How many units were there?")
    if units is None or each is None:
        return None
    counted = units * each
    if counted > most:
        return row.refuse("hours_per_unit", f"This makes {counted:f} hours; at most {most:f} are possible.")
    return counted


def days_within(row, span):
    """{day: hours} of a line, all in its month or week; None where the line has none."""
    days = row.days("days")
    for day in days or ():
        if span and not span.first <= day <= span.last:
            row.refuse(f"days.{day.isoformat()}", f"This day is not in {span.text}.")
    return days


def check(row, agreed, hours, units, span, full_time):
    """Refuse what the kind of pay cannot be worked out from."""
    name = next((name for name, kind in KINDS.items() if kind == agreed.kind), "")
    if name in NEEDS_UNITS and units is None and not row.has("units"):
        row.refuse("units", f"For {name} the line needs {NEEDS_UNITS[name]}.")
    if name == "agreed_monthly" and span and span.kind == "week":
        row.refuse(name, "Pay by the month belongs to a month, not to a week.")
    needs_hours = agreed.kind in ("hourly", "statutory")
    if needs_hours and hours is None and not row.errors and not full_time:
        row.refuse("hours", "Give hours, or units and hours_per_unit.")
