"""One word for one thing: what workers read keeps to the glossary, and to the words we do not use.

`wording/glossary.csv` says which stems a translation of a term may have, `wording/avoid.csv` what stands nowhere.
A star stands for any ending.
"""

import re

import pytest

from tests.test_door_languages import LANGUAGES, catalogue, written
from wording import tables


def pattern(words):
    """One expression for whole words."""
    parts = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{parts})\b", re.IGNORECASE)


def said_in(language):
    """Every sentence a worker reads in the language, by the English one or its key."""
    if language == "en":
        texts = {text: text for text in written()}
    else:
        texts = {text: said for (context, text), said in catalogue("door", language).items() if context}
    for name, key in (("after_sending.csv", "rule_id"), ("bodies.csv", "country")):
        texts |= {f"{name}:{row[key]}": row[language] for row in tables.rows(name)}
    for row in tables.rows("labels.csv"):
        if row["seen_by"] != "staff":
            texts[f"{row['set']}:{row['code']}:{row['form']}"] = row[language]
    for row in tables.rows("deadline_texts.csv"):
        if row["lang"] == language:
            texts[f"{row['rule_id']}"] = ". ".join((row["name"], row["lose"], row["do"]))
    return texts


def departs(language, texts):
    """[(term, English, translation)] of every translation that uses another word for a term."""
    found = []
    for row in tables.rows("glossary.csv"):
        term = re.compile(rf"\b{re.escape(row['term'])}s?\b", re.IGNORECASE)
        stems = re.compile(
            "|".join(re.escape(stem).replace(r"\*", r"\w*") for stem in row[language].split("|")),
            re.IGNORECASE,
        )
        found += [
            (row["term"], english, said)
            for english, said in texts.items()
            if term.search(english) and not stems.search(said)
        ]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_to_the_glossary(language):
    texts = {text: said for (context, text), said in catalogue("door", language).items() if context}
    assert len(texts) > 200
    assert departs(language, texts) == []


def test_a_departure_is_noticed():
    wrong = {"The dismissal": "Увільнення", "A pay unit": "Одиниця"}
    assert [term for term, _english, _said in departs("uk", wrong)] == ["dismissal"]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_words_we_do_not_use_stand_nowhere(language):
    avoided = pattern([row["word"] for row in tables.rows("avoid.csv") if row["language"] == language])
    found = {key: text for key, text in said_in(language).items() if avoided.search(text)}
    assert found == {}


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_finder_finds(language):
    words = [row["word"] for row in tables.rows("avoid.csv") if row["language"] == language]
    for word in words:
        assert pattern(words).search(f"… {word.replace('*', 'en')}.")


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_sentences_are_short(language):
    """Eight to fifteen words are the aim; a single one may have more, never very many."""
    long = [
        sentence
        for text in said_in(language).values()
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if len(sentence.split()) > 24
    ]
    assert long == []
