"""Notices words about residence papers, so that a page can ask gently whether they should stand there.

Nothing is stored of it and nothing is refused: the words are the person's own.
"""

import re
from functools import cache

from wording import tables

MOST = 30_000  # characters that are looked at


def is_in(values):
    """Whether one of these texts speaks of it; `values` are the answers of a page, or one text."""
    texts = [values] if isinstance(values, str) else (values or {}).values()
    return any(isinstance(text, str) and _words().search(text[:MOST]) for text in texts)


@cache
def _words():
    """One expression for the words of all languages; a star at the end of a word stands for any ending."""
    words = (re.escape(row["word"]).replace(r"\*", r"\w*") for row in tables.rows("status_words.csv"))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
