"""Rows as a file for spreadsheets. No cell becomes a formula, whatever somebody named a group or a place."""

import csv
import io

from security.clean import defuse_formula

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
WIDEST = 60


def as_csv(rows):
    """The rows as CSV, in UTF-8 with commas."""
    text = io.StringIO()
    csv.writer(text).writerows([defuse_formula(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def as_xlsx(rows, title):
    """The rows as an Excel file of one sheet; numbers stay numbers."""
    # Loaded here: a page that makes no file does not wait for it.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append([defuse_formula(cell) for cell in row])
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        widest = max(len(str(cell)) for cell in column)
        page.column_dimensions[get_column_letter(number)].width = min(widest, WIDEST) + 2
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
