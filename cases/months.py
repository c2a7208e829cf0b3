"""The months of work as rows: read for a form, joined with new ones, and written back as the facts keep them."""

from decimal import Decimal

from lawpack.counting import month_end
from lawpack.rates import A_DAY

ZERO = Decimal("0.00")
KINDS = ("gross", "net", "cash")
NAMES = ("month", "hours", "units", "paid_gross", "paid_net", "paid_cash", "hours_known")


def rows_of(case):
    """The months of a case, the oldest first; what was paid in a field for each kind, None for nothing."""
    return [_row(period) for period in case.periods.all()]


def _row(period):
    paid = {f"paid_{kind}": period.paid_as(kind) or None for kind in KINDS}
    return {
        "month": period.month,
        "hours": period.hours,
        "units": period.units,
        **paid,
        "hours_known": period.hours_known,
    }


def next_row(rows, today):
    """The month after the last one, as much work and nothing paid; None where it is still to come."""
    if not rows:
        return {"month": today.replace(day=1)}
    last = rows[-1]
    month = month_end(last["month"]) + A_DAY
    if month > today:
        return None
    return {**last, "month": month, **{f"paid_{kind}": None for kind in KINDS}}


def joined(rows, new):
    """All months, the oldest first; a new row takes the place of the month it is about."""
    return sorted(({**_by_month(rows), **_by_month(new)}).values(), key=lambda row: row["month"])


def _by_month(rows):
    return {row["month"]: row for row in rows}


def as_periods(rows):
    """Rows as dicts of PayPeriod's fields. Paid in one way only, the month says so as intake does."""
    return [_period(row) for row in rows]


def _period(row):
    paid = {kind: row.get(f"paid_{kind}") or ZERO for kind in KINDS}
    ways = [kind for kind in KINDS if paid[kind]]
    kind = ways[0] if len(ways) == 1 else "gross"
    return {
        "month": row["month"],
        "hours": row.get("hours"),
        "units": row.get("units"),
        "paid": paid[kind],
        "paid_kind": kind,
        "paid_net": paid["net"] if kind != "net" else ZERO,
        "paid_cash": paid["cash"] if kind != "cash" else ZERO,
        "hours_known": row.get("hours_known") or "",
    }
