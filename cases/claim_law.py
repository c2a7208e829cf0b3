"""Under whose law a claim of a kind of its own was worked out: the place of a case can be corrected afterwards."""

from lawpack import tables

# Claims from before the country was kept with them: what only the form of one country asks.
ASKED_ONLY_IN = {
    ("overtime", "day_of_week"): "FR",
    ("overtime", "hours_50"): "PL",
    ("overtime", "ordered"): "DE",
    ("night", "night_worker"): "DE",
    ("holiday_payout", "gross_reference"): "FR",
    ("holiday_payout", "pay_13_weeks"): "DE",
    ("sick_pay", "ill_from"): "DE",
    ("fixed_term_bonus", "gross_total"): "FR",
    ("undeclared_work", "monthly_wage"): "FR",
}
WITHOUT_LAW = ("other",)


def country_of(claim):
    """The country whose law the sum is from; that of the case where nothing says another one."""
    stored = (claim.inputs or {}).get("country")
    return stored or _by_answers(claim) or _by_citation(claim) or claim.case.country


def other_country(claim):
    """The country of the claim, if it is no longer that of the case; else None."""
    if claim.inputs is None or claim.claim_type in WITHOUT_LAW:
        return None
    country = country_of(claim)
    return country if country != claim.case.country else None


def _by_answers(claim):
    asked = (claim.inputs or {}).get("answers") or {}
    found = [
        country
        for (kind, name), country in ASKED_ONLY_IN.items()
        if kind == claim.claim_type and name in asked
    ]
    return found[0] if found else None


def _by_citation(claim):
    """The country whose rule the claim names in its steps and warnings."""
    cited = {(step.get("facts") or {}).get("citation") for step in (*claim.formula, *claim.warnings)} - {None}
    rules = (row for row in tables.rows("claim_rules.csv") if row["claim_type"] == claim.claim_type)
    return next((row["country"] for row in rules if row["citation"] in cited), None)
