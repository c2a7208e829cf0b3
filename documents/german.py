"""How German letters write days, sums and months. Exact values in, printed text out; nothing is rounded."""

from datetime import date
from decimal import Decimal

from documents.templates_of_letters import words


def day(value: date) -> str:
    """In a sentence: 3. Dezember 2026."""
    return f"{value.day}. {_month_name(value)} {value.year}"


def short_day(value: date) -> str:
    """In a table: 03.12.2026."""
    return f"{value:%d.%m.%Y}"


def short_month(value: date) -> str:
    """In a table: 09/2026."""
    return f"{value:%m/%Y}"


def short_week(monday: date) -> str:
    """In a table: KW 36/2026, by ISO 8601 as DIN has it."""
    return f"KW {monday:%V/%G}"


def number(value: Decimal, places: int = 2) -> str:
    """1.668,00 or −500,25. Never rounds: a value with more places than printed keeps them (12,8250)."""
    value = Decimal(value)
    shown = f"{value:,.{places}f}"
    if Decimal(shown.replace(",", "")) != value:
        shown = f"{value.normalize():,f}"
    return shown.translate(str.maketrans(",.-", ".,−"))


def money(value: Decimal, currency: str) -> str:
    """1.668,00 EUR."""
    return f"{number(value)} {currency}"


def iban(value: str) -> str:
    """In groups of four."""
    plain = "".join(value.split()).upper()
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def periods(months) -> str:
    """Months in words: "September und Oktober 2026", "November 2025 bis Februar 2026", gaps kept apart.

    A year is named once for the months of one year that follow each other.
    """
    runs = _runs(sorted(set(months)))
    parts = []
    for run in runs:
        if len(run) > 2:
            parts.append((run[0], run[-1]))
        else:
            parts.extend((month, month) for month in run)
    texts = [_span(first, last, _next_year(parts, place)) for place, (first, last) in enumerate(parts)]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} und {texts[-1]}"


def _next_year(parts, place):
    return parts[place + 1][0].year if place + 1 < len(parts) else None


def _span(first, last, next_year):
    end = _month_name(last) if next_year == last.year else f"{_month_name(last)} {last.year}"
    if first == last:
        return end
    start = _month_name(first) if first.year == last.year else f"{_month_name(first)} {first.year}"
    return f"{start} bis {end}"


def _runs(months):
    """Months that follow each other, together."""
    runs = []
    for month in months:
        if runs and _index(month) == _index(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _index(month):
    return month.year * 12 + month.month


def _month_name(value):
    return words("de")["months"][value.month - 1]
