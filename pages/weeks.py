"""Reads the number of a week as people write it, in any of our languages."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import wording
from pages.digits import plain_digits

SHORT = ("w", "kw", "woche", "cw", "tyg")
NUMBERED = re.compile(r"([^\W\d_]{1,10})\.?\s*(\d{1,2})")


@dataclass(frozen=True)
class Week:
    """An ISO week, by its Monday."""

    monday: date


def read_week_number(text):
    """1 to 53 of a text such as KW 36, W36, semaine 36, tydz. 36; None where it names no week.

    >>> read_week_number("KW 36"), read_week_number("sem. 5"), read_week_number("36"), read_week_number("W54")
    (36, 5, None, None)
    """
    found = NUMBERED.fullmatch(plain_digits(str(text or "")[:20]).strip())
    if not found or not any(word.startswith(found[1].casefold()) for word in _words()):
        return None
    number = int(found[2])
    return number if 1 <= number <= 53 else None


@cache
def _words():
    return (*SHORT, *(word.casefold() for word in wording.week_words()))
