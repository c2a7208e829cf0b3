#!/usr/bin/env python3
"""How easily the worker's texts read: `python3 bench/reading.py`.

For each language the words of a sentence, LIX (below 30 very easy, 30 to 40 easy, 40 to 50 medium) and, where a
formula for the language is published, its Flesch figure (100 very easy, 60 plain, 30 hard). The texts are all
sentences of the form, of the legal dates and of what stands after sending; labels of one or two words are left out.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import venv  # noqa: E402

venv.enter("requirements-dev.txt", ["bench/reading.py"])

import polib  # noqa: E402

from wording import tables  # noqa: E402

LANGUAGES = ["en", "de", "fr", "pl", "ru", "uk"]
SHORTEST = 3  # words; less is a label
LONG_WORD = 7  # letters
VOWELS = "aeiouyäöüàâéèêëîïôùûąęóаеёиоуыэюяєії"
# constant, weight of words a sentence, weight of syllables a word: Flesch; Amstad; Kandel and Moles; Oborneva.
FLESCH = {
    "en": (206.835, 1.015, 84.6),
    "de": (180, 1, 58.5),
    "fr": (207, 1.015, 73.6),
    "ru": (206.835, 1.3, 60.1),
}


def texts(language):
    """What a worker reads in the language."""
    catalogue = polib.pofile(str(ROOT / "door" / "locale" / "de" / "LC_MESSAGES" / "django.po"))
    if language != "en":
        path = ROOT / "door" / "locale" / language / "LC_MESSAGES" / "django.po"
        yield from (entry.msgstr for entry in polib.pofile(str(path)) if entry.msgctxt == "door")
    else:
        yield from (entry.msgid for entry in catalogue if entry.msgctxt == "door")
    for name in ("after_sending.csv", "bodies.csv"):
        yield from (row[language] for row in tables.rows(name))
    for row in tables.rows("deadline_texts.csv"):
        if row["lang"] == language:
            yield from (row["lose"], row["do"])


def measured(language):
    """{sentences, words, length, lix, flesch or None} of the language."""
    sentences = [words for text in texts(language) for words in _sentences(text)]
    words = [word for sentence in sentences for word in sentence]
    length = len(words) / len(sentences)
    long = sum(len(word) >= LONG_WORD for word in words) / len(words)
    flesch = None
    if language in FLESCH:
        constant, of_length, of_syllables = FLESCH[language]
        flesch = constant - of_length * length - of_syllables * sum(map(_syllables, words)) / len(words)
    return {
        "sentences": len(sentences),
        "words": len(words),
        "length": length,
        "lix": length + 100 * long,
        "flesch": flesch,
    }


def _sentences(text):
    text = re.sub(r"%\(\w+\)s|\([^)]*\)", "", text)
    for sentence in re.split(r"[.!?…:]+\s*", text):
        words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", sentence)
        if len(words) >= SHORTEST:
            yield words


def _syllables(word):
    return max(1, len(re.findall(f"[{VOWELS}]+", word.lower())))


def main():
    print(f"{'':4}{'sentences':>10}{'words':>8}{'words a sentence':>18}{'LIX':>7}{'Flesch':>8}")
    for language in LANGUAGES:
        one = measured(language)
        flesch = f"{one['flesch']:.0f}" if one["flesch"] is not None else "–"
        print(
            f"{language:4}{one['sentences']:>10}{one['words']:>8}{one['length']:>18.1f}"
            f"{one['lix']:>7.0f}{flesch:>8}"
        )


if __name__ == "__main__":
    main()
