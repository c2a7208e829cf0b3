"""Blocks to PDF. reportlab is loaded with the first letter, never at the start of the program."""

import hashlib
from threading import Lock

IN_PLACE = {"\u202f": "\u00a0"}  # French groups thousands with a space the typeface has only in the wide form
_one_at_a_time = Lock()  # reportlab keeps its paragraph parser and its fonts for the whole process


class UnprintableLetter(Exception):
    """A character the letter's typeface does not have; printed, it would be an empty box."""


def render(letter, *, marked=False) -> bytes:
    """Print a letter as PDF (DIN 5008, form B): the same blocks give the same bytes, whenever and wherever.

    `marked` shows in yellow what came from the case, for the preview. Raises UnprintableLetter.
    """
    from documents import din5008, typeface

    lacking = typeface.lacking("".join(_all_text(letter)))
    if lacking:
        raise UnprintableLetter(" ".join(lacking))
    with _one_at_a_time:
        return din5008.document(letter, marked=marked)


def render_calculation(sheet) -> bytes:
    """Print a calculation.Sheet as PDF. A character the typeface does not have is printed as a question mark."""
    from documents import calculation_pdf, typeface

    lacking = typeface.lacking("".join(sheet.text()))
    with _one_at_a_time:
        return calculation_pdf.document(
            sheet.with_characters({ord(one): IN_PLACE.get(one, "?") for one in lacking})
        )


def unprintable(letter):
    """Characters of the letter that cannot be printed, sorted; empty is good."""
    from documents import typeface

    return typeface.lacking("".join(_all_text(letter)))


def fingerprint(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _all_text(letter):
    head = letter.head
    yield from (head.name, head.line, head.return_line, head.delivery, head.reference, head.continued)
    yield from (*head.contact, *head.address, *head.info)
    yield from letter.text()
