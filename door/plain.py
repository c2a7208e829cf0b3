"""Cleaned values as plain JSON and back: alike in every language."""

from datetime import date
from decimal import Decimal

from door.forms.rough import RoughDayField, is_exact
from pages.fields import AmountField, DayField, MonthField


def to_plain(value):
    """A date as ISO text, a number as text with a point; the rest is plain already."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def from_plain(field, value):
    """What the form field shows for a stored value."""
    if value in (None, ""):
        return None
    if isinstance(field, RoughDayField) and not is_exact(value):
        return value
    if isinstance(field, (DayField, MonthField)):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(field, AmountField) else value
