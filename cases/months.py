"""The months and weeks of work as rows: read for a form, joined with new ones, written back as the facts keep them.

A row is about the month `month`, or with `week`, a Monday, about that week; `month` is then the month the week
began in.
"""

from datetime import timedelta
from decimal import Decimal

from lawpack.counting import month_end
from lawpack.rates import A_DAY

ZERO = Decimal("0.00")
KINDS = ("gross", "net", "cash")
A_WEEK = timedelta(days=7)


def rows_of(case):
    """The rows of a case, the oldest first; what was paid in a field for each kind, None for nothing."""
    return [_row(period) for period in case.periods.all()]


def weeks_of(case):
    """The rows of single weeks."""
    return [row for row in rows_of(case) if row["week"]]


def _row(period):
    paid = {f"paid_{kind}": period.paid_as(kind) or None for kind in KINDS}
    return {
        "month": period.month,
        "week": period.week,
        "hours": period.hours,
        "units": period.units,
        **paid,
        "hours_known": period.hours_known,
        "days": period.days,
    }


def key(row):
    """What a row is about: two rows with one key are about the same month or week."""
    return row["month"], row.get("week")


def first_day(row):
    """The first day a row is about."""
    return row.get("week") or row["month"]


def last_day(row):
    """The last day a row is about."""
    return row["week"] + A_WEEK - A_DAY if row.get("week") else month_end(row["month"])


def clashes(rows):
    """[(row, earlier row)] that share a day: the same time twice, or a week in a month that is a row as well."""
    rows = sorted(rows, key=first_day)
    return [(later, earlier) for earlier, later in _pairs(rows) if first_day(later) <= last_day(earlier)]


def _pairs(rows):
    return ((one, other) for place, one in enumerate(rows) for other in rows[place + 1 :])


def next_row(rows, today):
    """The month or week after the last one, as much work and nothing paid; None where it is still to come."""
    if not rows:
        return {"month": today.replace(day=1), "week": None}
    last = rows[-1]
    first = last_day(last) + A_DAY
    if first > today:
        return None
    week = first if last.get("week") else None
    unpaid = {f"paid_{kind}": None for kind in KINDS}
    return {**last, "month": first.replace(day=1), "week": week, **unpaid, "days": None}


def joined(rows, new):
    """All rows, the oldest first; a new row takes the place of the one about the same month or week."""
    return sorted({**_by_key(rows), **_by_key(new)}.values(), key=first_day)


def _by_key(rows):
    return {key(row): row for row in rows}


def as_periods(rows):
    """Rows as dicts of PayPeriod's fields. Paid in one way only, the row says so as intake does."""
    return [_period(row) for row in rows]


def _period(row):
    paid = {kind: row.get(f"paid_{kind}") or ZERO for kind in KINDS}
    ways = [kind for kind in KINDS if paid[kind]]
    kind = ways[0] if len(ways) == 1 else "gross"
    return {
        "month": row["month"],
        "week": row.get("week"),
        "hours": row.get("hours"),
        "units": row.get("units"),
        "paid": paid[kind],
        "paid_kind": kind,
        "paid_net": paid["net"] if kind != "net" else ZERO,
        "paid_cash": paid["cash"] if kind != "cash" else ZERO,
        "hours_known": row.get("hours_known") or "",
        "days": row.get("days") or None,
    }
