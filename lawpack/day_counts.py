"""How days become parts of a year. No statute says so for wages; the way chosen stands on every sheet."""

import calendar
from datetime import timedelta
from fractions import Fraction

ACT_ACT, ACT_365, THIRTY_360 = "act/act", "act/365", "30/360"
WAYS = (ACT_ACT, ACT_365, THIRTY_360)
COMMON_YEAR, THIRTY_YEAR = 365, 360
A_DAY = timedelta(days=1)


def days(first, last, way):
    """Days from `first` to `last`, both counted; in 30/360 (30E/360) every month has thirty.

    There the days run from the day before `first` to `last`, and a 31st is a 30th: it has no day of its own.
    The last day of a shorter February counts for its missing days too, so that every full month is thirty.

    A span cut in two has the same days as the whole, so that a cut changes nothing.
    """
    if way == THIRTY_360:
        return _thirty(last) - _thirty(first - A_DAY)
    return (last - first).days + 1


def share_of_year(number, year, way):
    """So many days of one year as a part of it: 366 days in a leap year only for act/act."""
    length = {ACT_365: COMMON_YEAR, THIRTY_360: THIRTY_YEAR}.get(way, 366 if calendar.isleap(year) else 365)
    return Fraction(number, length)


def _thirty(day):
    """How many days have passed by the end of a day if every month has thirty."""
    ends_month = day.day == calendar.monthrange(day.year, day.month)[1]
    return THIRTY_YEAR * day.year + 30 * (day.month - 1) + (30 if ends_month else day.day)
