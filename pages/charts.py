"""Charts as plain shapes: widths in percent, so that text keeps its size. A value that is None is hidden."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from pages.templatetags.parts import NBSP, month_short

PLOT_LEFT, PLOT_TOP, PLOT_BOTTOM, CHART_HEIGHT = 14, 12, 214, 240
STEPS = (1, 2, 5, 10)
LINES = 4
GAP = 0.5
MANY = 12


@dataclass(frozen=True)
class Bar:
    """One line of a bar chart, or one part of a whole."""

    name: str
    value: int | None
    css_class: str = "f1"
    share: str = "0%"
    start: str = "0%"


@dataclass(frozen=True)
class Series:
    """One colour of a column chart: a value a month."""

    name: str
    css_class: str
    values: list


@dataclass(frozen=True)
class Column:
    """A drawn column: percent across, pixels down."""

    css_class: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Mark:
    """A line of the grid with its number, or the name of a month under its columns."""

    text: str
    at: str
    text_at: str = ""
    css_class: str = "lab"


def bars(items):
    """Bars as long as their share of the largest."""
    largest = max((bar.value or 0 for bar in items), default=0) or 1
    return [
        Bar(bar.name, bar.value, bar.css_class, _percent(100 * (bar.value or 0) / largest)) for bar in items
    ]


def parts(items):
    """Parts of one bar, side by side; hidden ones and empty ones take no room."""
    seen = [bar for bar in items if bar.value]
    whole = sum(bar.value for bar in seen) or 1
    drawn, start = [], 0.0
    for bar in seen:
        width = 100 * bar.value / whole
        drawn.append(
            Bar(bar.name, bar.value, bar.css_class, _percent(max(width - GAP, 0.2)), _percent(start))
        )
        start += width
    return drawn


class Columns:
    """Columns side by side for each month (its first day), over a grid of round numbers."""

    height, bottom, left = CHART_HEIGHT, PLOT_BOTTOM, f"{PLOT_LEFT}%"

    def __init__(self, months, series):
        self.months, self.series = months, series
        largest = max((value or 0 for one in series for value in one.values), default=0)
        self.step = _round_step(Decimal(largest))
        self.top = self.step * max(ceil(Decimal(largest) / self.step), 1)

    @property
    def is_empty(self):
        """True if there is nothing to draw: no value, or each one hidden."""
        return not any(value for one in self.series for value in one.values)

    @property
    def grid(self):
        marks = []
        value = self.step
        while value <= self.top:
            y = self._y(value)
            marks.append(Mark(_short(value), f"{y:.1f}", f"{y + 4:.1f}"))
            value += self.step
        return marks

    @property
    def labels(self):
        """Every month, or as many as there is room for."""
        every = -(-len(self.months) // MANY)
        marks = []
        for number, month in enumerate(self.months):
            if number % every == 0:
                is_left_out = (number // every) % 2
                middle = PLOT_LEFT + (number + 0.5) * self._slot
                marks.append(
                    Mark(
                        month_short(month),
                        _percent(middle),
                        css_class="lab narrow-hide" if is_left_out else "lab",
                    )
                )
        return marks

    @property
    def columns(self):
        width = self._slot * 0.76 / len(self.series)
        for number in range(len(self.months)):
            for place, one in enumerate(self.series):
                if value := one.values[number]:
                    x = PLOT_LEFT + number * self._slot + self._slot * 0.12 + place * width
                    y = self._y(value)
                    yield Column(
                        one.css_class,
                        _percent(x),
                        f"{y:.1f}",
                        _percent(width * 0.92),
                        f"{PLOT_BOTTOM - y:.1f}",
                    )

    @property
    def _slot(self):
        return (100 - PLOT_LEFT) / max(len(self.months), 1)

    def _y(self, value):
        return PLOT_BOTTOM - float(Decimal(value) / self.top) * (PLOT_BOTTOM - PLOT_TOP)


def _round_step(largest):
    """The smallest of 1, 2, 5, 10, 20 … that needs few lines."""
    power = Decimal(1)
    while True:
        for step in STEPS:
            if power * step * LINES >= largest:
                return power * step
        power *= 10


def _short(value):
    """5000 as 5k: beside a grid there is little room."""
    if value >= 1_000_000:
        return f"{(value / 1_000_000).normalize():f}{NBSP}M"
    return f"{(value / 1000).normalize():f}k" if value >= 1000 else f"{value:f}"


def _percent(number):
    return f"{number:.2f}%"
