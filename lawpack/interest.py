"""Default interest on wages: dated rates, day by day, each sum rounded once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from lawpack import day_counts, rates, tables
from lawpack.counting import later
from lawpack.exact import ZERO, cents, exact
from lawpack.notes import Note, note
from lawpack.rates import A_DAY

HUNDRED = 100


class NoRate(ValueError):
    """There is no rate for this country, series or time; the text says why."""


@dataclass(frozen=True)
class Item:
    """A sum with its own first day of interest. `payments`: what came in on which day, all in one currency."""

    principal: Decimal
    starts_on: date
    payments: tuple[tuple[date, Decimal], ...] = ()


@dataclass(frozen=True)
class Segment:
    """Days with one rate, one year and one principal; both ends count. `rate` is percent a year.

    `amount` is rounded for the eye, `exact` is what is added up. `sources` say what the rate is made of.
    """

    first: date
    last: date
    days: int
    principal: Decimal
    rate: Decimal
    amount: Decimal
    exact: Fraction
    is_verified: bool = True
    sources: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Interest:
    """What one item bears. `interest` is the exact sum of the segments, rounded once half up.

    `rounding` is what the rounded segments lack to it, so that the sheet can be added up by hand.
    """

    item: Item
    interest: Decimal
    rounding: Decimal
    segments: tuple[Segment, ...]
    warnings: tuple[Note, ...]


@dataclass(frozen=True)
class Rule:
    """How a country makes its rate: a series of dated rates, a surcharge on it, and what raises it later."""

    country: str
    series: str
    is_default: bool
    surcharge: str
    raised_by: str
    raised_after_months: int
    usual_day_count: str
    starts_with: str
    citation: str
    source: str
    is_verified: bool


@cache
def rules(country):
    """The interest rules of a country, by the name of their series; the default one first."""
    found = [_rule(row) for row in tables.rows("interest_rules.csv") if row["country"] == country]
    return {rule.series: rule for rule in sorted(found, key=lambda rule: not rule.is_default)}


def rule_of(country, series=None):
    """The rule that counts. Raises NoRate where there is none, or where its base rate is not collected."""
    known = rules(country)
    if not known:
        raise NoRate(f"The program knows no rate of interest for {country}.")
    rule = known[series] if series else next(iter(known.values()))
    if (country, rule.series) not in rates.base_series():
        raise NoRate(_not_collected(rule))
    return rule


def _not_collected(rule):
    surcharge = f" The law adds {_surcharge(rule)} points ({rule.citation})." if rule.surcharge else ""
    return (
        f"The base rate of {rule.country} ({rule.series}) is not entered, so no interest can be worked out."
        f"{surcharge}"
    )


def on_items(items, rule, last, *, day_count=day_counts.ACT_ACT, enforceable_on=None):
    """The interest of each item up to and including `last`.

    items: iterable of Item; rule: Rule; last: date, counted; day_count: one of day_counts.WAYS;
    enforceable_on: the day a judgment could be enforced, where the rate rises some months later (France).
    Returns a list of Interest. A segment begins with every row of the rates, on every 1 January, with every
    payment and with the raised rate. A payment counts on the principal from its own day, which bears interest
    on the rest only. Raises NoRate before the first known rate. Sources: interest_rules.csv, base_rates.csv;
    BGB 187(1), 286, 288(1), 247; C. mon. fin. L.313-2, L.313-3; KC 481.
    """
    return [_on_item(item, rule, last, day_count, enforceable_on) for item in items]


def _on_item(item, rule, last, day_count, enforceable_on):
    raised_on = _raised_on(rule, enforceable_on)
    left, paid = _balances(item)
    segments, warnings = [], []
    for first, end in _spans(item, rule, last, raised_on, left):
        principal = _principal_on(first, item, left)
        if not principal:
            break
        rate, said, doubts = _rate_on(first, end, rule, raised_on)
        number = day_counts.days(first, end, day_count)
        part = day_counts.share_of_year(number, first.year, day_count)
        unrounded = exact(principal) * exact(rate) * part / HUNDRED
        segments.append(
            Segment(first, end, number, principal, rate, cents(unrounded), unrounded, not doubts, said)
        )
        warnings += [doubt for doubt in doubts if doubt not in warnings]
    total = cents(sum((segment.exact for segment in segments), Fraction(0)))
    shown = sum((segment.amount for segment in segments), ZERO)
    warnings += _payment_doubts(item, paid, last)
    if item.starts_on > last:
        warnings.append(note("interest_not_yet", on=item.starts_on))
    return Interest(item, total, total - shown, tuple(segments), tuple(warnings))


def _raised_on(rule, enforceable_on):
    """The first day of the raised rate: the months must have passed in full."""
    if enforceable_on is None or not rule.raised_by:
        return None
    return later(enforceable_on, rule.raised_after_months, "months") + A_DAY


def _balances(item):
    """({day: principal left from that day on}, sum of all payments)."""
    left, paid = {}, ZERO
    for on, amount in sorted(item.payments):
        paid += amount
        left[on] = max(item.principal - paid, ZERO)
    return left, paid


def _principal_on(day, item, left):
    found = [on for on in left if on <= day]
    return left[max(found)] if found else item.principal


def _spans(item, rule, last, raised_on, left):
    """(first, last) of the segments."""
    first = item.starts_on
    if first > last:
        return
    cuts = {first}
    for name in filter(None, (rule.series, rule.surcharge, rule.raised_by)):
        cuts.update(_series(rule, name).starts_between(first, last))
    cuts.update(date(year, 1, 1) for year in range(first.year + 1, last.year + 1))
    cuts.update(day for day in (raised_on, *left) if day and first < day <= last)
    starts = sorted(cuts)
    yield from zip(starts, [start - A_DAY for start in starts[1:]] + [last], strict=True)


def _rate_on(first, last, rule, raised_on):
    """(percent a year, what it is made of, warnings) of a segment."""
    found = _found(rule, rule.series, last)
    entry = found.entry
    rate = entry.value
    said = [note("rate_from", rate=entry.value, since=entry.since, citation=entry.citation)]
    if entry.since == date.min:
        said = [note("rate_by_law", rate=entry.value, citation=entry.citation)]
    doubts = [rates.missing(found)] if found.is_missing else []
    if not entry.is_verified:
        doubts.append(note("rate_unverified", citation=entry.citation))
    for name, counts in ((rule.surcharge, True), (rule.raised_by, raised_on and first >= raised_on)):
        if name and counts:
            more = _found(rule, name, last)
            rate += more.entry.value
            said.append(note("rate_points", points=more.entry.value, citation=more.entry.citation))
            doubts += [rates.missing(more)] if more.is_missing else []
    return rate, tuple(said), doubts


def _payment_doubts(item, paid, last):
    if item.payments:
        yield note("payments_on_principal")
    if paid > item.principal:
        yield note("paid_more_than_principal")
    if any(on > last for on, _ in item.payments):
        yield note("payment_after_end", on=last)


def _surcharge(rule):
    return f"{_series(rule, rule.surcharge).entries[-1].value:f}"


def _found(rule, name, day):
    """The row of a series that is used on a day. Raises NoRate before the first."""
    found = _series(rule, name).on(day)
    if found is None:
        raise NoRate(f"The program knows no rate for {day.isoformat()} ({rule.country}, {name}).")
    return found


def _series(rule, name):
    return rates.base_series()[rule.country, name]


def _rule(row):
    return Rule(
        row["country"],
        row["series"],
        row["is_default"] == "yes",
        row["surcharge"],
        row["raised_by"],
        int(row["raised_after_months"] or 0),
        row["usual_day_count"],
        row["starts_with"],
        row["citation"],
        row["source"],
        row["verified"] == "yes",
    )
