"""Days, months, numbers and sums as each language writes them. Values come in as they are or as ISO text."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from wording import languages, tables

NO_BREAK, NARROW = "\u00a0", "\u202f"
SEPARATORS = {
    "en": (",", "."),
    "de": (".", ","),
    "fr": (NARROW, ","),
    "pl": (NO_BREAK, ","),
    "ru": (NO_BREAK, ","),
    "uk": (NO_BREAK, ","),
}
SYMBOLS = {"EUR": "€"}
OWN_SYMBOLS = {("pl", "PLN"): "zł"}


def day(value):
    """3 December 2026; 3. Dezember 2026; 1er décembre 2026."""
    return day_in(value, languages.active())


def weekday(value):
    """The day with its weekday before it: Thursday, 3 December 2026."""
    return weekday_in(value, languages.active())


def weekday_name(number):
    """Monday for 1, Sunday for 7."""
    return _word("weekday", number, languages.active())


@lru_cache(maxsize=4096)
def day_in(value, language):
    """A day as a language writes it."""
    value = _date(value)
    name = _word("month_of", value.month, language)
    if language == "de":
        return f"{value.day}. {name} {value.year}"
    if language == "fr" and value.day == 1:
        return f"1er {name} {value.year}"
    return f"{value.day} {name} {value.year}"


@lru_cache(maxsize=4096)
def weekday_in(value, language):
    """A day with its weekday as a language writes it."""
    comma = "" if language in ("en", "fr") else ","
    return f"{_word('weekday', _date(value).isoweekday(), language)}{comma} {day_in(value, language)}"


def month(value):
    """September 2026. Takes a date or '2026-09'."""
    value = _date(value)
    return f"{_word('month', value.month, languages.active())} {value.year}"


def week_number(monday):
    """week 36, as it is typed beside the year."""
    return f"{_word('week', 1, languages.active())} {_date(monday).isocalendar().week}"


def week(monday):
    """Week 36/2026 (31 August 2026 – 6 September 2026). Takes the Monday."""
    monday = _date(monday)
    name, year = week_number(monday), monday.isocalendar().year
    days = f"{day(monday)} – {day(monday + timedelta(days=6))}"
    return f"{name[0].upper()}{name[1:]}/{year} ({days})"


def week_words():
    """What the languages call a week."""
    return [word for key, word in _calendar()["week", 1].items() if key not in ("kind", "place")]


def worked(month_of, week_of=None):
    """The month or the week of a row in words; nothing for a row about neither."""
    if week_of:
        return week(week_of)
    return month(month_of) if month_of else ""


def subject(said):
    """What tells dates of one rule apart: a month (2026-09), or the number of an event (#2)."""
    return said[1:] if said.startswith("#") else month(said)


def number(value, places=None):
    """1,234.5 with the separators of the language; exact places if asked for, else as many as it has."""
    value = Decimal(value)
    text = f"{value:,.{places}f}" if places is not None else f"{_plain(value):,f}"
    thousands, point = SEPARATORS[languages.active()]
    return text.translate(str.maketrans({",": thousands, ".": point}))


def money(value, currency):
    """€1,234.50; 1.234,50 €; PLN 31.40; 31,40 zł. A rate with four places keeps them."""
    language, value = languages.active(), Decimal(value)
    places = 2 if value == round(value, 2) else None
    symbol = OWN_SYMBOLS.get((language, currency)) or SYMBOLS.get(currency)
    if language == "en":
        return (
            f"{symbol}{number(value, places)}" if symbol else f"{currency}{NO_BREAK}{number(value, places)}"
        )
    return f"{number(value, places)}{NO_BREAK}{symbol or currency}"


def _plain(value):
    """Without the zeros at the end that say nothing: 148.50 is 148.5, 120.00 is 120."""
    value = value.normalize()
    return value if value.as_tuple().exponent < 0 else value.quantize(Decimal(1))


def _date(value):
    if isinstance(value, date):
        return value
    return date.fromisoformat(value if len(value) == len("2026-09-01") else f"{value}-01")


def _word(kind, place, language):
    return _calendar()[kind, place][language]


@cache
def _calendar():
    return {(row["kind"], int(row["place"])): row for row in tables.rows("calendar.csv")}
