"""Pages of a letter as pictures, drawn from the PDF itself: what is approved is what is printed."""

from io import BytesIO
from threading import Lock

from documents import blocks, rendering
from security import filestore

SCALE = 1.7  # of 72 dots an inch: sharp at the width of half a page
_one_at_a_time = Lock()  # pdfium is not made for several threads


def pdf(letter, composition=None) -> bytes:
    """The frozen PDF, or the letter as it would be printed now, with the case's facts in yellow."""
    if letter.is_frozen:
        return filestore.get(letter.pdf_id)
    if letter.blocks:
        return rendering.render(blocks.from_json(letter.blocks), marked=True)
    return rendering.render(composition.letter, marked=True)


def page_count(document: bytes) -> int:
    import pypdfium2

    with _one_at_a_time:
        paper = pypdfium2.PdfDocument(document)
        try:
            return len(paper)
        finally:
            paper.close()


def page_image(document: bytes, number: int) -> bytes:
    """Page `number` (from 1) as PNG. Raises IndexError if there is no such page."""
    import pypdfium2

    with _one_at_a_time:
        paper = pypdfium2.PdfDocument(document)
        try:
            if not 1 <= number <= len(paper):
                raise IndexError(number)
            picture = BytesIO()
            paper[number - 1].render(scale=SCALE).to_pil().save(picture, "PNG")
            return picture.getvalue()
        finally:
            paper.close()
