"""How days become parts of a year. No statute says so for wages; the way chosen stands on every sheet."""

import calendar
from fractions import Fraction

ACT_ACT, ACT_365, THIRTY_360 = "act/act", "act/365", "30/360"
WAYS = (ACT_ACT, ACT_365, THIRTY_360)
COMMON_YEAR, THIRTY_YEAR = 365, 360


def days(first, last, way):
    """Days from `first` to `last`, both counted; in 30/360 every month has thirty.

    A span cut in two has the same days as the whole, so that a cut changes nothing.
    """
    if way == THIRTY_360:
        return _thirty(last, 1) - _thirty(first, 0)
    return (last - first).days + 1


def share_of_year(number, year, way):
    """So many days of one year as a part of it: 366 days in a leap year only for act/act."""
    length = {ACT_365: COMMON_YEAR, THIRTY_360: THIRTY_YEAR}.get(way, 366 if calendar.isleap(year) else 365)
    return Fraction(number, length)


def _thirty(day, later):
    """Where a day stands if every month has thirty; `later` 1 for the day after it."""
    following = day.day + later
    if following > calendar.monthrange(day.year, day.month)[1]:
        return THIRTY_YEAR * day.year + 30 * day.month + 1
    return THIRTY_YEAR * day.year + 30 * (day.month - 1) + min(following, 30)
