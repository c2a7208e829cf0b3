"""Steps of the law pack as sentences: {"code", "facts"} in, one plain sentence in the active language out."""

import string
from functools import cache, lru_cache

from wording import labels, languages, legal_texts, plurals, printing, read_in, tables

UNKNOWN = "–"


@cache
def _sentences():
    return {row["code"]: row for row in tables.rows("sentences.csv")}


@cache
def _units():
    """Forms of days, weeks, months and years, for one, few and many (or one and the rest)."""
    return {row["unit"]: row for row in tables.rows("units.csv")}


def codes():
    """All codes that have a sentence."""
    return tuple(_sentences())


def texts(code):
    """{language: text} of one code, with its placeholders."""
    return {language: _sentences()[code][language] for language in languages.LANGUAGES}


def sentence(step, language=None):
    """One sentence for a step, given as a dict or as an object with `code` and `facts`; in the active language.

    A code without a sentence and a fact that cannot be read show as they are, a missing fact as a dash: steps
    stored by an old version never break a page.
    """
    if not step:
        return ""
    code, facts = (
        (step.get("code", ""), step.get("facts")) if isinstance(step, dict) else (step.code, step.facts)
    )
    language = language or languages.active()
    try:
        return _told(code, language, tuple((facts or {}).items()))
    except TypeError:
        # A fact that cannot be a key of the cache, such as a list in a row from another version.
        return _told.__wrapped__(code, language, tuple(facts.items()))


@lru_cache(maxsize=4096)
def _told(code, language, facts):
    if code not in _sentences():
        return code
    facts = dict(facts)
    text = "".join(
        literal if name is None else literal + _written(facts.get(name), how, facts, language)
        for literal, name, how in _pieces(code, language)
    )
    return text[:1].upper() + text[1:]


@cache
def _pieces(code, language):
    """[(text, name of the fact after it or None, how it is written)]: `{on:day}`, `{sum:money}`."""
    parsed = string.Formatter().parse(_sentences()[code][language])
    return [(literal, name, how) for literal, name, how, _ in parsed]


def _written(value, how, facts, language):
    if value in (None, ""):
        return UNKNOWN
    try:
        return WAYS[how](value, facts, language)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return str(value)


def _period(count, facts, language):
    """3 weeks, in the form that follows "after" in each language."""
    forms = _units()[facts.get("unit")][language].split("|")
    return f"{count}{printing.NO_BREAK}{forms[plurals.form(int(count), language)]}"


WAYS = {
    "": lambda value, facts, language: str(value),
    "day": lambda value, facts, language: printing.day_in(value, language),
    "weekday": lambda value, facts, language: printing.weekday_in(value, language),
    "weekday_name": lambda value, facts, language: printing.weekday_name(value),
    "month": lambda value, facts, language: printing.month(value),
    "country": lambda value, facts, language: str(labels.label("country", value)),
    "read_in": lambda value, facts, language: read_in.source(value),
    "number": lambda value, facts, language: printing.number(value),
    "money": lambda value, facts, language: printing.money(value, facts.get("currency", "")),
    "event": lambda value, facts, language: legal_texts.event_label(value, language),
    "period": _period,
}
