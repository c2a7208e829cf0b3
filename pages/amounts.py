"""Reads sums and hours alike in every language: 1.668,00 and 1,668.00 are one sum, 1.668 is asked about."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages.digits import plain_digits

LONGEST = 40  # characters that are looked at
CURRENCY = re.compile(
    r"^(€|eur|euro|zł|zl|pln|chf|fr\.|£|gbp|₴|грн|uah)\.?|(€|eur|euro|zł|zl|pln|chf|£|gbp|₴|грн|uah)\.?$",
    re.I,
)
NO_CENTS = re.compile(r"[.,][-–—]{1,2}$")
MINUS = re.compile(r"^[-–—−]|[-–—−]$")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:([ .,'])\d{3})(?:\1\d{3})*")
CLOCK = re.compile(r"(\d{1,4})(?::| ?(?:h|std|ч|г)\.? ?)([0-5]\d)(?: ?min\.?)?", re.I)

ONLY_NUMBERS = _("Write the sum in numbers, for example 1668.00.")
TWO_DECIMALS = _("Write the cents with two numbers, for example 1668.50.")
NO_MINUS = _("Write the sum without a minus sign.")
TOO_LARGE = _("This sum is too large. Check the numbers.")
IN_DOUBT = _("This can be read in two ways. Write %(large)s or %(small)s.")
HOURS_IN_NUMBERS = _("Write the hours in numbers, for example 7.5 or 7:30.")
TOO_MANY_HOURS = _("This is more than %(most)s hours. Check the numbers.")


def read_money(text) -> Decimal:
    """A sum with two decimals, zero or more. Raises ValidationError with a sentence that says what to write.

    >>> read_money("1 668,00 €")
    Decimal('1668.00')
    """
    number = CURRENCY.sub("", _prepared(text)).strip()
    number = NO_CENTS.sub("", number)
    if MINUS.search(number):
        raise ValidationError(NO_MINUS, code="minus")
    return _decimal(number, ONLY_NUMBERS)


def read_hours(text, most=Decimal(9999)) -> Decimal:
    """Hours with two decimals; 7,5 and 7.5 and 7:30 are the same. Raises ValidationError with a sentence."""
    number = _prepared(text).strip()
    clock = CLOCK.fullmatch(number)
    if clock:
        hours = Decimal(clock[1]) + (Decimal(clock[2]) / 60).quantize(Decimal("0.01"))
    else:
        hours = _decimal(re.sub(r" ?(h|std|ч|godz|год)\.?$", "", number, flags=re.I), HOURS_IN_NUMBERS)
    if hours > most:
        raise ValidationError(TOO_MANY_HOURS, code="large", params={"most": most})
    return hours


def _prepared(text):
    """Arabic separators and typographic apostrophes become the plain ones."""
    return plain_digits(str(text or "")[:LONGEST]).translate(str.maketrans("٫٬’ʼ′", ".,'''")).strip()


def _decimal(number, not_understood):
    whole, cents = _parts(number, not_understood)
    digits = re.sub(r"[ .,']", "", whole)
    if len(digits.lstrip("0")) > 10:
        raise ValidationError(TOO_LARGE, code="large")
    return Decimal(f"{digits}.{cents.ljust(2, '0')}")


def _parts(number, not_understood):
    """(whole, cents): the last separator is the decimal one unless it only groups thousands."""
    if re.fullmatch(r"\d+", number):
        return number, ""
    _refuse_doubt(number)
    if GROUPED.fullmatch(number):
        return number, ""
    whole, separator, cents = _split_at_last_separator(number)
    is_whole = re.fullmatch(r"\d+", whole) or (GROUPED.fullmatch(whole) and separator not in whole)
    if not separator or not is_whole or not re.fullmatch(r"\d+", cents):
        raise ValidationError(not_understood, code="unreadable")
    if len(cents) > 2:
        raise ValidationError(TWO_DECIMALS, code="decimals")
    return whole, cents


def _refuse_doubt(number):
    """1.668 is a thousand and more for some and less than two for others: nobody guesses about wages."""
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", number):
        large = re.sub("[.,]", "", number)
        small = Decimal(number.replace(",", ".")).quantize(Decimal("0.01"), ROUND_HALF_UP)
        raise ValidationError(IN_DOUBT, code="doubt", params={"large": f"{large}.00", "small": f"{small}"})


def _split_at_last_separator(number):
    place = max(number.rfind("."), number.rfind(","))
    if place < 0:
        return number, "", ""
    return number[:place], number[place], number[place + 1 :]
