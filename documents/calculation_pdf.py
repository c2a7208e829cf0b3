"""The calculation sheet on paper: A4 upright, the typeface of all letters, the head of a table on each page."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer, Table, TableStyle

from documents import typeface
from documents.paging import paginated
from documents.paragraphs import of_text
from documents.typeface import BOLD, REGULAR

LEFT, RIGHT, TOP, BOTTOM = 18 * mm, 18 * mm, 18 * mm, 20 * mm
WIDTH = A4[0] - LEFT - RIGHT
FOOT = 11 * mm
INK, GREY, BRAND, RULE, DOUBT = (
    HexColor(code) for code in ("#1a1a1a", "#55605d", "#0b5650", "#b9c2bf", "#754600")
)
BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=9, leading=12, textColor=INK, spaceAfter=3)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=16, leading=20, textColor=BRAND, spaceAfter=6)
HEADING = ParagraphStyle(
    "heading", BODY, fontName=BOLD, fontSize=11, leading=14, spaceBefore=12, spaceAfter=4, keepWithNext=1
)
LABEL = ParagraphStyle("label", BODY, textColor=GREY, spaceAfter=0)
VALUE = ParagraphStyle("value", BODY, spaceAfter=0)
BELOW = ParagraphStyle("below", BODY, fontSize=7.5, leading=9.5, textColor=GREY, spaceAfter=0)
WARNING = ParagraphStyle("warning", BELOW, textColor=DOUBT)
SHORT_TEXT = 26 * mm  # is not broken
SIZES = (9, 8.5, 8, 7.5, 7, 6.5, 6)
PAD = 2.5


def document(sheet) -> bytes:
    """The sheet as PDF bytes; the same sheet gives the same bytes."""
    typeface.register()
    paper = BytesIO()
    template = BaseDocTemplate(
        paper,
        pagesize=A4,
        title=f"{sheet.title} ({sheet.reference})",
        lang=sheet.language,
        creator="Poruch",
        producer="Poruch",
        invariant=1,
        initialFontName=REGULAR,
        pageTemplates=[PageTemplate("page", [Frame(LEFT, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)])],
    )
    template.build(list(_story(sheet)), canvasmaker=paginated(_foot_of(sheet)))
    return paper.getvalue()


def _story(sheet):
    yield of_text(sheet.title, TITLE)
    yield _head(sheet.head)
    for section in sheet.sections:
        yield of_text(section.title, HEADING)
        for line in section.lines:
            yield of_text(line, BODY)
        for line in section.doubts:
            yield of_text(f"! {line}", WARNING)
        if section.grid:
            yield Spacer(1, 2)
            yield _grid(section.grid)


def _head(pairs):
    rows = [[of_text(label, LABEL), of_text(value, VALUE)] for label, value in pairs]
    widths = [38 * mm, WIDTH - 38 * mm]
    return Table(
        rows, widths, hAlign="LEFT", style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_pads(1)])
    )


def _pads(size):
    """Room around cells; and their own typeface even for empty ones, which would ask for Helvetica."""
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [("FONTNAME", (0, 0), (-1, -1), REGULAR), *((side, (0, 0), (-1, -1), size) for side in sides)]


def _grid(grid):
    """A table whose head repeats. What stands below a row spans it and stays on its page."""
    size, widths = _measure(grid)
    styles = {
        name: ParagraphStyle(name, VALUE, fontName=font, fontSize=size, leading=size * 1.25, alignment=side)
        for name, font, side in (
            ("text", REGULAR, 0),
            ("number", REGULAR, 2),
            ("text_bold", BOLD, 0),
            ("number_bold", BOLD, 2),
        )
    }
    lines, marks = [_cells(grid, grid.titles, styles, "_bold")], []
    for row, weight in [
        *((one, "_bold" if one.leads else "") for one in grid.rows),
        *((one, "_bold") for one in grid.sums),
    ]:
        first = len(lines)
        lines.append(_cells(grid, row.cells, styles, weight))
        for text in row.below:
            place = len(lines)
            marks += [
                ("SPAN", (0, place), (-1, place)),
                ("TOPPADDING", (0, place), (-1, place), 0),
                ("BOTTOMPADDING", (0, place), (-1, place), 1.5),
            ]
            kind = WARNING if text.startswith("!") else BELOW
            lines.append([of_text(text, kind), *[""] * (len(grid.titles) - 1)])
        last = len(lines) - 1
        marks.append(("LINEBELOW", (0, last), (-1, last), 0.4, RULE))
        if last > first:
            marks.append(("NOSPLIT", (0, first), (-1, last)))
        if row in grid.sums:
            marks.append(("LINEABOVE", (0, first), (-1, first), 0.8, INK))
    style = TableStyle(
        [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK), *_pads(PAD), *marks]
    )
    return Table(lines, widths, repeatRows=1, hAlign="LEFT", style=style)


def _cells(grid, cells, styles, weight):
    return [
        of_text(cell, styles[f"{'text' if place in grid.texts else 'number'}{weight}"])
        for place, cell in enumerate(cells)
    ]


def _measure(grid):
    """The largest size in which every number stays whole, and the widths; texts wrap, numbers never."""
    for size in SIZES:
        needed = [_needed(grid, place, size) for place in range(len(grid.titles))]
        if sum(needed) <= WIDTH:
            break
    texts = grid.texts
    spare = max(WIDTH - sum(needed), 0)
    share = spare * 0.7 / len(texts)
    rest = spare * 0.3 / max(len(needed) - len(texts), 1)
    if len(texts) == len(needed):
        share = spare / len(texts)
    return size, [one + (share if place in texts else rest) for place, one in enumerate(needed)]


def _needed(grid, place, size):
    """What a column needs: a number as a whole; a text its longest word, and a short text as a whole."""
    cells = [(row.cells[place], REGULAR) for row in grid.rows] + [
        (row.cells[place], BOLD) for row in grid.sums
    ]
    pieces = [(word, BOLD) for word in grid.titles[place].split()]
    if place in grid.texts:
        short = [(text, font) for text, font in cells if typeface.width(text, font, size) <= SHORT_TEXT]
        pieces += [*short, *((word, font) for text, font in cells for word in text.split(" "))]
    else:
        pieces += cells
    return max((typeface.width(text, font, size) for text, font in pieces), default=0) + 2 * PAD + 1


def _foot_of(sheet):
    def foot(canvas, page, pages):
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, FOOT + 4 * mm, A4[0] - RIGHT, FOOT + 4 * mm)
        canvas.setFillColor(GREY)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(LEFT, FOOT, f"{sheet.title} · {sheet.reference}")
        canvas.drawRightString(A4[0] - RIGHT, FOOT, sheet.page.format(x=page, y=pages))

    return foot
