"""What a worker reads of a legal date straight after sending, and where to go if nobody answers in time."""

from functools import cache

from wording import languages, printing, tables


@cache
def _rows(name, key):
    return {row[key]: row for row in tables.rows(name)}


def sentence(rule_id, *, on, received=None, subject=""):
    """One sentence about a date: `on` is the day to act by, `received` the day it counts from, `subject` a month.

    Empty for a rule without a sentence of its own, or where the sentence needs a day that is not known.
    """
    row = _rows("after_sending.csv", "rule_id").get(rule_id)
    text = row[languages.active()] if row else ""
    known = {
        "date": printing.day(on),
        "received": printing.day(received) if received else "",
        "month": printing.subject(subject) if subject else "",
    }
    is_complete = all(value for name, value in known.items() if f"%({name})s" in text)
    return text % known if is_complete else ""


def rules():
    """The rules that have a sentence."""
    return tuple(_rows("after_sending.csv", "rule_id"))


def body(country):
    """The public office of a country that takes a claim, with how; empty where nothing is known."""
    row = _rows("bodies.csv", "country").get(country)
    return row[languages.active()] if row else ""
