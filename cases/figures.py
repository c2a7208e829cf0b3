"""What can be counted over cases, as tables with local groups as rows. A query or two a table, no row per case."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Case as Choose
from django.db.models import CharField, Count, DateField, F, Sum, Value, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from cases.models import Claim, Deadline, DeadlineKind, Instalment, Payment, Stage

ALL = "all"  # the row over all groups, and the column over everything in a row
LEGAL, OTHER = "legal", "other"
GROSS, NET = "gross", "net"
CENT = Decimal("0.01")
DAYS_AHEAD = 30


@dataclass(frozen=True)
class Period:
    """Whole days, both included."""

    first: date
    last: date

    def months(self):
        """The first day of each month."""
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]

    def moments(self):
        """From the first moment to the moment after the last, where the program runs."""
        return timezone.make_aware(datetime.combine(self.first, time.min)), timezone.make_aware(
            datetime.combine(self.last, time.max)
        )


@dataclass(frozen=True)
class Cell:
    """A number or sum, and how many cases stand behind it."""

    value: int | Decimal = 0
    cases: int = 0

    def __add__(self, other):
        return Cell(self.value + other.value, self.cases + other.cases)


NOTHING = Cell()


@dataclass(frozen=True)
class Table:
    """Cells by (row, column), and a total for each row. A row is a group's id, or None: no group yet.

    A case belongs to one row, so totals over rows are sums. In one row the same case may stand in several columns.
    """

    cells: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)

    def at(self, row=ALL, column=ALL):
        if column == ALL:
            return sum(self.rows.values(), NOTHING) if row == ALL else self.rows.get(row, NOTHING)
        if row == ALL:
            return sum((cell for (_row, found), cell in self.cells.items() if found == column), NOTHING)
        return self.cells.get((row, column), NOTHING)

    def columns(self):
        return {column for _row, column in self.cells}

    def without(self, rows):
        """The same table without these rows, in its totals too."""
        return Table(
            {key: cell for key, cell in self.cells.items() if key[0] not in rows},
            {row: cell for row, cell in self.rows.items() if row not in rows},
        )


@dataclass(frozen=True)
class Figures:
    """Everything a report counts. Money: a table for each (currency, gross or net), with months as columns."""

    stages: Table
    outcomes: Table
    money_results: Table
    opened: Table
    overdue: Table
    coming: Table
    workload: Table
    claimed: dict
    agreed: dict
    paid: dict


def count(cases, period, today):
    """The figures of these cases: open ones as they stand today; closed, claimed, agreed and paid in the period."""
    overdue, coming = _dates(cases, today)
    closed = cases.filter(stage=Stage.CLOSED, closed_on__range=(period.first, period.last))
    return Figures(
        stages=_cases(cases.open(), "stage"),
        outcomes=_cases(closed, "outcome"),
        money_results=_cases(closed.exclude(money_result=""), "money_result"),
        opened=_cases(cases.filter(opened_at__range=period.moments())),
        overdue=overdue,
        coming=coming,
        workload=_cases(cases.open(), "responsible"),
        claimed=_claimed(cases, period),
        agreed=_agreed(cases, period),
        paid=_paid(cases, period),
    )


def _cases(cases, column=None):
    """Numbers of cases by group, and by a column of the case."""
    names = ["group", column] if column else ["group"]
    counted = cases.order_by().values_list(*names).annotate(number=Count("pk"))
    cells, rows = {}, {}
    for row, *rest, number in counted:
        cell = Cell(number, number)
        rows[row] = rows.get(row, NOTHING) + cell
        if column:
            cells[row, rest[0]] = cell
    return Table(cells, rows)


def _dates(cases, today):
    """Open dates that are for us to keep: those of the past, and those of the next days."""
    ours = Deadline.objects.open().dated().exclude(actor="employer").filter(case__in=cases.open())
    ours = ours.annotate(row=F("case__group"), column=_either(LEGAL, OTHER, kind=DeadlineKind.LEGAL))
    late = ours.filter(safe_on__lt=today)
    soon = ours.filter(safe_on__range=(today, today + timedelta(days=DAYS_AHEAD)))
    return _numbers(late), _numbers(soon)


def _numbers(dates):
    """Numbers of dates by group and column, with the cases behind them."""
    counted = {"value": Count("pk"), "behind": Count("case", distinct=True)}
    inner = dates.order_by().values_list("row", "column").annotate(**counted)
    outer = dates.order_by().values_list("row").annotate(**counted)
    return Table(
        {(row, column): Cell(value, cases) for row, column, value, cases in inner},
        {row: Cell(value, cases) for row, value, cases in outer},
    )


def _claimed(cases, period):
    """What the claims of cases opened in the period ask for, gross, by the month of opening."""
    opened = cases.filter(opened_at__range=period.moments())
    claims = (
        Claim.objects.filter(case__in=opened, open_gross__gt=0)
        .exclude(Claim.OF_UNKNOWN_KIND)
        .annotate(
            row=F("case__group"),
            column=TruncMonth("case__opened_at", output_field=DateField()),
            unit=F("currency"),
            side=Value(GROSS),
        )
    )
    return _sums(claims, "open_gross", "case")


def _agreed(cases, period):
    """What the agreements in force that were made in the period promise, by their month."""
    made = {"agreement__agreed_on__range": (period.first, period.last), "agreement__ended_on": None}
    instalments = Instalment.objects.filter(agreement__case__in=cases, **made).annotate(
        row=F("agreement__case__group"),
        column=TruncMonth("agreement__agreed_on"),
        unit=F("agreement__currency"),
        side=_either(GROSS, NET, agreement__kind=GROSS),
    )
    return _sums(instalments, "amount", "agreement__case")


def _paid(cases, period):
    """What came in during the period, by month. Cash counts as net: neither is added to gross sums."""
    payments = Payment.objects.filter(
        case__in=cases, received_on__range=(period.first, period.last)
    ).annotate(
        row=F("case__group"),
        column=TruncMonth("received_on"),
        unit=F("currency"),
        side=_either(GROSS, NET, kind=GROSS),
    )
    return _sums(payments, "amount", "case")


def _sums(rows, amount, case):
    """{(currency, gross or net): table of sums by group and month}."""
    summed = {"value": Sum(amount), "behind": Count(case, distinct=True)}
    tables = {}
    for unit, side, row, total, cases in (
        rows.order_by().values_list("unit", "side", "row").annotate(**summed)
    ):
        tables.setdefault((unit, side), Table()).rows[row] = Cell(_cents(total), cases)
    inner = rows.order_by().values_list("unit", "side", "row", "column").annotate(**summed)
    for unit, side, row, column, total, cases in inner:
        tables[unit, side].cells[row, column] = Cell(_cents(total), cases)
    return tables


def _either(so, otherwise, **condition):
    return Choose(When(**condition, then=Value(so)), default=Value(otherwise), output_field=CharField())


def _cents(amount):
    """SQLite adds decimals as floats."""
    return Decimal(amount).quantize(CENT)
