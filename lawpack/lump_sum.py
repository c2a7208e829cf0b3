"""The lump sum of forty euros for late payment. It is no claim of employees in Germany."""

from lawpack.claim_rules import claim_rule
from lawpack.notes import note

TYPE = "lump_sum"


def refusal(country):
    """Why the lump sum cannot be claimed in an employment case, as a Note.

    country: ISO code of the place of work. Germany: ArbGG 12a(1) excludes BGB 288(5) (BAG 25.9.2018 -
    8 AZR 26/18). Elsewhere no such claim of employees is known to the program.
    """
    rule = claim_rule(country, TYPE)
    return note("lump_sum_refused", citation=rule.citation) if rule else note("lump_sum_unknown")


def message(country):
    """The same reason as an error of a question."""
    rule = claim_rule(country, TYPE)
    if rule:
        return f"The lump sum of 40 euros for late payment is not owed to employees ({rule.citation})."
    return "The program knows no lump sum for late wages of employees in this country."
