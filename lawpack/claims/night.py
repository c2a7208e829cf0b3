"""Supplement for night work: a part of the own wage (Germany), a part of the minimum wage (Poland)."""

from decimal import Decimal
from fractions import Fraction

from lawpack.claims import lines, rated
from lawpack.claims.each import EMPLOYMENT, each, employed, nothing, rule_for, settled
from lawpack.exact import ZERO
from lawpack.notes import note
from lawpack.wages import Pay


def night(row, country, currency, contract):
    """[(label, ClaimLine)] of the lines of a question: the supplement alone, not the wage of these hours."""
    rule = rule_for(row, country, "night", "night work")
    doubts = employed(row, country, contract, "night supplement")
    if rule is None:
        return []
    line = {"of_the_wage": _of_the_wage, "of_the_minimum": _of_the_minimum}[rule.computation]
    return each(row, lambda one: line(one, rule, country, currency, doubts))


def _of_the_wage(row, rule, country, currency, doubts):
    """Night hours × own rate, at least the minimum, × 25 % or, for permanent night work, 30 %."""
    span = lines.when(row)
    hours = rated.read(row, span, "night_hours", country, currency, None)
    agreed = row.number("supplement_percent", highest=Decimal(500))
    permanent, night_worker = row.yes_no("permanent"), row.yes_no("night_worker")
    if hours is None:
        return None
    if night_worker is False:
        reason = note("no_night_worker", citation=rule.citation)
        return _label(span), nothing(row, currency, reason)
    percent = agreed if agreed is not None else rule.then_percent if permanent else rule.percent
    doubts = [*doubts, *hours.warnings]
    if agreed is None and permanent is None:
        doubts.append(note("night_permanent_unknown", percent=percent, more=rule.then_percent))
    if night_worker is None:
        doubts.append(note("night_worker_unknown", citation=rule.citation))
    return _label(span), _line(row, hours, percent, currency, doubts)


def _of_the_minimum(row, rule, country, currency, doubts):
    """Night hours × minimum wage of the month over its working hours × 20 %."""
    span = lines.when(row)
    hours, days = rated.hours_of(row, span, "night_hours")
    if hours is None or span is None:
        return None
    nothing_agreed = Pay("statutory", ZERO, currency)
    found = rated.rated(row, span, hours, days, nothing_agreed, country, EMPLOYMENT)
    return found and (_label(span), _line(row, found, rule.percent, currency, (*doubts, *found.warnings)))


def _line(row, hours, percent, currency, doubts):
    pieces = [rated.step(piece, piece.hours, percent, currency) for piece in hours.pieces]
    due = sum((total for total, _ in pieces), Fraction(0))
    formula = [step for _, step in pieces]
    more = {"percent": percent}
    worked = lines.decimal(hours.hours)
    return settled(
        row, due, currency, hours=worked, formula=formula, warnings=doubts, more=more, wages=hours.wages
    )


def _label(span):
    return {span.kind: span.text}
