"""Values that hold from a day on: wages and rates as rows, with the gaps nobody has filled yet."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lawpack import tables


@dataclass(frozen=True)
class Entry:
    """One row. `value` None: it exists, but nobody has read it. `known_until`: nothing later was read.

    A row without a day holds for all time before the next.
    """

    value: Decimal | None
    since: date
    known_until: date | None
    currency: str
    citation: str
    source: str
    is_verified: bool


@dataclass(frozen=True)
class Found:
    """The row that is used on a day. `is_missing`: it is the last one known, not that of the day."""

    entry: Entry
    is_missing: bool

    @property
    def is_verified(self):
        return self.entry.is_verified and not self.is_missing


class Series:
    """The rows of one series, the oldest first."""

    def __init__(self, entries):
        self.entries = tuple(sorted(entries, key=lambda entry: entry.since))
        self.starts = [entry.since for entry in self.entries]

    def on(self, day):
        """What holds on a day, as Found; None before the first row."""
        place = bisect_right(self.starts, day)
        for entry in reversed(self.entries[:place]):
            if entry.value is not None:
                latest = self.entries[place - 1]
                is_late = entry.known_until is not None and entry.known_until < day
                return Found(entry, entry is not latest or is_late)
        return None

    def starts_between(self, first, last):
        """The days after `first` up to `last` on which a row begins."""
        return self.starts[bisect_right(self.starts, first) : bisect_right(self.starts, last)]


def series(name):
    """{(country, series): Series} of a file of dated rows. Raises ValueError for a cell that cannot be read."""
    found = {}
    for row in tables.rows(name):
        found.setdefault((row["country"], row["series"]), []).append(entry(row))
    return {key: Series(entries) for key, entries in found.items()}


def entry(row):
    """A row as an Entry."""
    return Entry(
        Decimal(row["value"]) if row["value"] else None,
        date.fromisoformat(row["effective_from"]) if row["effective_from"] else date.min,
        date.fromisoformat(row["known_until"]) if row["known_until"] else None,
        row.get("currency", ""),
        row["citation"],
        row["source"],
        row["verified"] == "yes",
    )
