"""A typical week, from which the hours of a month can be rebuilt."""

import re
from decimal import Decimal

from pages.digits import plain_digits

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_OF_A_DAY = 24 * 60
_CLOCK = re.compile(r"(\d{1,2})(?:\D{1,3}(\d{2}))?\D{0,8}")
_TOGETHER = re.compile(r"(\d{1,2})(\d{2})")


def read_clock(text):
    """A time as people write it, as "08:30"; None if it is none.

    >>> read_clock("8"), read_clock("8.30 Uhr"), read_clock("830"), read_clock("24:00"), read_clock("25")
    ('08:00', '08:30', '08:30', '24:00', None)
    """
    text = plain_digits(str(text or "")).strip()
    found = _CLOCK.fullmatch(text) or _TOGETHER.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    is_time = minute < 60 and hour * 60 + minute <= MINUTES_OF_A_DAY
    return f"{hour:02}:{minute:02}" if is_time else None


def minutes(start, end, pause):
    """Minutes worked from one time to the other; an end before the start is the next morning. May be negative."""
    length = _of_day(end) - _of_day(start)
    return (length if length > 0 else length + MINUTES_OF_A_DAY) - (pause or 0)


def hours(week):
    """Hours of the week, as Decimal with two places. `week` maps days to {start, end, pause}; times as "08:30"."""
    worked = sum(minutes(day["start"], day["end"], day.get("pause")) for day in week.values())
    return (Decimal(worked) / 60).quantize(Decimal("0.01"))


def _of_day(clock):
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
