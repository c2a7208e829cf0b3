"""Overtime: at the normal rate (Germany), by the week (France), with two kinds of supplement (Poland)."""

from decimal import Decimal
from fractions import Fraction

from lawpack import working_time
from lawpack.claims import agreed, lines, rated
from lawpack.claims.each import EMPLOYMENT, each, employed, nothing, rule_for, settled
from lawpack.counting import later
from lawpack.exact import exact
from lawpack.notes import note
from lawpack.rates import A_DAY, minimum_wages_between
from lawpack.wages import Pay

HUNDRED = Decimal(100)
MOST_PERCENT = Decimal(500)
MOST_WEEKS = 53


def overtime(row, country, currency, contract):
    """[(label, ClaimLine)] of the lines of a question. Sources: claim_rules.csv."""
    rule = rule_for(row, country, "overtime", "overtime")
    doubts = employed(row, country, contract, "overtime")
    if rule is None:
        return []
    line = {"normal_rate": _normal_rate, "by_the_week": _by_the_week, "two_kinds": _two_kinds}[
        rule.computation
    ]
    return each(row, lambda one: line(one, rule, country, currency, doubts))


def _normal_rate(row, rule, country, currency, doubts):
    """Hours × rate, and the supplement only where one was agreed. Owed if ordered, approved or tolerated."""
    span = lines.when(row)
    hours = rated.read(row, span, "overtime_hours", country, currency, None)
    extra = row.number("supplement_percent", highest=MOST_PERCENT) or rule.percent
    ordered = row.yes_no("ordered")
    if hours is None:
        return None
    if ordered is False:
        return _label(span), nothing(row, currency, note("overtime_not_ordered", citation=rule.citation))
    pieces = [rated.step(piece, piece.hours, HUNDRED + extra, currency) for piece in hours.pieces]
    asked = () if ordered else (note("overtime_ordered_unknown", citation=rule.citation),)
    return _label(span), _line(row, pieces, hours, currency, (*doubts, *hours.warnings, *asked))


def _by_the_week(row, rule, country, currency, doubts):
    """Per week over the threshold: the first hours at the first percentage, the rest at the second.

    `hours`: all of the week, with those below the threshold at the normal rate; `overtime_hours`: only those
    above it. `weeks`: so many alike.
    """
    span, weeks = _weeks(row)
    name = "overtime_hours" if row.has("overtime_hours") else "hours"
    if row.has("overtime_hours") and row.has("hours"):
        row.refuse("overtime_hours", "Give hours (all of the week) or overtime_hours, not both.")
    first = row.number("first_percent", lowest=rule.least_percent, highest=MOST_PERCENT) or rule.percent
    then = row.number("then_percent", lowest=rule.least_percent, highest=MOST_PERCENT) or rule.then_percent
    hours = rated.read(row, span, name, country, currency, None)
    if hours is None:
        return None
    if weeks > 1 and _changes(span, weeks, country):
        return row.refuse("weeks", "The minimum wage changes in these weeks: write them one by one.")
    threshold = rule.threshold if name == "hours" else Decimal(0)
    tiers = [(threshold, HUNDRED), (rule.limit, HUNDRED + first), (None, HUNDRED + then)]
    pieces = list(_tiers(hours.pieces, tiers, currency))
    over = sum((total for percent, (total, _) in pieces if percent > HUNDRED), Fraction(0))
    pieces = [piece for _, piece in pieces]
    more = {"weeks": weeks, "overtime_due": lines.cents(over * weeks)}
    line = _line(row, pieces, hours, currency, (*doubts, *hours.warnings), times=weeks, more=more)
    return _label(span), line


def _weeks(row):
    span = lines.when(row)
    weeks = row.whole("weeks", lowest=1, highest=MOST_WEEKS) or 1
    if span and span.kind == "month":
        return row.refuse("month", "Overtime is counted by the week here: give the week."), weeks
    return span, weeks


def _changes(span, weeks, country):
    last = later(span.first, weeks, "weeks") - A_DAY
    return len(minimum_wages_between(country, span.first, last)) > 1


def _tiers(pieces, tiers, currency):
    """(percent, (sum, note)) of the hours, filled into the tiers in the order in which they were worked."""
    tiers, place = [[size, percent] for size, percent in tiers], 0
    for piece in pieces:
        left = piece.hours
        while left:
            size, percent = tiers[place]
            taken = left if size is None else min(left, exact(size))
            if taken:
                yield percent, rated.step(piece, taken, percent, currency)
            left -= taken
            if size is not None:
                tiers[place][0] = exact(size) - taken
                place += not tiers[place][0]


def _two_kinds(row, rule, country, currency, doubts):
    """Normal pay and +50 % or +100 % (KP 151-1). `normal_paid`: only the supplements are still owed."""
    span = lines.when(row)
    if span and span.kind == "week":
        return row.refuse("week", "Give the month: the rate of an hour depends on its working time.")
    before = len(row.errors)
    pay = _monthly_pay(row, span, currency)
    normal_paid = row.yes_no("normal_paid")
    kinds = (("hours_50", rule.percent), ("hours_100", rule.then_percent))
    hours = {name: row.number(name, highest=lines.MOST_HOURS["month"]) for name, _ in kinds}
    if not any(row.has(name) for name in hours):
        row.refuse("hours_50", "Give hours_50, hours_100 or both.")
    if len(row.errors) > before or span is None:
        return None
    normal = Decimal(0) if normal_paid else HUNDRED
    pieces, doubts, wages, worked = [], [*doubts], [], Decimal(0)
    for name, percent in kinds:
        if hours[name]:
            found = rated.rated(row, span, hours[name], None, pay, country, EMPLOYMENT)
            if found is None:
                return None
            pieces += [rated.step(piece, piece.hours, normal + percent, currency) for piece in found.pieces]
            doubts += [doubt for doubt in found.warnings if doubt not in doubts]
            wages += found.wages
            worked += hours[name]
    asked = () if normal_paid is not None else (note("normal_pay_unknown"),)
    due = sum((total for total, _ in pieces), Fraction(0))
    formula = [step for _, step in pieces]
    doubts = (*doubts, *asked)
    line = settled(row, due, currency, hours=worked, formula=formula, warnings=doubts, wages=wages)
    return _label(span), line


def _monthly_pay(row, span, currency):
    """Pay by the hour; pay by the month over the working time of that month (KP 130)."""
    pay = agreed.pay(row, currency, None, ("agreed_hourly", "agreed_monthly"))
    if pay.kind == "monthly" and span:
        return Pay("hourly", exact(pay.amount) / Fraction(working_time.kp_130(span.first)), currency)
    return pay


def _line(row, pieces, hours, currency, doubts, times=1, more=None):
    due = sum((total for total, _ in pieces), Fraction(0)) * times
    formula = [step for _, step in pieces]
    if times > 1:
        formula.append(note("weeks_alike", weeks=times, sum=lines.cents(due), currency=currency))
    worked = lines.decimal(hours.hours * times)
    return settled(
        row, due, currency, hours=worked, formula=formula, warnings=doubts, more=more, wages=hours.wages
    )


def _label(span):
    return {span.kind: span.text}
