"""The one place that makes paragraphs for the printer: what was not made as markup is printed as it is spelt."""

from xml.sax.saxutils import escape

from reportlab.platypus import Paragraph


def of_text(text, style):
    return of_markup(escape(text), style)


def of_markup(markup, style):
    """Markup of our own only; every text inside it is escaped already."""
    return Paragraph(markup, style)
