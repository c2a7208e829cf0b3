"""Where the figures of a sum come from, as notes: what a calculation sheet prints under its formulas."""

from lawpack.claim_rules import claim_rule
from lawpack.notes import note
from lawpack.rates import minimum_wages_between


def of_minimum(country, first, last, contract=None):
    """Notes on the minimum wages of a span of days, both ends counted; each with day, legal basis and source."""
    return of_wages(wage for _, wage in minimum_wages_between(country, first, last, contract) if wage)


def of_wages(wages):
    """Notes on minimum wages (rates.MinimumWage), each once, in their order; those nobody has checked marked."""
    found = {}
    for wage in wages:
        found[wage.series, wage.since, wage.is_verified] = note(
            "minimum_by_month_from" if _is_monthly(wage) else "minimum_from",
            minimum=wage.monthly or wage.amount,
            currency=wage.currency,
            since=wage.since,
            citation=wage.citation,
            source=wage.source,
        )
    return tuple(found.values())


def of_claim(country, claim_type):
    """Notes on the rule of a kind of claim; empty where it has none of its own."""
    rule = claim_rule(country, claim_type)
    if rule is None:
        return ()
    return (note("rule_from", citation=rule.citation, source=rule.source), *rule.warnings)


def _is_monthly(wage):
    return wage.monthly is not None
