"""Days people do not remember exactly: a month or a year is an answer too, and never becomes a day."""

from datetime import date

from django.utils.translation import pgettext

import wording
from pages.digits import whole_number
from pages.fields import FIRST_YEAR, LAST_YEAR, DayField
from pages.months import read_month
from pages.widgets import DayWidget

ABOUT = "_about"
EXACT, MONTH, YEAR = len("2026-11-12"), len("2026-11"), len("2026")


class RoughDayWidget(DayWidget):
    def decompress(self, value):
        """The parts of a date, or of the text a rough answer is."""
        if isinstance(value, str):
            year, _, month = value.partition("-")
            return ["", month.lstrip("0"), year]
        return super().decompress(value)


class RoughDayField(DayField):
    """A date; or, where the day (and the month) was left empty, the text "2026-11" (or "2026")."""

    widget = RoughDayWidget

    def read(self, day, month, year):
        number = whole_number(year)
        if day or number is None or not FIRST_YEAR <= number <= LAST_YEAR:
            return super().read(day, month, year)
        if not month:
            return f"{number}"
        named = read_month(month)
        return f"{number}-{named:02}" if named else super().read("1", month, year)


def is_exact(value):
    """True for the stored text of a whole date."""
    return bool(value) and len(value) == EXACT


def exact(value):
    """The stored date if it is one, else None: a rough answer starts no period."""
    return value if is_exact(value) else None


def earliest(value):
    """The first day a stored or cleaned answer may mean, as a date, or None."""
    if isinstance(value, date) or not value:
        return value or None
    if len(value) == YEAR:
        return date(int(value), 1, 1)
    return date.fromisoformat(value if len(value) == EXACT else f"{value}-01")


def said(value, words=""):
    """How a stored answer reads: the day, or "about" with month, year and the person's own words."""
    if is_exact(value):
        return wording.day(value) if not words else f"{wording.day(value)} ({words})"
    parts = [value if value and len(value) == YEAR else wording.month(value) if value else "", words]
    about = "; ".join(part for part in parts if part)
    return pgettext("door", "about: %(when)s") % {"when": about} if about else ""
