"""Where a figure of the law was read, in the language of the reader."""

from functools import cache

from wording import languages, tables


def source(text):
    """The words of a column `source` in the reader's language; as they stand where nobody translated them."""
    row = _rows().get(text)
    return row[languages.active()] if row else text


@cache
def _rows():
    return {row["source"]: row for row in tables.rows("read_in.csv")}
