"""What each country gives for a kind of claim: percentages and limits as rows of data."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from lawpack import tables
from lawpack.notes import note

COMPUTATIONS = (
    "agreed_or_minimum",
    "minimum",
    "normal_rate",
    "by_the_week",
    "two_kinds",
    "of_the_wage",
    "of_the_minimum",
    "thirteen_weeks",
    "one_tenth",
    "six_weeks",
    "of_all_gross",
    "months_of_pay",
    "listed",
    "refused",
)


NUMBERS = ("percent", "then_percent", "least_percent", "threshold", "limit")


@dataclass(frozen=True)
class ClaimRule:
    """One kind of claim in one country. Percentages of pay (`least_percent`: not less even by
    agreement), `threshold` and `limit` in the unit of the kind."""

    country: str
    claim_type: str
    computation: str
    percent: Decimal | None
    then_percent: Decimal | None
    least_percent: Decimal | None
    threshold: Decimal | None
    limit: Decimal | None
    citation: str
    source: str
    is_verified: bool

    @property
    def warnings(self):
        """The mark of a rule nobody has checked."""
        return () if self.is_verified else (note("rule_unverified", citation=self.citation),)


@cache
def claim_rule(country, claim_type):
    """The rule, or None where the program knows none."""
    rows = tables.rows("claim_rules.csv")
    found = [row for row in rows if (row["country"], row["claim_type"]) == (country, claim_type)]
    return _rule(found[0]) if found else None


def _rule(row):
    numbers = {name: Decimal(row[name]) if row[name] else None for name in NUMBERS}
    return ClaimRule(
        row["country"],
        row["claim_type"],
        row["computation"],
        **numbers,
        citation=row["citation"],
        source=row["source"],
        is_verified=row["verified"] == "yes",
    )
