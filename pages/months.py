"""Reads a month that someone wrote as a number or as a word, in any of our languages."""

import unicodedata
from functools import cache

from django.conf import settings
from django.utils import dates, translation

from pages.digits import plain_digits, whole_number

SHORTEST = 3  # letters of a word that is cut short
LONGEST = 20


def read_month(text):
    """1 to 12, or None when the text names no month or more than one.

    >>> read_month("11"), read_month("ноября"), read_month("Nov."), read_month("mai")
    (11, 11, 11, 5)
    """
    number = whole_number(text, longest=2)
    if number is not None:
        return number if 1 <= number <= 12 else None
    word = _folded(plain_digits(str(text or "")[:LONGEST]))
    if len(word) < SHORTEST:
        return None
    if word in _names():
        return _names()[word]
    found = {month for name, month in _names().items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


@cache
def _names():
    """The full names, as nominative and as the form beside a day. Names that mean two months are left out."""
    meanings = {}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            for names in (dates.MONTHS, dates.MONTHS_ALT):
                for month, name in names.items():
                    meanings.setdefault(_folded(str(name)), set()).add(month)
    return {name: months.pop() for name, months in meanings.items() if len(months) == 1}


def _folded(text):
    letters = unicodedata.normalize("NFKD", text.strip().strip(".").casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))
