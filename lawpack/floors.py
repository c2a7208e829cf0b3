"""The minimum wage as a floor under agreed pay, by the day worked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from lawpack import rates
from lawpack.counting import month_end
from lawpack.exact import cents, exact
from lawpack.notes import Note, note
from lawpack.rates import A_DAY, MinimumWage, minimum_wages_between


class NoMinimum(ValueError):
    """Nothing was agreed, and there is no minimum wage to fall back on. `notes` say why."""

    def __init__(self, notes):
        super().__init__("no agreed pay and no minimum wage")
        self.notes = notes


@dataclass(frozen=True)
class Span:
    """Days in which work was done: both ends count. `hours` in all, and by the day where that is known."""

    first: date
    last: date
    hours: Decimal | Fraction | None
    days: Mapping[date, Decimal] | None = None

    @property
    def is_month(self):
        """Whether it is one whole month of the calendar."""
        return self.first.day == 1 and self.last == month_end(self.first)


@dataclass(frozen=True)
class Part:
    """The days of a span with one minimum wage: their hours, unrounded, and the rate of an hour."""

    hours: Fraction
    wage: MinimumWage
    first: date
    last: date

    @property
    def rate(self):
        """The minimum for one hour."""
        return self.wage.amount

    @property
    def sum(self):
        """The minimum for these hours, unrounded."""
        return self.hours * self.wage.exact


@dataclass(frozen=True)
class Floor:
    """The minimum for one span. No parts: by the hour it could not be worked out, and `warnings` say why.

    `whole` is the minimum for a month of full-time work, where that is what the law sets.
    """

    parts: tuple[Part, ...] = ()
    whole: MinimumWage | None = None
    warnings: tuple = ()

    @property
    def wages(self):
        """The minimum wages it is made of."""
        return tuple(part.wage for part in self.parts) or ((self.whole,) if self.whole else ())

    @cached_property
    def sum(self):
        """The minimum for the span, unrounded; None where it could not be worked out."""
        if self.parts:
            return sum((part.sum for part in self.parts[1:]), self.parts[0].sum)
        return Fraction(self.whole.amount) if self.whole else None


@dataclass(frozen=True)
class Amount:
    """What is due, unrounded, with the rate and its basis: agreed or minimum.

    `explain` writes the steps; they are not written before somebody reads them.
    """

    sum: Fraction
    rate: Fraction
    basis: str
    explain: Callable[[], list[Note]]


def of_month(country, month, hours, pay, contract=None):
    """The minimum for the hours of a month; see `of`. month: its first day; pay: wages.Pay, for its currency."""
    return of(Span(month, month_end(month), hours), country, pay.currency, contract)


def of(span, country, currency, contract=None, full_time=None):
    """The minimum for a span, by the rate of the day worked (MiLoG 1; C. trav. L.3231-2).

    span: Span; country: ISO code; currency: of the agreed pay; contract: where the kind decides (Poland);
    full_time: True where a month was worked in full, for minima set by the month. Hours of a span in which the
    rate changes count by the day where they are known by the day; else they are spread evenly over it, and a
    warning says so. Returns a Floor.
    """
    spans = minimum_wages_between(country, span.first, span.last, contract)
    known = [wage for _, wage in spans]
    if any(wage and wage.currency != currency for wage in known):
        return Floor(warnings=(note("minimum_other_currency", minimum_currency=known[-1].currency),))
    if None in known or span.hours is None:
        return _by_the_month(span, country, currency, contract, full_time, None in known)
    parts = tuple(_parts(spans, span))
    used = [part.wage for part in parts if part.hours] or known
    spread = (note("minimum_changed"),) if len(spans) > 1 and span.days is None else ()
    return Floor(parts, None, (*_doubts(used), *spread, *_contract_doubt(country, contract)))


def _by_the_month(span, country, currency, contract, full_time, has_no_hourly):
    """Without a minimum or hours by the hour: that of the month, for a full-time job."""
    wage = rates.monthly_minimum(country, span.last, contract) if span.is_month else None
    if wage and wage.currency != currency:
        return Floor(warnings=(note("minimum_other_currency", minimum_currency=wage.currency),))
    if wage is None:
        return Floor(warnings=(note("no_minimum_wage" if has_no_hourly else "hours_unknown_minimum"),))
    if full_time:
        return Floor((), wage, (*_doubts([wage]), *_contract_doubt(country, contract)))
    if has_no_hourly and full_time is None:
        asked = note("full_time_unknown", sum=wage.amount, currency=wage.currency)
        return Floor(warnings=(asked,))
    return Floor(warnings=(note("minimum_by_month_only" if has_no_hourly else "hours_unknown_minimum"),))


def _doubts(used):
    """Warnings about rows that are missing or unchecked, each once."""
    found = []
    for wage in used:
        doubt = wage.warning or (None if wage.is_verified else note("minimum_unverified"))
        if doubt and doubt not in found:
            found.append(doubt)
    return found


def _contract_doubt(country, contract):
    return (note("contract_unknown"),) if contract is None and rates.contracts(country) else ()


def _parts(spans, span):
    ends = [start - A_DAY for start, _ in spans[1:]] + [span.last]
    all_days = (span.last - span.first).days + 1
    for (start, wage), last in zip(spans, ends, strict=True):
        yield Part(_hours(span, start, last, all_days), wage, start, last)


def _hours(span, first, last, all_days):
    if span.days is not None:
        return sum((exact(hours) for day, hours in span.days.items() if first <= day <= last), Fraction(0))
    share = (last - first).days + 1
    return exact(span.hours) if share == all_days else exact(span.hours) * share / all_days


def higher(agreed, floor, pay, hours):
    """The agreed sum or the minimum, whichever is more, as an Amount. Raises NoMinimum.

    agreed: function that gives (sum, function that writes its step); hours: Fraction or None.
    """
    if pay.kind == "statutory":
        return _statutory(floor, pay, hours)
    if pay.kind == "hourly" and floor.parts and hours:
        return _by_the_hour(agreed, floor, pay, hours)
    agreed_sum, agreed_step = agreed()
    least = floor.sum
    if least is None or (floor.parts and not hours) or agreed_sum >= least:
        return Amount(agreed_sum, exact(pay.amount), "agreed", lambda: [agreed_step()])
    return Amount(
        least,
        _average(least, hours, floor) if floor.parts else least,
        "minimum",
        lambda: [note("minimum_higher", sum=cents(agreed_sum), currency=pay.currency), *_steps(floor, pay)],
    )


def _statutory(floor, pay, hours):
    if floor.sum is None:
        raise NoMinimum(floor.warnings)
    rate = _average(floor.sum, hours, floor) if floor.parts and hours else floor.sum
    return Amount(floor.sum, rate, "minimum", lambda: _steps(floor, pay))


def _by_the_hour(agreed, floor, pay, hours):
    """Each part of the span has the higher of the two rates."""
    rate = exact(pay.amount)
    lower = [part for part in floor.parts if part.wage.exact > rate]
    if not lower:
        agreed_sum, agreed_step = agreed()
        return Amount(agreed_sum, rate, "agreed", lambda: [agreed_step()])
    total = floor.sum
    if len(lower) < len(floor.parts):
        total = sum((part.hours * max(part.wage.exact, rate) for part in floor.parts), Fraction(0))
    return Amount(total, _average(total, hours, floor), "minimum", lambda: _mixed_steps(floor, pay, rate))


def _average(total, hours, floor):
    """The rate of an hour over all parts."""
    return floor.parts[0].wage.exact if len(floor.parts) == 1 else total / hours


def _mixed_steps(floor, pay, rate):
    """Which minimum stands in for the agreed rate, and the hours at the higher of the two."""
    instead, steps = [], []
    for part in floor.parts:
        if part.wage.exact <= rate:
            steps.append(_step(part.hours, pay.amount, pay, part.hours * rate))
        else:
            minimum = shown_rate(part.wage)
            instead.append(note("minimum_instead", minimum=minimum, agreed=pay.amount, currency=pay.currency))
            steps += _minimum_steps(part, pay)
    return [*instead, *steps]


def _steps(floor, pay):
    """How the minimum comes about."""
    if not floor.parts:
        return [note("monthly_minimum", sum=floor.whole.amount, currency=pay.currency)]
    return [step for part in floor.parts for step in _minimum_steps(part, pay)]


def _minimum_steps(part, pay):
    """The hours of a part at its minimum; first where an hour comes from the month."""
    wage = part.wage
    if wage.month_hours:
        yield note(
            "minimum_of_month",
            sum=wage.monthly,
            hours=wage.month_hours,
            rate=shown_rate(wage),
            currency=pay.currency,
        )
    yield _step(part.hours, shown_rate(wage), pay, part.sum)


def _step(hours, rate, pay, total):
    return note("hours_times_rate", hours=cents(hours), rate=rate, sum=cents(total), currency=pay.currency)


def shown_rate(wage):
    """An hour's minimum as it is shown: as in the data, or rounded where it comes from the month."""
    return cents(wage.exact) if wage.month_hours else wage.amount
