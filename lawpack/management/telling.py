"""Answers of the law pack as JSON values: days as text, sums as strings, notes as sentences."""

from datetime import date
from decimal import Decimal

from lawpack.notes import Note
from wording.sentences import sentence


def told(value):
    """The same value with nothing in it but what JSON knows."""
    if isinstance(value, dict):
        return {name: told(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [told(inner) for inner in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Note):
        return sentence(value)
    return value
