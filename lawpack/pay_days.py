"""When the wage of a month is due: by agreement, or the day the law gives where no pay day is known."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from lawpack.counting import in_month, month_end
from lawpack.notes import note
from lawpack.tables import rows


@dataclass(frozen=True)
class WageDue:
    """`on` is the due day, moved off a day that is no working day; `unmoved` the day before moving."""

    on: date
    unmoved: date
    steps: tuple = ()
    warnings: tuple = ()


@cache
def _moves():
    return {row["country"]: row["moves"] for row in rows("pay_days.csv")}


def earliest(month, pay_day, workdays, country):
    """The due day that starts periods. Without a pay day the end of the month worked, the earliest possible.

    The statutory latest pay day (MiLoG 2(1)) never stands here: it would let a period begin too late.
    """
    if pay_day is None:
        on = month_end(month)
        steps = (note("pay_day", month=f"{month:%Y-%m}", on=on),)
        return WageDue(on, on, steps, (note("pay_day_unknown", on=on),))
    return _moved(month, in_month(month, pay_day.months_after, pay_day.day), workdays, country)


def for_interest(month, pay_day, workdays, country):
    """The due day that starts interest. Without a pay day the first day after the month worked (BGB 614).

    Interest leans to the late side, periods to the early side: neither may promise more than the law gives.
    """
    if pay_day is None:
        due = _moved(month, in_month(month, 1, 1), workdays, country)
        return WageDue(due.on, due.unmoved, due.steps, (note("pay_day_by_law", on=due.on),))
    return _moved(month, in_month(month, pay_day.months_after, pay_day.day), workdays, country)


def _moved(month, unmoved, workdays, country):
    on = {"forward": workdays.forward, "back": workdays.back}.get(_moves().get(country), lambda day: day)(
        unmoved
    )
    steps = [note("pay_day", month=f"{month:%Y-%m}", on=unmoved)]
    if on != unmoved:
        steps.append(note("pay_day_moved", on=on))
    return WageDue(on, unmoved, tuple(steps))
