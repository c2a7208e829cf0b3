"""Sums without rounding on the way: fractions inside, one rounding to cents at the end."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def exact(value):
    """A Decimal, int or Fraction as a Fraction; quicker than Fraction(value), which looks for other types first."""
    return value if type(value) is Fraction else Fraction(*value.as_integer_ratio())


def cents(amount):
    """A sum rounded once, half up (away from zero), to a Decimal with two places.

    amount: Decimal, Fraction or int, in any currency.

    >>> cents(Fraction(8) * Fraction("12.02") * Fraction("1.25"))
    Decimal('120.20')
    >>> cents(Fraction("7.005"))
    Decimal('7.01')
    """
    if not amount:
        return ZERO
    if type(amount) is not Fraction:
        return Decimal(amount).quantize(CENT, ROUND_HALF_UP)
    numerator, denominator = amount.numerator, amount.denominator
    whole = (200 * abs(numerator) + denominator) // (2 * denominator)
    return Decimal(whole if numerator >= 0 else -whole).scaleb(-2)
