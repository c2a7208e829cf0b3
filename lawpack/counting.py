"""Days, weeks, months, years counted from an event. Its own day is not counted (BGB 187(1), 188)."""

import calendar
from datetime import date, timedelta

UNITS = ("days", "weeks", "months", "years")


def later(start, length, unit):
    """The last day of a period that an event on `start` begins.

    start: date; length: whole number, may be negative to count back; unit: one of UNITS. Returns a date.
    Weeks end on the same weekday, months and years on the same day number, or on the last day of a shorter
    month (BGB 188(2), (3)). Raises ValueError for another unit, OverflowError past the year 9999.

    >>> later(date(2026, 11, 30), 3, "months")
    datetime.date(2027, 2, 28)
    """
    if unit == "days":
        return start + timedelta(days=length)
    if unit == "weeks":
        return start + timedelta(weeks=length)
    if unit == "months":
        return in_month(start.replace(day=1), length, start.day)
    if unit == "years":
        return in_month(start.replace(day=1), 12 * length, start.day)
    raise ValueError(f"unknown unit {unit!r}")


def in_month(month, months_after, day):
    """That day so many months after the month of `month`; the last day where the month is shorter."""
    index = month.year * 12 + month.month - 1 + months_after
    year, number = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date out of range")
    return date(year, number + 1, min(day, calendar.monthrange(year, number + 1)[1]))


def month_end(month):
    """The last day of a month."""
    return in_month(month, 0, 31)
