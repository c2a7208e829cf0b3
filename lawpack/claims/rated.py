"""Hours of one line with the rate of each: what was agreed, at least the minimum wage of the day."""

from dataclasses import dataclass
from fractions import Fraction

from lawpack import floors
from lawpack.claims import agreed, lines
from lawpack.exact import cents, exact
from lawpack.notes import Note, note
from lawpack.rates import MinimumWage


@dataclass(frozen=True)
class Piece:
    """Hours, unrounded, with the rate of one hour. `shown` is the rate as it is printed."""

    hours: Fraction
    rate: Fraction
    shown: object


@dataclass(frozen=True)
class Rated:
    """The hours of a line in the order of their days; `wages` are the minimum wages they were compared with."""

    pieces: tuple[Piece, ...]
    warnings: tuple[Note, ...]
    wages: tuple[MinimumWage, ...] = ()

    @property
    def hours(self):
        return sum((piece.hours for piece in self.pieces), Fraction(0))


def rated(row, span, hours, days, pay, country, contract):
    """The hours of a span with their rates, as Rated; None where the row cannot be answered, which it then says.

    pay: wages.Pay, hourly or statutory. Without a minimum wage the agreed rate counts.
    """
    floor = floors.of(floors.Span(span.first, span.last, hours, days), country, pay.currency, contract)
    if span.kind == "week" and days is None and len(floor.parts) > 1:
        return lines.refuse_without_days(row, span, [part.wage for part in floor.parts])
    if floor.parts:
        pieces = tuple(_piece(part, pay) for part in floor.parts if part.hours)
        return Rated(pieces, floor.warnings, tuple(part.wage for part in floor.parts if part.hours))
    if pay.kind == "statutory":
        return row.refuse(
            "agreed_hourly", f"No minimum wage of {country} is known here. Write the agreed pay."
        )
    return Rated((Piece(exact(hours), exact(pay.amount), _shown(pay.amount)),), floor.warnings)


def _piece(part, pay):
    if pay.kind == "hourly" and pay.amount > part.wage.exact:
        return Piece(part.hours, exact(pay.amount), _shown(pay.amount))
    return Piece(part.hours, part.wage.exact, floors.shown_rate(part.wage))


def _shown(rate):
    """A rate as it was agreed, or rounded where it comes from the month."""
    return cents(rate) if isinstance(rate, Fraction) else rate


def read(row, span, name, country, currency, contract):
    """Rated hours of a field or of the days of a line, with agreed_hourly; None where something is wrong."""
    before = len(row.errors)
    hours, days = hours_of(row, span, name)
    pay = agreed.pay(row, currency, None, ("agreed_hourly",))
    if len(row.errors) > before or hours is None or span is None:
        return None
    return rated(row, span, hours, days, pay, country, contract)


def hours_of(row, span, name):
    """(hours, hours by the day): a field, or the sum of days."""
    days = agreed.days_within(row, span)
    if days is not None:
        if row.has(name):
            row.refuse(name, f"Give {name} or days, not both.")
        return sum(days.values(), lines.ZERO), days
    return row.number(name, required=True, highest=lines.MOST_HOURS[span.kind if span else "month"]), None


def step(piece, hours, percent, currency):
    """(sum, note) of some hours of a piece at so many percent of its rate."""
    total = hours * piece.rate * exact(percent) / 100
    facts = {"hours": cents(hours), "rate": piece.shown, "sum": cents(total), "currency": currency}
    if percent == 100:
        return total, note("hours_times_rate", **facts)
    return total, note("hours_rate_percent", percent=percent, **facts)
