"""What a legal date is called, what is lost after it and what to do; names of events that start periods."""

from dataclasses import dataclass
from functools import cache

from wording import labels, languages, tables


@dataclass(frozen=True)
class DeadlineText:
    """Texts of one rule in one language; empty where there is nothing to say."""

    name: str
    lose: str
    do: str
    note: str


@cache
def _deadline_texts():
    return {
        (row["rule_id"], row["lang"]): DeadlineText(row["name"], row["lose"], row["do"], row["note"])
        for row in tables.rows("deadline_texts.csv")
    }


@cache
def _events():
    return {row["event_code"]: row for row in tables.rows("events.csv")}


def deadline_text(rule_id):
    """The texts of a rule in the active language; a rule without texts is called by its id."""
    texts = _deadline_texts()
    found = texts.get((rule_id, languages.active())) or texts.get((rule_id, languages.SOURCE))
    return found or DeadlineText(rule_id, "", "", "")


def has_deadline_text(rule_id, language):
    """Whether name, loss and action are all written."""
    text = _deadline_texts().get((rule_id, language))
    return bool(text and text.name and text.lose and text.do)


def is_worded(rule_id):
    """Whether a rule is explained in every language. Workers see no other rules: half an answer misleads."""
    return all(has_deadline_text(rule_id, language) for language in languages.LANGUAGES)


def event_label(code, language=None):
    """What happened, in the active language; an unknown code shows as itself."""
    row = _events().get(code)
    return row[f"label_{language or languages.active()}"] if row else code


def event_codes():
    """All events that may start a period."""
    return tuple(_events())


def event_groups(country):
    """[(topic, [event codes])] of the events of a country that somebody records by hand, in the files' order.

    The topic "facts" is left out: those events follow from the facts of the job. A new event is "other" at first.
    """
    groups = {topic: [] for topic in labels.codes("event_topic")}
    for code, row in _events().items():
        topic = _topics().get(code, {}).get("topic", "other")
        if country in row["country"].split(";") and topic in groups:
            groups[topic].append(code)
    return [(topic, found) for topic, found in groups.items() if found]


def may_be_ahead(code):
    """Whether people know the day of such an event before it comes."""
    return _topics().get(code, {}).get("may_be_ahead") == "yes"


@cache
def _topics():
    return {row["event_code"]: row for row in tables.rows("event_topics.csv")}


def events():
    """The rows of all events, with a label for each language."""
    return tuple(_events().values())
