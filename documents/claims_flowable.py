"""The table of claims on paper: its head repeats on each page, sums are carried over from page to page."""

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable

from documents.blocks import carried
from documents.typeface import BOLD, REGULAR, width

PAD = 3.5
INK, GREY, RULE, MARK = (HexColor(code) for code in ("#1a1a1a", "#55605d", "#c9d0ce", "#fff2bf"))
SIZES = (9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5)


class ClaimsTable(Flowable):
    """Rows `start` to `stop` of a table block; a part that does not end it carries its sums forward."""

    def __init__(self, table, number, *, marked=False, start=0, stop=None):
        """`number` prints a carried sum as the letter's language writes it."""
        super().__init__()
        self.table, self.number, self.marked, self.start = table, number, marked, start
        self.stop = len(table.rows) if stop is None else stop
        self.spaceBefore, self.spaceAfter = 4, 4

    def wrap(self, available_width, _available_height):
        self.width = available_width
        self.size, self.widths = _measure(self.table, available_width)
        self.head = [
            simpleSplit(column.title, BOLD, self.size, column_width - 2 * PAD)
            for column, column_width in zip(self.table.columns, self.widths, strict=True)
        ]
        self.row_height = self.size * 1.9
        self.head_height = max(len(lines) for lines in self.head) * self.size * 1.2 + 7
        self.height = self.head_height + self.row_height * len(self._lines())
        return self.width, self.height

    def split(self, available_width, available_height):
        self.wrap(available_width, available_height)
        if available_height >= self.height:
            return [self]
        carries = 2 if self.start else 1
        fit = int((available_height - self.head_height) / self.row_height) - carries
        last = min(self.start + fit, self.stop - 1)  # the sum never stands without a row above it
        if last <= self.start:
            return []
        return [
            ClaimsTable(self.table, self.number, marked=self.marked, start=self.start, stop=last),
            ClaimsTable(self.table, self.number, marked=self.marked, start=last, stop=self.stop),
        ]

    def _lines(self):
        """(cells, is sum) of each printed line below the head."""
        rows = [(row, False) for row in self.table.rows[self.start : self.stop]]
        before = [(self._carried(self.start), True)] if self.start else []
        is_last = self.stop == len(self.table.rows)
        after = (self.table.total if is_last else self._carried(self.stop), True)
        return [*before, *rows, after]

    def _carried(self, count):
        sums = carried(self.table, count)
        cells = ["" if value is None else self.number(value) for value in sums]
        cells[1] = self.table.carried_forward
        return tuple(cells)

    def draw(self):
        y = self.height - self.head_height
        self._draw_head(y)
        for cells, is_sum in self._lines():
            y -= self.row_height
            self._draw_line(cells, y, is_sum)

    def _draw_head(self, y):
        self.canv.setFillColor(GREY)
        self.canv.setFont(BOLD, self.size)
        for place, lines in enumerate(self.head):
            for number, text in enumerate(reversed(lines)):
                self._write(place, text, y + 5 + number * self.size * 1.2)
        self._rule(y, INK, 0.8)

    def _draw_line(self, cells, y, is_sum):
        if is_sum and self.marked:
            self.canv.setFillColor(MARK)
            self.canv.rect(0, y, self.width, self.row_height, stroke=0, fill=1)
        self.canv.setFillColor(INK)
        self.canv.setFont(BOLD if is_sum else REGULAR, self.size)
        for place, text in enumerate(cells):
            self._write(place, text, y + self.size * 0.58)
        if is_sum:
            self._rule(y + self.row_height, INK, 0.8)
        else:
            self._rule(y, RULE, 0.4)

    def _write(self, place, text, y):
        left = sum(self.widths[:place])
        if self.table.columns[place].is_number:
            self.canv.drawRightString(left + self.widths[place] - PAD, y, text)
        else:
            self.canv.drawString(left + PAD, y, text)

    def _rule(self, y, color, thickness):
        self.canv.setStrokeColor(color)
        self.canv.setLineWidth(thickness)
        self.canv.line(0, y, self.width, y)


def _measure(table, available):
    """The largest size in which all columns fit, and their widths. Titles break at spaces, cells never."""
    for size in SIZES:
        needed = [_needed(table, place, size) for place in range(len(table.columns))]
        if sum(needed) <= available:
            break
    spare = max(available - sum(needed), 0) / len(needed)
    return size, [one + spare for one in needed]


def _needed(table, place, size):
    cells = [row[place] for row in (*table.rows, table.total)]
    words = table.columns[place].title.split()
    regular = max((width(cell, REGULAR, size) for cell in cells), default=0)
    bold = max(
        width(text, BOLD, size) for text in [table.total[place], table.carried_forward * (place == 1), *words]
    )
    return max(regular, bold) + 2 * PAD
