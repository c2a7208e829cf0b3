"""What one reader may know of the figures: a group or all of them, with small cells hidden."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import LocalGroup, User
from cases import figures, policy, small_cells
from cases.figures import ALL, GROSS, NET, Table
from cases.models import Case, Deadline

LATE_SHOWN = 10
HIDDEN = None
NO_GROUP = "none"  # no code of a group: those are capital letters


@dataclass(frozen=True)
class Shown:
    """A table as this reader may see it: a hidden number is None."""

    table: Table
    hidden: frozenset = frozenset()

    def at(self, row=ALL, column=ALL):
        return HIDDEN if (row, column) in self.hidden else self.table.at(row, column).value


@dataclass(frozen=True)
class Money:
    """One row of the table of money: sums of one group, or of all, in one currency."""

    row: object
    currency: str
    claimed: Decimal | None
    agreed_gross: Decimal | None
    agreed_net: Decimal | None
    paid_gross: Decimal | None
    paid_net: Decimal | None


@dataclass(frozen=True)
class Reach:
    """What a reader's figures are made of: names of groups, None last where cases of no group count too.

    `codes` is how a row is called in an address, `exact` the rows whose small cells are no secret to the reader,
    `home` the row shown first.
    """

    user: User
    names: dict
    codes: dict
    exact: frozenset
    home: object = ALL

    @property
    def rows(self):
        return list(self.names)

    @property
    def hides(self):
        """True if small cells are hidden from this reader somewhere."""
        return self.exact != set(self.names)


def reach_of(user):
    """Whoever looks at the network starts with all groups, members start with their own."""
    counted = set(policy.countable_by(user).order_by().values_list("group", flat=True).distinct())
    own, named = list(policy.group_roles(user)), LocalGroup.objects.all()
    sees_network = user.is_auditor or user.is_network_coordinator
    if not sees_network:
        named = named.filter(pk__in={*counted, *own} - {None})
    found = list(named.order_by("name"))
    names, codes = {group.pk: group.name for group in found}, {group.pk: group.code for group in found}
    if None in counted:
        names[None], codes[None] = _("No group yet"), NO_GROUP
    home = own[0] if len(own) == 1 and not sees_network else ALL
    return Reach(user, names, codes, frozenset(policy.counts_exactly(user, names)), home)


class Report:
    """The figures of one period, for one reader and one row: a group's id, None (no group yet) or ALL."""

    def __init__(self, reach, period, today, row=ALL):
        self.reach, self.user = reach, reach.user
        self.period, self.today = period, today
        self.row = reach.rows[0] if len(reach.rows) == 1 else row

    @cached_property
    def stages(self):
        return self._shown(self._figures.stages)

    @cached_property
    def outcomes(self):
        return self._shown(self._figures.outcomes)

    @cached_property
    def overdue(self):
        return self._shown(self._figures.overdue)

    @cached_property
    def coming(self):
        return self._shown(self._figures.coming)

    @cached_property
    def opened(self):
        """Cases opened in the period. Beside open and closed ones this gives small cells away: not for everybody."""
        return None if self.reach.hides else Shown(self._figures.opened)

    @cached_property
    def money_results(self):
        """What became of the money of closed cases; beside the outcomes not for everybody either."""
        return None if self.reach.hides else Shown(self._figures.money_results)

    @cached_property
    def claimed(self):
        return self._shown_by_part(self._figures.claimed)

    @cached_property
    def agreed(self):
        return self._shown_by_part(self._figures.agreed)

    @cached_property
    def paid(self):
        return self._shown_by_part(self._figures.paid)

    @cached_property
    def workload(self):
        """[(name or None for nobody, number of open cases)] of groups whose exact figures are the reader's."""
        table = self._figures.workload
        if self.row == ALL:
            wanted = set() if self.reach.hides else set(self.reach.rows)
        else:
            wanted = self.reach.exact & {self.row}
        numbers = {}
        for (row, person), cell in table.cells.items():
            if row in wanted:
                numbers[person] = numbers.get(person, 0) + cell.value
        names = dict(User.objects.filter(pk__in=filter(None, numbers)).values_list("pk", "name"))
        found = [(names.get(person), number) for person, number in numbers.items()]
        return sorted(found, key=lambda one: (one[0] is None, -one[1], one[0] or ""))

    @cached_property
    def late(self):
        """The first dates of the past, in cases the reader sees."""
        cases = Case.objects.visible_to(self.user).open()
        if self.row != ALL:
            cases = cases.filter(group=self.row)
        dates = Deadline.objects.open().dated().exclude(actor="employer").filter(case__in=cases)
        dates = dates.filter(safe_on__lt=self.today).select_related("case__group", "case__responsible")
        return list(dates.order_by("safe_on", "case__reference", "rule_id", "subject")[:LATE_SHOWN])

    @property
    def currencies(self):
        """In the order of the alphabet, the euro first."""
        figured = self._figures
        found = {unit for tables in (figured.claimed, figured.agreed, figured.paid) for unit, _side in tables}
        return sorted(found, key=lambda unit: (unit != "EUR", unit)) or ["EUR"]

    def money(self, row, currency):
        return Money(
            row,
            currency,
            self.sum(self.claimed, currency, GROSS, row),
            self.sum(self.agreed, currency, GROSS, row),
            self.sum(self.agreed, currency, NET, row),
            self.sum(self.paid, currency, GROSS, row),
            self.sum(self.paid, currency, NET, row),
        )

    @property
    def listed_rows(self):
        """The groups a table lists one by one, before the row of all."""
        return self.reach.rows if self.row == ALL else []

    def name_of(self, row):
        return _("All groups") if row == ALL else self.reach.names[row]

    @staticmethod
    def sum(tables, currency, side, row, column=ALL):
        return tables.get((currency, side), Shown(Table())).at(row, column)

    @cached_property
    def _figures(self):
        return figures.count(policy.countable_by(self.user), self.period, self.today)

    def _shown(self, table):
        if not self.reach.hides:
            return Shown(table)
        known = set(policy.group_roles(self.user))
        return Shown(table, frozenset(small_cells.hidden(table, exact=self.reach.exact, known=known)))

    def _shown_by_part(self, tables):
        return {part: self._shown(table) for part, table in tables.items()}
