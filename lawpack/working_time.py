"""How many hours the law counts as the full working time of a month."""

from datetime import timedelta
from decimal import Decimal
from functools import cache

from lawpack.counting import month_end
from lawpack.workdays import Workdays

SUNDAY, SATURDAY = 6, 5


@cache
def kp_130(month):
    """The full working time of a month in Poland, in hours, as Decimal.

    month: its first day. Forty hours for every full week, eight for each day left over from Monday to Friday,
    less eight for every public holiday that is no Sunday, on a Saturday as well. Source: KP 130 par. 1, 2.

    >>> from datetime import date
    >>> kp_130(date(2026, 9, 1))
    Decimal('176')
    """
    days = [month + timedelta(days=number) for number in range(month_end(month).day)]
    left_over = [day for day in days[len(days) // 7 * 7 :] if day.weekday() < SATURDAY]
    calendar = Workdays("PL")
    holidays = [day for day in days if calendar.is_holiday(day) and day.weekday() != SUNDAY]
    return Decimal(40 * (len(days) // 7) + 8 * len(left_over) - 8 * len(holidays))


KINDS = {"kp_130": kp_130}
