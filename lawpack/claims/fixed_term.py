"""The end of a French fixed-term contract: a tenth as bonus, a tenth as paid holiday."""

from fractions import Fraction

from lawpack.claims import lines
from lawpack.claims.each import each, rule_for, settled
from lawpack.exact import cents
from lawpack.notes import note


def fixed_term_bonus(row, country, currency, contract):
    """[(label, ClaimLine)] of the lines of a question: one contract each. Source: C. trav. L.1243-8, L.3141-28."""
    rule = rule_for(row, country, "fixed_term_bonus", "a bonus at the end of a contract")
    if rule is None:
        return []
    return each(row, lambda one: _line(one, rule, currency))


def _line(row, rule, currency):
    gross = lines.amount(row, "gross_total", required=True)
    with_bonus, with_holiday = row.yes_no("bonus"), row.yes_no("holiday_pay")
    if gross is None:
        return None
    part = Fraction(gross) * Fraction(rule.percent) / 100
    bonus = cents(part) if with_bonus is not False else lines.ZERO
    holiday = cents(part) if with_holiday is not False else lines.ZERO
    facts = {"gross": gross, "percent": rule.percent, "currency": currency}
    formula = [note("fixed_term_part", sum=bonus, **facts)] if bonus else []
    formula += [note("holiday_tenth", sum=holiday, **facts)] if holiday else []
    doubts = (note("fixed_term_check", citation=rule.citation),)
    more = {"bonus": bonus, "holiday_pay": holiday}
    line = settled(row, bonus + holiday, currency, formula=formula, warnings=doubts, more=more)
    return {}, line
