"""A report as its page shows it: four figures, charts, tables. Hidden numbers stay None until they are printed."""

from dataclasses import dataclass, fields

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

import wording
from cases.figures import ALL, GROSS, LEGAL, NET, OTHER
from cases.models import OPEN_STAGES
from cases.report import Money
from pages.charts import Bar, Columns, Series

STAGE_COLOURS = {"collective_action": "f4", "at_authority": "f3", "at_court": "f3", "agreed": "f6"}
OUTCOME_COLOURS = {
    "settled": "f6",
    "employer_complied": "f6",
    "dismissal_withdrawn": "f6",
    "papers_received": "f6",
    "judgment_for_worker": "f3",
    "judgment_partial": "f3",
    "judgment_against": "f4",
}
MONEY_COLOURS = {
    "paid_full": "f6",
    "paid_part": "f1",
    "instalments": "f2",
    "nothing_paid": "f4",
    "no_money_claim": "f5",
}
PLAIN, QUIET, LOUD = "f1", "f5", "f4"


@dataclass(frozen=True)
class GroupRow:
    """One line of the table of groups; the line of all has no code."""

    name: str
    code: str
    open: int | None
    overdue: int | None
    coming: int | None
    closed: int | None


@dataclass(frozen=True)
class MoneyRow:
    name: str
    sums: Money


@dataclass(frozen=True)
class MonthChart:
    """Claimed and paid by month, in one currency."""

    currency: str
    columns: Columns


@dataclass(frozen=True)
class Dates:
    """How many dates, and how many of them are legal."""

    all: int | None
    legal: int | None


class Page:
    """What the page of a report says about the group chosen, or about all."""

    def __init__(self, report):
        self.report = report

    @property
    def name(self):
        return self.report.name_of(self.report.row)

    @property
    def open(self):
        return self.report.stages.at(self.report.row)

    @property
    def closed(self):
        return self.report.outcomes.at(self.report.row)

    @property
    def opened(self):
        """None where the reader may not know; see `Report.opened`."""
        return self.report.opened.at(self.report.row) if self.report.opened else None

    @property
    def overdue(self):
        return self._dates(self.report.overdue)

    @property
    def coming(self):
        return self._dates(self.report.coming)

    @property
    def sums(self):
        """[Money] of what was chosen, a currency each."""
        return [self.report.money(self.report.row, currency) for currency in self.report.currencies]

    @property
    def stage_bars(self):
        return [
            Bar(name, self.report.stages.at(self.report.row, stage), STAGE_COLOURS.get(stage, PLAIN))
            for stage, name in stage_columns()
        ]

    @property
    def outcome_bars(self):
        bars = [
            Bar(name, self.report.outcomes.at(self.report.row, code), OUTCOME_COLOURS.get(code, QUIET))
            for code, name in outcome_columns()
        ]
        return [bar for bar in bars if bar.value != 0]

    @property
    def money_parts(self):
        """What became of the money of closed cases, where the reader may know."""
        shown = self.report.money_results
        if shown is None:
            return []
        bars = [
            Bar(name, shown.at(self.report.row, code), MONEY_COLOURS[code]) for code, name in money_columns()
        ]
        return [bar for bar in bars if bar.value]

    @cached_property
    def workload_bars(self):
        return [
            Bar(name or _("Nobody yet"), number, PLAIN if name else LOUD)
            for name, number in self.report.workload
        ]

    @property
    def month_charts(self):
        """A chart for each currency in which something was claimed or came in; one at least."""
        found = [self._month_chart(currency) for currency in self.report.currencies]
        filled = [chart for chart in found if any(v != 0 for one in chart.columns.series for v in one.values)]
        return filled or found[:1]

    @property
    def group_rows(self):
        """A line a group, the line of all of them last; nothing for a single group."""
        rows = self.report.listed_rows
        return [self._group_row(row) for row in [*rows, ALL]] if rows else []

    @property
    def money_rows(self):
        """Sums by group and currency, where there are any."""
        return self._money_rows(self.report.listed_rows or [self.report.row])

    @property
    def money_totals(self):
        return self._money_rows([ALL] if self.report.listed_rows else [])

    def _dates(self, shown):
        return Dates(shown.at(self.report.row), shown.at(self.report.row, LEGAL))

    def _month_chart(self, currency):
        claimed, paid = self.report.claimed, self.report.paid
        series = [
            Series(_("Claimed, gross"), "f5", self._months(claimed, currency, GROSS)),
            Series(_("Came in, gross"), "f6", self._months(paid, currency, GROSS)),
            Series(_("Came in, net or cash"), "f2", self._months(paid, currency, NET)),
        ]
        return MonthChart(currency, Columns(self.report.period.months(), series))

    def _months(self, tables, currency, side):
        return [
            self.report.sum(tables, currency, side, self.report.row, month)
            for month in self.report.period.months()
        ]

    def _group_row(self, row):
        return GroupRow(
            name=self.report.name_of(row),
            code=self.report.reach.codes.get(row, ""),
            open=self.report.stages.at(row),
            overdue=self.report.overdue.at(row),
            coming=self.report.coming.at(row),
            closed=self.report.outcomes.at(row),
        )

    def _money_rows(self, rows):
        found = [
            MoneyRow(self.report.name_of(row), self.report.money(row, currency))
            for row in rows
            for currency in self.report.currencies
        ]
        return [row for row in found if any(amount != 0 for amount in _amounts(row.sums))]


def stage_columns():
    return [(stage, wording.label("stage", stage)) for stage in OPEN_STAGES]


def outcome_columns():
    """How cases end; "" is a case the group did not take on."""
    return [*wording.choices("outcome"), ("", _("Not taken on"))]


def money_columns():
    return [(code, wording.label("money_result", code)) for code in MONEY_COLOURS]


def date_columns():
    return [(LEGAL, _("legal")), (OTHER, _("others"))]


def _amounts(money):
    return [getattr(money, one.name) for one in fields(Money) if one.name not in ("row", "currency")]
