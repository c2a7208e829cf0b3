"""What the work of one month or week comes to: due, paid, open, and how much of it the minimum wage protects."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lawpack import floors, rates
from lawpack.counting import month_end
from lawpack.exact import ZERO, cents, exact
from lawpack.notes import Note, note

BESIDE = {"net": "net_beside", "cash": "cash_beside"}


@dataclass(frozen=True)
class Earned:
    """The sums of one period, in the currency of the pay, gross unless they say net; rounded once, half up.

    `open` is due less paid gross, never below zero; `paid_net` stands beside it. `paid_cash` is the part of
    `paid_gross` that came in cash. `protected` is the part of `open` that the minimum wage covers: gross
    payments count against that part first. None: no minimum wage was found to compare with. `minimum_rate` is
    for one hour, None where it changes. `effective_hourly` is what was paid gross for one hour of work.
    `parts` are the days with a minimum of their own, `wages` the minimum wages compared with. `explain` writes
    the formula.
    """

    hours: Decimal | None
    rate: Fraction
    rate_basis: str
    due: Decimal
    paid_gross: Decimal
    paid_net: Decimal
    paid_cash: Decimal
    open: Decimal
    deductions: Decimal
    minimum_rate: Decimal | None
    minimum_due: Decimal | None
    shortfall: Decimal | None
    protected: Decimal | None
    above: Decimal | None
    effective_hourly: Decimal | None
    parts: tuple
    wages: tuple
    warnings: tuple[Note, ...]
    explain: Callable[[], tuple[Note, ...]]


def earned(period, pay, country, contract=None):
    """The sums of one period.

    period: wages.Period; pay: wages.Pay, kind "statutory" where nothing was agreed; country: ISO code of the
    place of work; contract: "civil" or "employment" where the minimum depends on it. Returns Earned. Raises
    ValueError for an unknown kind of pay or payment, floors.NoMinimum where there is neither agreement nor
    minimum. Sources: BGB 611a, 612; MiLoG 1, 3 (minimum of the day worked); BAG 5 AZR 241/18 (net beside
    gross). That gross payments count first against the minimum is an assumption, and stands on the sheet.
    """
    hours = _hours(period, pay)
    worked = None if hours is None else exact(hours)
    counted = rates.exact_month(country, hours) if pay.kind == "monthly" else worked
    floor = floors.of(_span(period, counted), country, pay.currency, contract, period.full_time)
    amount = floors.higher(lambda: _agreed(period, pay, hours, worked), floor, pay, worked)
    due, gross, net = cents(amount.sum), _paid_gross(period), _paid_net(period)
    least = None if floor.sum is None else cents(floor.sum)
    still_open = max(due - gross, ZERO)
    protected = None if least is None else max(least - gross, ZERO)
    return Earned(
        hours=hours,
        rate=amount.rate,
        rate_basis=amount.basis,
        due=due,
        paid_gross=gross,
        paid_net=net,
        paid_cash=cents(period.paid_cash),
        open=still_open,
        deductions=cents(period.deductions),
        minimum_rate=_minimum_rate(floor),
        minimum_due=least,
        shortfall=protected,
        protected=protected,
        above=None if protected is None else still_open - protected,
        effective_hourly=cents(gross / hours) if hours and not net else None,
        parts=floor.parts,
        wages=floor.wages,
        warnings=(*floor.warnings, *_payment_doubts(period, gross, due, pay)),
        explain=lambda: (
            *_units_to_hours(period, pay, hours),
            *amount.explain(),
            *_payments(period, still_open, protected, pay),
        ),
    )


def _span(period, hours):
    return floors.Span(period.month, period.last or month_end(period.month), hours, period.days)


def _hours(period, pay):
    """Hours as written, of all days, or what the units took; None where none of these is known."""
    if period.hours is not None:
        return period.hours
    if period.days is not None:
        return sum(period.days.values(), Decimal(0))
    if pay.hours_per_unit is None:
        return None
    units = Decimal(1) if period.units is None and pay.kind == "monthly" else period.units
    return None if units is None else units * pay.hours_per_unit


def _agreed(period, pay, hours, worked):
    """The sum by agreement, and what writes its step; nothing is rounded but what is shown."""
    if pay.kind == "statutory":
        return Fraction(0), None
    if pay.kind == "hourly":
        total = exact(pay.amount) * (worked or 0)
        facts = ("hours_times_rate", {"hours": hours or ZERO, "rate": pay.amount})
    elif pay.kind in ("daily", "piece"):
        units = _units(period, pay)
        total = exact(units) * exact(pay.amount)
        shown = units if isinstance(units, Decimal) else cents(units)
        facts = ("units_times_rate", {"units": shown, "rate": pay.amount})
    elif pay.kind == "monthly":
        total = exact(pay.amount) * exact(1 if period.units is None else period.units)
        facts = ("monthly_pay", {})
    else:
        raise ValueError(f"unknown kind of pay {pay.kind!r}")
    code, more = facts
    return total, lambda: note(code, **more, sum=cents(total), currency=pay.currency)


def _units(period, pay):
    """Days or pieces as written, or as many as the hours make."""
    if period.units is not None:
        return period.units
    if period.hours is not None and pay.hours_per_unit:
        return exact(period.hours) / exact(pay.hours_per_unit)
    return ZERO


def _minimum_rate(floor):
    if len(floor.parts) != 1:
        return None
    return floors.shown_rate(floor.parts[0].wage)


def _paid_gross(period):
    return (cents(period.paid or ZERO) if _is_gross(period) else ZERO) + cents(period.paid_cash)


def _paid_net(period):
    return (ZERO if _is_gross(period) else cents(period.paid or ZERO)) + cents(period.paid_net)


def _is_gross(period):
    if period.paid_kind not in ("gross", *BESIDE):
        raise ValueError(f"unknown kind of payment {period.paid_kind!r}")
    return period.paid_kind == "gross"


def _units_to_hours(period, pay, hours):
    if period.hours is not None or period.days is not None or hours is None or period.units is None:
        return ()
    return (note("units_to_hours", units=period.units, hours_per_unit=pay.hours_per_unit, hours=hours),)


def _payments(period, still_open, protected, pay):
    """What was paid and what is open, as steps."""
    first = "less_paid_gross" if _is_gross(period) else BESIDE[period.paid_kind]
    steps = [
        (first, period.paid or ZERO),
        ("less_paid_cash", period.paid_cash),
        ("net_beside", period.paid_net),
        ("deductions_apart", period.deductions),
    ]
    said = [note(code, sum=cents(amount), currency=pay.currency) for code, amount in steps if amount]
    if protected is not None and still_open > protected and (period.paid or period.paid_cash):
        said.append(note("gross_counts_first"))
    return (*said, note("open_gross", sum=still_open, currency=pay.currency))


def _payment_doubts(period, gross, due, pay):
    if period.paid_cash:
        yield note("cash_as_gross", sum=cents(period.paid_cash), currency=pay.currency)
    if period.deductions:
        yield note("deductions_flagged", sum=cents(period.deductions), currency=pay.currency)
    if gross > due:
        yield note("paid_more_than_due")
