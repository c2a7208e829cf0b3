"""The French lump sum for undeclared work, and the other one that excludes it."""

from fractions import Fraction

from lawpack.claims import lines
from lawpack.claims.each import each, nothing, rule_for, settled
from lawpack.exact import cents
from lawpack.notes import note


def undeclared_work(row, country, currency, contract):
    """[(label, ClaimLine)] of the lines of a question.

    Six months of pay (L.8223-1), owed only once the contract has ended; beside it the three months of L.8252-2,
    which nobody can have as well. Which of them applies is not for the program to say.
    """
    rule = rule_for(row, country, "undeclared_work", "undeclared work")
    if rule is None:
        return []
    return each(row, lambda one: _line(one, rule, currency))


def _line(row, rule, currency):
    monthly = lines.amount(row, "monthly_wage", required=True)
    ended_on = row.day("ended_on")
    if monthly is None or (row.has("ended_on") and ended_on is None):
        return None
    six, three = (
        cents(Fraction(monthly) * Fraction(rule.threshold)),
        cents(Fraction(monthly) * Fraction(rule.limit)),
    )
    more = {"alternative": three, "months": rule.threshold, "alternative_months": rule.limit}
    either = note("undeclared_either", sum=three, months=int(rule.limit), currency=currency)
    if ended_on is None:
        reason = note("undeclared_not_ended", sum=six, currency=currency)
        return {}, nothing(row, currency, reason, more)
    step = note("months_of_pay", months=int(rule.threshold), pay=monthly, sum=six, currency=currency)
    return {"ended_on": ended_on}, settled(row, six, currency, formula=(step,), warnings=(either,), more=more)
