"""Rows copied from a spreadsheet: cut into cells and put into the fields of a form, which then reads them.

Nothing is understood here that a person could not check: numbers stay as they were typed, and the fields of
the form say what is wrong with them.
"""

import csv
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pages.digits import plain_digits
from pages.months import read_month
from pages.weeks import read_week_number

MOST_ROWS = 60
LONGEST_CELL = 40
COLUMNS = ("month", "work", "paid", "kind")
KIND_WORDS = {
    "gross": ("gross", "brutto", "brut", "bruts", "br", "брутто"),
    "net": ("net", "netto", "nets", "нетто", "konto", "bank", "virement", "przelew", "überweisung", "überw"),
    "cash": (
        "cash", "bar", "bargeld", "espèces", "liquide", "gotówka", "gotówką", "наличные", "наличными", "нал",
        "готівка", "готівкою",
    ),
}  # fmt: skip
HEAD_WORDS = {
    "month": (
        "month", "monat", "mois", "miesiąc", "месяц", "місяць",
        "week", "woche", "kw", "semaine", "tydzień", "неделя", "тиждень",
    ),
    "hours": ("hours", "h", "std", "stunden", "heures", "godziny", "часы", "часов", "години", "годин"),
    "units": (
        "units", "days", "tage", "stück", "touren", "jours", "pièces", "dni", "sztuki", "дни", "штуки", "дні",
    ),
    "paid": ("paid", "gezahlt", "bezahlt", "payé", "versé", "wypłacono", "выплачено", "виплачено"),
    "kind": ("kind", "art", "type", "rodzaj", "вид", "тип"),
}  # fmt: skip
ISO = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./]\d{1,2})?")
NUMBERS = re.compile(r"(\d{1,2})[-./](\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})")
ISO_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.I)
WEEK = re.compile(r"([^\W\d_]{1,10}\.?\s*\d{1,2})[\s\-./]+(\d{4})")
WORDS = re.compile(r"([^\W\d_]+\.?)[\s\-./]*(\d{4})")


@dataclass(frozen=True)
class Pasted:
    """One line: `values` for the fields of a row, `text` as it was pasted, `doubts` as {field: sentence}."""

    values: dict
    text: str
    doubts: dict


def read(text, *, work="hours", kind="gross"):
    """[Pasted] of the lines, at most 60 and one more. `work`: what the second column counts, hours or units;
    `kind`: how money came where a line does not say it."""
    lines = [line for line in text.splitlines() if line.strip()]
    cut = _cutter(lines)
    columns, found = None, []
    for line in lines[: MOST_ROWS + 1]:
        cells = [cell.strip() for cell in cut(line)]
        if columns is None:
            head = _head(cells)
            columns = head or ["month", work, "paid", "kind"]
            if head:
                continue
        found.append(_pasted(cells, columns, line, kind))
    return found


def _cutter(lines):
    """How a line is cut: at tabs, else semicolons, else commas outside quotes, else wide gaps."""
    for mark in ("\t", ";"):
        if any(mark in line for line in lines):
            return lambda line: next(csv.reader([line], delimiter=mark))
    if any("," in line for line in lines) and not all(_is_gap_table(line) for line in lines):
        return lambda line: next(csv.reader([line], delimiter=",", skipinitialspace=True))
    return lambda line: re.split(r"\s{2,}", line.strip())


def _is_gap_table(line):
    return bool(re.search(r"\S\s{2,}\S", line))


def _head(cells):
    """The fields a first line of titles names, or None where it is a row already."""
    if any(char.isdigit() for cell in cells for char in cell):
        return None
    return [_named(cell) for cell in cells]


def _named(cell):
    words = re.findall(r"[^\W\d_]+", cell.casefold())
    return next((field for field, known in HEAD_WORDS.items() if set(words) & set(known)), "")


def _pasted(cells, columns, line, kind):
    named = {field: cell[:LONGEST_CELL] for field, cell in zip(columns, cells, strict=False) if field}
    doubts = {}
    if any(cells[len(columns) :]):
        doubts["month"] = _(
            "This line has more parts than columns. Check it, or use semicolons between them."
        )
    month, year = month_parts(named.get("month", ""))
    said, word = named.get("kind", ""), None
    word = kind_of(said) if said else kind
    if word is None:
        doubts["paid_gross"] = _("“%(word)s” is not clear. Put the sum under gross, net or cash.") % {
            "word": said
        }
    values = {"month_month": month, "month_year": year}
    values |= {name: named.get(name, "") for name in ("hours", "units")}
    values[f"paid_{word or 'gross'}"] = named.get("paid", "")
    return Pasted(values, line.strip(), doubts)


def kind_of(text):
    """gross, net or cash for a word people use, else None."""
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    found = [kind for kind, known in KIND_WORDS.items() if words & set(known)]
    return found[0] if len(found) == 1 else None


def month_parts(text):
    """(month or week, year) as they are typed into two fields: 09.2026, 2026-09, Sept 2026, 01.09.2026, KW 36/2026.

    What has two meanings, such as 3/9/2026, stays as it is in the first field, which then asks.
    """
    text = plain_digits(text).strip()
    for pattern, month, year in ((ISO, 2, 1), (NUMBERS, 1, 2)):
        match = pattern.fullmatch(text)
        if match:
            return match[month], match[year]
    match = ISO_WEEK.fullmatch(text)
    if match:
        return f"W{match[2]}", match[1]
    match = WEEK.fullmatch(text)
    if match and read_week_number(match[1]):
        return match[1], match[2]
    match = WORDS.fullmatch(text)
    if match and read_month(match[1]):
        return match[1].strip("."), match[2]
    match = DAY_FIRST.fullmatch(text)
    if match and _is_day_first(match):
        return match[3], match[4]
    return text, ""


def _is_day_first(match):
    """With dots the day stands first everywhere; with a slash only where it cannot be a month."""
    return match[2] in ".-" or int(match[1]) > 12 or match[1] == match[3]
