"""Whether a payment is so much larger than what is open that somebody should look at it twice."""

from decimal import Decimal

from cases import ledger

TIMES, BEYOND = Decimal("1.2"), Decimal(100)


def far_exceeded(case, amount, currency, instalment=None):
    """What is still open, if `amount` goes beyond it by more than a fifth and more than 100 units; else None.

    All sums are Decimal in `currency`. Where nothing is claimed in that currency there is nothing to compare with.
    An instalment may lie above the claims, with interest or a severance: then it is the measure.
    """
    total = next((one for one in ledger.totals(case) if one.currency == currency), None)
    if total is None or not total.claimed:
        return None
    still_open = max(total.open_gross, instalment.open_amount() if instalment else ledger.ZERO)
    return still_open if amount > max(still_open * TIMES, still_open + BEYOND) else None
