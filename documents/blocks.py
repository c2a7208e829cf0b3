"""A letter as blocks that know no engine: the PDF and the page are both made from them.

Text is a list of runs; a run that came from the case says so, and is marked in the preview. Nothing in a
run is markup: whoever draws it escapes it.
"""

import re
from dataclasses import asdict, dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    fact: str = ""


@dataclass(frozen=True)
class Text:
    """Subject, paragraph, closing, signature or enclosures: `kind` says which."""

    kind: str
    slug: str
    lines: tuple  # of tuples of Run: one line break apart


@dataclass(frozen=True)
class Column:
    key: str
    title: str
    is_number: bool = False
    is_summed: bool = False


@dataclass(frozen=True)
class Table:
    """`rows` are printed cells; `values` the same sums as exact decimals (text), to be carried forward."""

    slug: str
    columns: tuple
    rows: tuple
    values: tuple
    total: tuple
    carried_forward: str
    notes: tuple = ()
    kind: str = "table"


@dataclass(frozen=True)
class Head:
    """Everything above the subject, and what stands on later pages."""

    name: str
    line: str
    contact: tuple
    return_line: str
    delivery: str
    address: tuple
    info: tuple
    reference: str
    continued: str
    page: str
    language: str


@dataclass(frozen=True)
class Letter:
    head: Head
    blocks: tuple = field(default_factory=tuple)

    def as_json(self):
        return asdict(self)

    def text(self):
        """All that is printed, one string a block: for checks, tests and readers."""
        return [text_of(block) for block in self.blocks]


def from_json(data) -> Letter:
    blocks = tuple(_table(one) if one["kind"] == "table" else _text(one) for one in data["blocks"])
    head = {name: tuple(value) if isinstance(value, list) else value for name, value in data["head"].items()}
    return Letter(head=Head(**head), blocks=blocks)


def text_of(block) -> str:
    if block.kind == "table":
        rows = [tuple(column.title for column in block.columns), *block.rows, block.total]
        return "\n".join(["\t".join(row) for row in rows] + list(block.notes))
    return "\n".join("".join(run.text for run in line) for line in block.lines)


def carried(table, count) -> tuple:
    """The sums of the first `count` rows, carried over to the next page: exact decimals or None."""
    return tuple(
        sum((Decimal(row[place]) for row in table.values[:count] if row[place]), Decimal(0))
        if column.is_summed
        else None
        for place, column in enumerate(table.columns)
    )


_GLUE = [
    (re.compile(r"(?<=\d) (?=EUR\b)"), "\u00a0"),
    (re.compile(r"(?<=§) (?=\d)"), "\u00a0"),
    (re.compile(r"\b(Abs\.|Nr\.|IBAN) (?=[\dA-Z])"), "\\1\u00a0"),
    (
        re.compile(
            r"(?<=\d\.) (?=(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
            r"Dezember)\b)"
        ),
        "\u00a0",
    ),
]


def glued(text) -> str:
    """Keep on one line what belongs together: sum and currency, section sign and number, day and month."""
    for pattern, replacement in _GLUE:
        text = pattern.sub(replacement, text)
    return text


def _text(data):
    lines = tuple(tuple(Run(**run) for run in line) for line in data["lines"])
    return Text(kind=data["kind"], slug=data["slug"], lines=lines)


def _table(data):
    columns = tuple(Column(**column) for column in data["columns"])
    rows = {name: tuple(tuple(row) for row in data[name]) for name in ("rows", "values")}
    rest = {name: data[name] for name in ("slug", "carried_forward", "kind")}
    return Table(columns=columns, total=tuple(data["total"]), notes=tuple(data["notes"]), **rows, **rest)
