"""What the law pack says beside dates and sums: a code with its facts, worded by `wording.sentence`."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Note:
    """A step of a computation, a warning, or the reason why there is no date. Facts are plain JSON values."""

    code: str
    facts: dict = field(default_factory=dict)


def note(code, **facts):
    """A note whose days and amounts are written as text, so that it can be stored as JSON."""
    return Note(code, {name: _plain(value) for name, value in facts.items()})


def _plain(value):
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value
