"""What is owed for work: hours or units × rate, at least the minimum wage, less what was paid gross."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lawpack import pay_days
from lawpack.earned import Earned, earned
from lawpack.exact import ZERO
from lawpack.notes import Note
from lawpack.workdays import A_DAY, Workdays

RATE = Decimal("0.0001")


@dataclass(frozen=True)
class Pay:
    """Agreed pay, gross. kind: hourly, daily, monthly or piece; amount for one hour, day, month or piece.

    kind "statutory": nothing was agreed, the minimum wage counts. `hours_per_unit` is the time one day, piece
    or month takes; without it the minimum wage needs the hours worked.
    """

    kind: str
    amount: Decimal
    currency: str = "EUR"
    hours_per_unit: Decimal | None = None


@dataclass(frozen=True)
class Period:
    """One month of work, or one week. Sums stand in the currency of the pay.

    `month` is the first day, `last` the last one where it is no whole month. `days` are the hours of each day.
    paid_kind of `paid`: gross is taken off; net and cash stand beside the claim. `paid_net` stands beside it,
    `paid_cash` is taken off like gross, with a warning. `deductions` are listed and never taken off.
    `full_time`: a month worked in full, for minima that the law sets by the month.
    """

    month: date
    hours: Decimal | None = None
    units: Decimal | None = None
    paid: Decimal = ZERO
    paid_kind: str = "gross"
    last: date | None = None
    days: Mapping[date, Decimal] | None = None
    paid_net: Decimal = ZERO
    paid_cash: Decimal = ZERO
    deductions: Decimal = ZERO
    full_time: bool | None = None


@dataclass(frozen=True)
class Line:
    """What is owed for one month. `due`, `paid_gross`, `open` are gross; `paid_net` is never mixed with them.

    `rate` is the rate of `rate_basis`: agreed (an hour, day, piece or month) or minimum (an hour). The fields
    after `warnings` are those of earned.Earned.
    """

    month: date
    hours: Decimal | None
    units: Decimal | None
    rate: Decimal
    rate_basis: str
    due: Decimal
    paid_gross: Decimal
    paid_net: Decimal
    open: Decimal
    currency: str
    due_on: date
    interest_from: date
    formula: tuple[Note, ...]
    warnings: tuple[Note, ...]
    last: date | None = None
    paid_cash: Decimal = ZERO
    deductions: Decimal = ZERO
    minimum_rate: Decimal | None = None
    minimum_due: Decimal | None = None
    shortfall: Decimal | None = None
    protected: Decimal | None = None
    above: Decimal | None = None
    effective_hourly: Decimal | None = None


# Fields of a Line that are those of the sums behind it; `rate` is rounded, `warnings` are joined.
AS_EARNED = {one.name for one in fields(Line)} & {one.name for one in fields(Earned)} - {"rate", "warnings"}


def owed(periods, pay, *, country, region=None, pay_day=None, extra_holidays=frozenset(), contract=None):
    """One Line for each period, in the order of the months.

    periods: iterable of Period; pay: Pay; country, region: ISO codes of the place of work; pay_day: PayDay
    or None; contract: "employment" or "civil" where the minimum depends on it (Poland). Amounts are Decimal in
    the currency of the pay, gross unless they say net, rounded half up once at the end. `interest_from` is the
    day after the due day; without a pay day the wage is due after the month (BGB 614). Raises ValueError for an
    unknown kind of pay or payment, floors.NoMinimum where nothing was agreed and there is no minimum. Sources:
    BGB 611a, 614, 193, 286(2) no. 1, 288(1); MiLoG 1, 3 (minimum of the day worked); BAG 5 AZR 241/18 (net
    beside gross).
    """
    workdays = Workdays(country, region, extra_holidays)
    return [
        _line(one, pay, country, workdays, pay_day, contract)
        for one in sorted(periods, key=lambda one: one.month)
    ]


def _line(period, pay, country, workdays, pay_day, contract):
    sums = earned(period, pay, country, contract)
    month = (period.last or period.month).replace(day=1)
    wage_due = pay_days.for_interest(month, pay_day, workdays, country)
    return Line(
        month=period.month,
        units=period.units,
        rate=_rate(sums.rate),
        currency=pay.currency,
        due_on=wage_due.on,
        interest_from=wage_due.on + A_DAY,
        formula=sums.explain(),
        warnings=(*sums.warnings, *wage_due.warnings),
        last=period.last,
        **{name: getattr(sums, name) for name in AS_EARNED},
    )


def _rate(rate):
    """A rate as it is stored, with four places."""
    return (Decimal(rate.numerator) / Decimal(rate.denominator)).quantize(RATE, ROUND_HALF_UP)
