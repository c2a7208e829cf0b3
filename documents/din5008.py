"""A German business letter, DIN 5008 form B: window, fold marks, margins, and the text in between.

Measures are millimetres from the top left corner, as in the norm; `_y` turns them over for the PDF.
"""

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
)

from documents import paragraphs, typeface
from documents.claims_flowable import ClaimsTable
from documents.languages import PRINTERS
from documents.paging import paginated
from documents.typeface import BOLD, REGULAR

LEFT, RIGHT, BOTTOM = 25, 190, 275  # of the text
ADDRESS_LEFT, ADDRESS_WIDTH = 25, 75
RETURN_LINE, DELIVERY, FIRST_ADDRESS_LINE = 55.5, 61.0, 67.0
ADDRESS_LINES, ADDRESS_LEADING = 5, 4.6
ADDRESS_HEIGHT = 20.5  # from the first line to the last: the window ends at 90, and the sheet slips by 2
INFO_LEFT, INFO_TOP = 125, 53.5
SUBJECT_TOP = 98.46
NEXT_TOP = 32
FOLDS, HOLE = (105, 210), 148.5

INK, GREY, BRAND, RULE, MARK = (
    HexColor(code) for code in ("#1a1a1a", "#55605d", "#0b5650", "#b9c2bf", "#fff2bf")
)
BODY = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=10,
    leading=13,
    textColor=INK,
    alignment=TA_LEFT,
    spaceAfter=5,
    allowWidows=0,
    allowOrphans=0,
)
SUBJECT = ParagraphStyle("subject", BODY, fontName=BOLD, fontSize=11.5, leading=15, spaceAfter=9)
CLOSING = ParagraphStyle("closing", BODY, spaceBefore=4, spaceAfter=0, keepWithNext=1)
SIGNATURE = ParagraphStyle("signature", BODY, spaceBefore=0, spaceAfter=10)
ENCLOSURES = ParagraphStyle("enclosures", BODY, fontSize=9, leading=12, textColor=GREY)
NOTE = ParagraphStyle("note", BODY, fontSize=8.5, leading=11.5, textColor=GREY, spaceAfter=2)
STYLES = {"subject": SUBJECT, "closing": CLOSING, "signature": SIGNATURE, "enclosures": ENCLOSURES}
ROOM_TO_SIGN = 12 * mm
BEFORE_SIGNATURE = 45 * mm  # of text, on the page where the letter is signed


def document(letter, *, marked) -> bytes:
    """The whole letter as PDF bytes."""
    typeface.register()
    paper = BytesIO()

    def foot(canvas, page, pages):
        _foot(canvas, letter.head, page, pages)

    template = BaseDocTemplate(
        paper,
        pagesize=A4,
        title=f"{letter.head.continued} ({letter.head.reference})",
        lang=letter.head.language,
        creator="Poruch",
        producer="Poruch",
        invariant=1,
        initialFontName=REGULAR,
        pageTemplates=[
            PageTemplate(
                "first", [_frame(SUBJECT_TOP)], onPage=lambda canvas, _doc: _first_page(canvas, letter.head)
            ),
            PageTemplate(
                "next", [_frame(NEXT_TOP)], onPage=lambda canvas, _doc: _next_page(canvas, letter.head)
            ),
        ],
    )
    template.build(_story(letter, marked), canvasmaker=paginated(foot))
    return paper.getvalue()


def _story(letter, marked):
    story = [NextPageTemplate("next")]
    ending = []
    for block in letter.blocks:
        if block.kind == "table":
            table = ClaimsTable(block, PRINTERS[letter.head.language].number, marked=marked)
            story += [
                table,
                Spacer(1, 4),
                *(paragraphs.of_text(note, NOTE) for note in block.notes),
                Spacer(1, 8),
            ]
        elif block.kind == "closing" or ending:
            ending += _paragraphs(block, marked)
            if block.kind == "closing":
                ending.append(Spacer(1, ROOM_TO_SIGN))
        else:
            story += _paragraphs(block, marked)
    if ending:
        story.append(KeepTogether([*_last_words(story), *ending]))
    return story


def _last_words(story):
    """Taken off the story: the paragraphs that go with the signature, so that no page holds it almost alone."""
    words, height = [], 0
    while isinstance(story[-1], Paragraph) and height < BEFORE_SIGNATURE:
        words.insert(0, story.pop())
        height += words[0].wrap((RIGHT - LEFT) * mm, 0)[1] + words[0].getSpaceAfter()
    return words


def _paragraphs(block, marked):
    style = STYLES.get(block.kind, BODY)
    if block.kind in ("signature", "words"):
        return [paragraphs.of_markup("<br/>".join(_markup(line, marked) for line in block.lines), style)]
    return [paragraphs.of_markup(_markup(line, marked), style) for line in block.lines]


def _markup(line, marked):
    """Runs as reportlab's mini-markup; what a run says is escaped, so <img> in a name is printed as spelt."""
    parts = []
    for run in line:
        text = escape(run.text)
        if marked and run.fact:
            text = f'<font backColor="#{MARK.hexval()[2:]}">{text}</font>'
        parts.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(parts)


# --- Around the text ---


def _frame(top):
    return Frame(LEFT * mm, _y(BOTTOM), (RIGHT - LEFT) * mm, (BOTTOM - top) * mm, 0, 0, 0, 0)


def _y(millimetres):
    return A4[1] - millimetres * mm


def _first_page(canvas, head):
    _letterhead(canvas, head)
    _window(canvas, head)
    _info_block(canvas, head)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    for fold in FOLDS:
        canvas.line(4 * mm, _y(fold), 8 * mm, _y(fold))
    canvas.line(4 * mm, _y(HOLE), 10 * mm, _y(HOLE))


def _letterhead(canvas, head):
    canvas.setFillColor(BRAND)
    canvas.setFont(BOLD, _size_to_fit(head.name, BOLD, 17, 95 * mm))
    canvas.drawString(LEFT * mm, _y(21), head.name)
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, 9)
    canvas.drawString(LEFT * mm, _y(26.5), head.line)
    for number, line in enumerate(head.contact):
        canvas.setFont(REGULAR, _size_to_fit(line, REGULAR, 8.5, 65 * mm))
        canvas.drawRightString(RIGHT * mm, _y(18.2 + 4.15 * number), line)
    canvas.setStrokeColor(BRAND)
    canvas.setLineWidth(1.1)
    canvas.line(LEFT * mm, _y(34), RIGHT * mm, _y(34))


def _window(canvas, head):
    """Return address and notes, then the address: all inside the window, whatever its length."""
    canvas.setFillColor(GREY)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    size = _size_to_fit(head.return_line, REGULAR, 7, ADDRESS_WIDTH * mm)
    canvas.setFont(REGULAR, size)
    canvas.drawString(ADDRESS_LEFT * mm, _y(RETURN_LINE), head.return_line)
    end = ADDRESS_LEFT * mm + typeface.width(head.return_line, REGULAR, size)
    canvas.line(ADDRESS_LEFT * mm, _y(RETURN_LINE + 1), end, _y(RETURN_LINE + 1))
    canvas.setFillColor(INK)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(ADDRESS_LEFT * mm, _y(DELIVERY), head.delivery)
    lines, size = _address_lines(head.address)
    canvas.setFont(REGULAR, size)
    leading = min(ADDRESS_LEADING, ADDRESS_HEIGHT / max(len(lines) - 1, 1))
    for number, line in enumerate(lines):
        canvas.drawString(ADDRESS_LEFT * mm, _y(FIRST_ADDRESS_LINE + leading * number), line)


def _address_lines(address):
    """The address in at most six lines, in the largest size that allows it."""
    for size in (10.5, 10, 9, 8, 7, 6):
        lines = [part for line in address for part in simpleSplit(line, REGULAR, size, ADDRESS_WIDTH * mm)]
        if len(lines) <= ADDRESS_LINES:
            break
    return lines, size


def _info_block(canvas, head):
    canvas.setFillColor(INK)
    y = INFO_TOP
    for line in head.info:
        for part in simpleSplit(line, REGULAR, 9.5, (RIGHT - INFO_LEFT) * mm):
            canvas.setFont(REGULAR, 9.5)
            canvas.drawString(INFO_LEFT * mm, _y(y), part)
            y += 4.8


def _next_page(canvas, head):
    canvas.setFillColor(BRAND)
    canvas.setFont(BOLD, _size_to_fit(head.name, BOLD, 9.5, 80 * mm))
    canvas.drawString(LEFT * mm, _y(18), head.name)
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, 8.5)
    canvas.drawRightString(RIGHT * mm, _y(18), f"{head.continued} · {head.reference}")
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT * mm, _y(21), RIGHT * mm, _y(21))


def _foot(canvas, head, page, pages):
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT * mm, _y(279), RIGHT * mm, _y(279))
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(LEFT * mm, _y(284), head.reference)
    canvas.drawRightString(RIGHT * mm, _y(284), head.page.format(x=page, y=pages))


def _size_to_fit(text, font, size, room):
    """The size, or a smaller one in which the text fits."""
    needed = typeface.width(text, font, size)
    return size if needed <= room else size * room / needed
