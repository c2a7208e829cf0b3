"""Minimum wages and base rates by day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from lawpack import dated, tables, working_time
from lawpack.counting import in_month
from lawpack.exact import cents, exact
from lawpack.notes import Note, note

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MinimumWage:
    """The statutory minimum for one hour, gross.

    Where the law sets it by the month, `amount` is `monthly` over `month_hours`, and `exact` is without any
    rounding. `warning` names the row that stands in for one nobody has entered.
    """

    amount: Decimal
    currency: str
    since: date
    citation: str
    is_verified: bool
    series: str = ""
    source: str = ""
    monthly: Decimal | None = None
    month_hours: Decimal | None = None
    warning: Note | None = None

    @cached_property
    def exact(self):
        """The amount for one hour as a Fraction."""
        if self.month_hours is None:
            return exact(self.amount)
        return exact(self.monthly) / exact(self.month_hours)


@dataclass(frozen=True)
class BaseRate:
    """The base rate in percent a year, negative in some years. `warning` names the row used for a gap."""

    percent: Decimal
    since: date
    citation: str
    is_verified: bool
    warning: Note | None = None


@dataclass(frozen=True)
class Kind:
    """A series of minimum wages: for which contracts, by the hour or the month, and whose hours a month has."""

    series: str
    contract: str
    per: str
    month_hours: str


def countries():
    """Countries of which the program knows whether they have a minimum wage, in the order of the file."""
    return tuple(dict.fromkeys(row["country"] for row in tables.rows("minimum_series.csv")))


@cache
def contracts(country):
    """The kinds of contract that have minimum wages of their own: civil and employment in Poland."""
    return tuple(kind.contract for kind in _kinds(country) if kind.contract)


def minimum_wage(country, on, contract=None):
    """The minimum wage for an hour worked on that day.

    country: ISO code; on: date of the work, not of the pay; contract: one of `contracts(country)` or None.
    Returns MinimumWage (amount for one hour, gross, in its own currency), or None where the country has none
    or the table does not reach back that far. Where the kind of contract decides and is not known, the higher
    one. Source: minimum_wages.csv, each row with its legal basis.
    """
    found = [_hourly(country, kind, on) for kind in _kinds_by_the_hour(country, contract)]
    return max((one for one in found if one), key=lambda one: one.exact, default=None)


def monthly_minimum(country, on, contract=None):
    """The minimum for a month of full-time work, as a MinimumWage whose `amount` is that of the month.

    None where the country sets none by the month. Spain: one of fourteen payments a year.
    """
    found = [_wage(country, kind, on) for kind in _kinds(country, contract) if kind.per == "month"]
    wage = next((one for one in found if one), None)
    return wage and replace(wage, monthly=wage.amount)


def exact_month(country, hours):
    """The hours of a month that were rounded: 151.67 in France stands for 35 × 52 ÷ 12 (C. trav. L.3242-1).

    country: ISO code; hours: Decimal. Returns a Fraction, or the hours as they are.
    """
    return _rounded_months(country).get(hours, hours)


@lru_cache(maxsize=4096)
def minimum_wages_between(country, first, last, contract=None):
    """[(first day, MinimumWage or None)] of a span of days, split where the rate changes. Both ends count."""
    starts = {first}
    for kind in _kinds_by_the_hour(country, contract):
        starts.update(_series(country, kind).starts_between(first, last))
        if kind.month_hours:
            starts.update(_months_between(first, last))
    found = []
    for start in sorted(starts):
        rate = minimum_wage(country, start, contract)
        if not found or (rate and rate.exact) != (found[-1][1] and found[-1][1].exact):
            found.append((start, rate))
    ends = [start - A_DAY for start, _ in found[1:]] + [last]
    return tuple(
        (start, minimum_wage(country, end, contract)) for (start, _), end in zip(found, ends, strict=True)
    )


def minimum_changes(country, first, last, contract=None):
    """Whether the minimum wage of an hour changes between two days, both counted."""
    return len(minimum_wages_between(country, first, last, contract)) > 1


def base_rate(on, country="DE"):
    """The base rate on a day (Germany: BGB 247; default interest on wages is five points above, BGB 288(1)).

    Returns BaseRate in percent a year, or None before the table begins. Where the row of that time has no
    value yet, the last known one is returned, not verified, with a warning that names it.
    """
    name = default_series(country)
    found = base_series().get((country, name)) and base_series()[country, name].on(on)
    if not found:
        return None
    entry = found.entry
    return BaseRate(entry.value, entry.since, entry.citation, found.is_verified, missing(found))


def default_series(country):
    """The name of the series that counts for workers in a country; None where no rule is known."""
    rows = tables.rows("interest_rules.csv")
    return next(
        (row["series"] for row in rows if (row["country"], row["is_default"]) == (country, "yes")), None
    )


@cache
def base_series():
    """{(country, series): dated.Series} of base_rates.csv."""
    return dated.series("base_rates.csv")


def missing(found):
    """The warning that names the row used for a day whose own row has no value; None where it has one."""
    if not found.is_missing:
        return None
    return note("base_rate_missing", since=found.entry.since, rate=found.entry.value)


@cache
def _minimum_series():
    return dated.series("minimum_wages.csv")


def _series(country, kind):
    return _minimum_series()[country, kind.series]


@cache
def _kinds(country, contract=None):
    """The series of a country, in the order of the file; of one kind of contract where it is known."""
    return tuple(
        Kind(row["series"], row["contract"], row["per"], row["month_hours"])
        for row in tables.rows("minimum_series.csv")
        if row["country"] == country
        and row["series"]
        and row["contract"] in (contract or row["contract"], "")
    )


@cache
def _rounded_months(country):
    weeks = [row["weekly_hours"] for row in tables.rows("minimum_series.csv") if row["country"] == country]
    months = [exact(Decimal(hours)) * 52 / 12 for hours in weeks if hours]
    return {cents(hours): hours for hours in months}


@cache
def _kinds_by_the_hour(country, contract=None):
    return tuple(kind for kind in _kinds(country, contract) if kind.per == "hour" or kind.month_hours)


def _hourly(country, kind, on):
    if kind.per == "hour":
        return _wage(country, kind, on)
    wage = _wage(country, kind, on)
    if wage is None:
        return None
    hours = working_time.KINDS[kind.month_hours](on.replace(day=1))
    return MinimumWage(
        wage.amount / hours, wage.currency, wage.since, wage.citation, wage.is_verified, wage.series,
        wage.source, wage.amount, hours, wage.warning,
    )  # fmt: skip


def _wage(country, kind, on):
    found = _series(country, kind).on(on)
    if found is None:
        return None
    entry = found.entry
    warning = _missing_minimum(entry) if found.is_missing else None
    return MinimumWage(
        entry.value, entry.currency, entry.since, entry.citation, found.is_verified, kind.series,
        entry.source, warning=warning,
    )  # fmt: skip


def _missing_minimum(entry):
    return note("minimum_missing", since=entry.since, minimum=entry.value, currency=entry.currency)


def _months_between(first, last):
    start = in_month(first, 1, 1)
    while start <= last:
        yield start
        start = in_month(start, 1, 1)
