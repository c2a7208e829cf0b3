"""What the letter says, in a few plain facts for the sheet beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import wording


@dataclass(frozen=True)
class Sheet:
    """Sums are `Decimal` in `currency`, months the first day of each."""

    total: Decimal
    paid: Decimal
    currency: str
    months: list
    reply_by: date | None
    is_by_group: bool


def sheet(showing) -> Sheet:
    facts = showing.facts
    months = sorted({claim["month"] for claim in facts["claims"] if claim["month"]})
    return Sheet(
        total=Decimal(facts["total_gross"]),
        paid=Decimal(facts["net_paid"]),
        currency=facts["currency"],
        months=[wording.month(month[:7]) for month in months],
        reply_by=date.fromisoformat(facts["reply_by"]) if facts["reply_by"] else None,
        is_by_group=facts["sender"] == "group",
    )
