"""Pay during illness in Germany: six weeks, once the job has lasted four."""

from datetime import timedelta
from fractions import Fraction

from lawpack.claims import agreed, rated
from lawpack.claims.each import each, rule_for, settled
from lawpack.claims.lines import When
from lawpack.exact import ZERO
from lawpack.notes import note
from lawpack.rates import A_DAY


def sick_pay(row, country, currency, contract):
    """[(label, ClaimLine)] of the lines of a question: one illness each. Source: EFZG 3, 4."""
    rule = rule_for(row, country, "sick_pay", "sick pay")
    if rule is None:
        return []
    return each(row, lambda one: _line(one, rule, country, currency))


def paid_days(rule, ill_from, employed_since, ill_during_shift):
    """(first, last) day the employer pays.

    The claim arises after four weeks of employment and lasts six weeks; the day on which the illness began
    during a shift is not counted, for that shift is wages (EFZG 3(1), (3); BGB 187).
    """
    ill_from = ill_from + A_DAY if ill_during_shift else ill_from
    first = max(ill_from, employed_since + timedelta(days=int(rule.threshold)))
    return first, first + timedelta(days=int(rule.limit) - 1)


def _line(row, rule, country, currency):
    before = len(row.errors)
    ill_from, since = row.day("ill_from", required=True), row.day("employed_since", required=True)
    during_shift = row.yes_no("ill_during_shift")
    days = row.days("days")
    pay = agreed.pay(row, currency, None, ("agreed_hourly",))
    if not row.has("days"):
        row.refuse("days", "Write the hours that were lost on each day: {day: hours}.")
    if len(row.errors) > before:
        return None
    if since > ill_from:
        return row.refuse("employed_since", "This is after the illness began.")
    first, last = paid_days(rule, ill_from, since, during_shift)
    counted = {day: hours for day, hours in days.items() if first <= day <= last and hours}
    pieces = _rated(row, counted, pay, country)
    if pieces is None:
        return None
    steps = [rated.step(piece, piece.hours, 100, currency) for piece in pieces.pieces]
    doubts = [*pieces.warnings, *_doubts(days, first, last, during_shift)]
    label = {"ill_from": ill_from}
    more = {"paid_from": first, "paid_until": last}
    due = sum((total for total, _ in steps), Fraction(0))
    formula = [step for _, step in steps]
    worked = sum(counted.values(), ZERO)
    return label, settled(
        row, due, currency, hours=worked, formula=formula, warnings=doubts, more=more, wages=pieces.wages
    )


def _rated(row, counted, pay, country):
    if not counted:
        return rated.Rated((), ())
    span = When("days", "these days", min(counted), max(counted))
    return rated.rated(row, span, sum(counted.values(), ZERO), counted, pay, country, None)


def _doubts(days, first, last, during_shift):
    if any(day < first for day in days):
        yield note("sick_before_claim", on=first)
    if any(day > last for day in days):
        yield note("sick_after_six_weeks", on=last)
    if during_shift is None:
        yield note("shift_unknown", on=last)
