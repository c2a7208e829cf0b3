"""A report as lines for a file: the same numbers as on its page, in the same words."""

from dataclasses import astuple, dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.figures import ALL, GROSS
from cases.presenting.figures import date_columns, money_columns, outcome_columns, stage_columns


@dataclass(frozen=True)
class Line:
    """One number or sum; `value` is None where it is hidden."""

    figure: str
    group: str
    part: str
    currency: str
    kind: str
    value: object


def heading():
    return [_("Figure"), _("Group"), _("Part"), _("Currency"), _("Gross or net"), _("Value")]


def sheet(report):
    """Rows of a sheet: a heading, then a row a line; a hidden number is a word."""
    rows = [[str(cell) for cell in astuple(line)[:-1]] + [_value(line)] for line in lines(report)]
    return [heading(), *rows]


def lines(report):
    """Every line of the chosen group, or of each group and of all of them."""
    for row in [*report.listed_rows, report.row]:
        group = report.name_of(row)
        yield from _numbers(_("Open cases"), group, report.stages, row, stage_columns())
        yield from _numbers(_("Cases closed"), group, report.outcomes, row, outcome_columns())
        if report.money_results:
            yield from _parts(
                _("What became of the money"), group, report.money_results, row, money_columns()
            )
        if report.opened:
            yield from _numbers(_("Cases opened"), group, report.opened, row, [])
        yield from _numbers(_("Overdue dates"), group, report.overdue, row, date_columns())
        yield from _numbers(_("Dates in the next 30 days"), group, report.coming, row, date_columns())
        yield from _sums(_("Claimed"), group, report.claimed, row, report.period.months())
        yield from _sums(_("Agreed"), group, report.agreed, row)
        yield from _sums(_("Came in"), group, report.paid, row, report.period.months())
    for name, number in report.workload:
        yield Line(
            _("Open cases by person"), report.name_of(report.row), name or _("Nobody yet"), "", "", number
        )


def _numbers(figure, group, shown, row, columns):
    yield Line(figure, group, "", "", "", shown.at(row, ALL))
    yield from _parts(figure, group, shown, row, columns)


def _parts(figure, group, shown, row, columns):
    for column, name in columns:
        yield Line(figure, group, name, "", "", shown.at(row, column))


def _sums(figure, group, tables, row, months=()):
    for (currency, side), shown in sorted(tables.items()):
        kind = _("gross") if side == GROSS else _("net")
        yield Line(figure, group, "", currency, kind, shown.at(row, ALL))
        for month in months:
            yield Line(figure, group, date_format(month, "Y-m"), currency, kind, shown.at(row, month))


def _value(line):
    return _("hidden") if line.value is None else line.value
