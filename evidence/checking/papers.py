"""PDF: every page drawn, and a new PDF made of the pictures.

What a PDF can carry besides what one sees (scripts, actions, links, attached files, forms that send, hidden text,
author and history) has no way into a picture. The original keeps its text and signatures.
"""

from io import BytesIO

import pypdfium2
from pypdfium2 import PdfiumError

from evidence.checking import limits
from evidence.checking.verdict import Unfit, Verdict

QUALITY = 75
LARGEST_SCALE = 3  # of 72 dots an inch
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD


def rebuild(data: bytes, kind: str) -> Verdict:
    paper = _opened(data)
    count = len(paper)
    if count == 0:
        raise Unfit("broken")
    if count > limits.MOST_PAGES:
        raise Unfit("pages")
    copy = pypdfium2.PdfDocument.new()
    try:
        for number in range(count):
            _add_picture(copy, *_drawn(paper, number))
    except (PdfiumError, ValueError, OverflowError, ZeroDivisionError) as fault:
        raise Unfit("broken") from fault
    out = BytesIO()
    copy.save(out)
    return Verdict(kind=kind, pages=count, copy=out.getvalue(), copy_kind="pdf")


def _opened(data):
    try:
        paper = pypdfium2.PdfDocument(data)
        paper.init_forms()  # what was filled in is drawn; the library is built without scripts
    except PdfiumError as fault:
        raise Unfit("locked" if fault.err_code == _WRONG_PASSWORD else "broken") from fault
    return paper


def _drawn(paper, number):
    """(picture of the page as JPEG, its width and height in points)."""
    page = paper[number]
    width, height = page.get_size()
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise ValueError("a page without a size")
    picture = page.render(scale=min(LARGEST_SCALE, limits.PAGE_SIDE / max(width, height))).to_pil()
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=QUALITY)
    page.close()
    return out, width, height


def _add_picture(copy, jpeg, width, height):
    page = copy.new_page(width, height)
    picture = pypdfium2.PdfImage.new(copy)
    picture.load_jpeg(jpeg, inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(picture)
    page.gen_content()
    page.close()
