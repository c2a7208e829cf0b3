"""The typeface of all letters: PT Sans, embedded, with its own bold and italic. No letter uses any other."""

from functools import cache
from importlib.resources import files

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "PTSans", "PTSans-Bold"
_FILES = {
    REGULAR: "PT_Sans-Web-Regular.ttf",
    BOLD: "PT_Sans-Web-Bold.ttf",
}
_LAYOUT = {"\n", "\t"}  # move the pen, draw nothing


@cache
def register():
    """Read the font files once a process: read for each letter, letters would be five times slower."""
    folder = files("fontpkg_pt_sans") / "files"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)


@cache
def _drawn_by_all():
    register()
    maps = [pdfmetrics.getFont(name).face.charToGlyph for name in _FILES]
    return frozenset(chr(code) for code in set(maps[0]).intersection(*maps[1:]))


def lacking(text):
    """Characters of the text without a shape in the typeface, sorted."""
    return sorted(set(text) - _drawn_by_all() - _LAYOUT)


def width(text, font, size):
    return pdfmetrics.stringWidth(text, font, size)
