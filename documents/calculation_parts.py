"""The shapes a calculation sheet is made of. They know no engine and no language."""

from dataclasses import dataclass, fields, is_dataclass, replace

import wording


@dataclass(frozen=True)
class Row:
    """Printed cells, and lines that stand below them over the whole width; one that leads others is bold."""

    cells: tuple
    below: tuple = ()
    leads: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: titles (the first column is text, the rest numbers unless `texts` says so), rows, sums."""

    titles: tuple
    rows: tuple
    sums: tuple = ()
    texts: tuple = (0,)


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple = ()
    grid: Grid | None = None
    doubts: tuple = ()


@dataclass(frozen=True)
class Sheet:
    """`head` are (label, value) pairs; `page` is the pattern of page x of y."""

    title: str
    reference: str
    language: str
    page: str
    head: tuple
    sections: tuple

    def with_characters(self, table):
        """The same sheet with characters replaced, as str.translate takes them."""
        return _translated(self, table) if table else self

    def text(self):
        """All that is printed, piece by piece."""
        yield from (self.title, self.reference, self.page)
        yield from (piece for pair in self.head for piece in pair)
        for section in self.sections:
            yield from (section.title, *section.lines, *section.doubts)
            if section.grid:
                yield from section.grid.titles
                for row in (*section.grid.rows, *section.grid.sums):
                    yield from (*row.cells, *row.below)


def _translated(value, table):
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, tuple):
        return tuple(_translated(one, table) for one in value)
    if is_dataclass(value):
        return replace(
            value, **{one.name: _translated(getattr(value, one.name), table) for one in fields(value)}
        )
    return value


def two_places(amount):
    """A sum without its currency."""
    return wording.number(amount, 2)
