"""Which cases stand on which list, in which order, and what each row says. Reads only, in three queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import groups
from cases import ledger, policy, search
from cases.models import Case, Deadline, Stage, Turn
from cases.nextstep import next_step

PAGE = 50
DAYS_OF_ALARM = 8
DAYS_OF_WEEK = 7
NOW, WEEK, WAITING = "1now", "2week", "3waiting"
GROUP_NAMES = {NOW: _("Needs you now"), WEEK: _("This week"), WAITING: _("Waiting for others")}

BY_DATE, NEWEST, EMPLOYER = "date", "newest", "employer"
SORTS = [(BY_DATE, _("Next date")), (NEWEST, _("Newest first")), (EMPLOYER, _("Employer"))]
ORDERS = {
    BY_DATE: ["rank", F("next_on").asc(nulls_last=True), "-opened_at", "-id"],
    NEWEST: ["-opened_at", "-id"],
    EMPLOYER: ["employer__name_key", "-opened_at", "-id"],
}
COLUMNS = [
    *("reference", "stage", "turn", "message_waits", "is_restricted", "outcome"),
    *("worker__alias", "worker__language", "worker__contact_channel", "worker__safe_to_contact"),
    "worker__contact_rules",
    "employer__name",
]


@dataclass(frozen=True)
class Tab:
    """One saved list: its key stands in the address."""

    key: str
    name: str
    where: Q
    sort: str = NEWEST
    count: int = 0
    is_hot: bool = False


@dataclass(frozen=True)
class Row:
    """What one line of a list says about a case."""

    case: Case
    called: str
    has_name: bool
    next_on: date | None
    is_alarm: bool
    next_step: str
    open_sums: list


@dataclass(frozen=True)
class Group:
    """Rows under one heading; `count` is exact for the whole list, not for the page."""

    key: str
    name: str
    count: int
    rows: list


class Worklist:
    """One person's view of one list: tabs with counts, one page of rows."""

    def __init__(self, user, *, tab="mine", stage="", employer="", sort="", page=1):
        self.user = user
        self.today = timezone.localdate()
        self.seen = Case.objects.visible_to(user)
        self.filters = _filters(stage, employer)
        found = {one.key: one for one in self._tabs()}
        self.tab = found.get(tab) or found["mine"]
        self.sort = sort if sort in ORDERS else self.tab.sort
        self.wanted_page = page

    @cached_property
    def tabs(self):
        """Every saved list with its exact number of cases."""
        return [
            Tab(one.key, one.name, one.where, one.sort, self._counts[one.key], one.key == "overdue")
            for one in self._tabs()
        ]

    @property
    def total(self):
        """Exact number of cases on this list, with the filters."""
        return self._counts["shown"]

    @property
    def may_hold_unread(self):
        """Whether a letter for a second reader can be among the cases; whose it is to read is asked only then."""
        return self.tab.key == "mine" and self.page == 1 and bool(self._counts["unread"])

    @property
    def sort_name(self):
        return dict(SORTS)[self.sort]

    @property
    def pages(self):
        return max(-(-self.total // PAGE), 1)

    @property
    def page(self):
        return min(max(self.wanted_page, 1), self.pages)

    @cached_property
    def groups(self):
        """The page's rows under their headings; in another order than by date they stand under none."""
        cases = list(self._cases())
        rows = rows_of(cases, self.today)
        if self.sort != BY_DATE:
            return [Group("all", "", self.total, rows)] if rows else []
        return [
            Group(rank, name, next(row.case.in_rank for row in rows if row.case.rank == rank), of_rank)
            for rank, name in GROUP_NAMES.items()
            if (of_rank := [row for row in rows if row.case.rank == rank])
        ]

    @cached_property
    def _counts(self):
        counted = {one.key: Count("pk", filter=one.where) for one in self._tabs()}
        shown = Count("pk", filter=self.tab.where & self.filters)
        unread = Count("pk", filter=Q(pk__in=Case.objects.filter(letters__state="ready").values("pk")))
        return self.seen.aggregate(shown=shown, unread=unread, **counted)

    def _cases(self):
        """The cases of the page. Their ids are found first along an index; by date the list is read whole."""
        order, start = ORDERS[self.sort], (self.page - 1) * PAGE
        seen = policy.walked(self.user, Case.objects.all()).filter(self.tab.where, self.filters)
        if self.sort == BY_DATE:
            cases = ranked(seen, self.today).annotate(in_rank=Window(Count("pk"), partition_by=[F("rank")]))
            return with_first_date(for_rows(self.user, cases)).order_by(*order)[start : start + PAGE]
        of_page = seen.order_by(*order)[start : start + PAGE].values("pk")
        return with_first_date(for_rows(self.user, Case.objects.filter(pk__in=of_page))).order_by(*order)

    def _tabs(self):
        return list(tabs_of(self.user, self.today))


def tabs_of(user, today):
    """The saved lists of a person, without counts."""
    is_open = ~Q(stage=Stage.CLOSED)
    yield Tab("mine", _("Mine"), is_open & Q(responsible=user), BY_DATE)
    yield Tab("unassigned", _("Unassigned"), is_open & Q(responsible=None))
    for membership in groups.memberships_of(user):
        yield Tab(
            f"group-{membership.group.code}", membership.group.name, is_open & Q(group=membership.group_id)
        )
    yield Tab("messages", _("New messages"), Q(pk__in=_with_message()), BY_DATE)
    yield Tab("overdue", _("Overdue"), is_open & Q(pk__in=_overdue(today)), BY_DATE)
    yield Tab("admitted", _("Admitted"), is_open & Q(pk__in=policy.admitted_ids(user)))
    yield Tab("closed", _("Closed"), Q(stage=Stage.CLOSED))


def for_rows(user, cases):
    """Cases with what a row says from its own tables, and no more: lists are the busiest pages."""
    return policy.with_person_mark(user, cases).select_related("worker", "employer").only(*COLUMNS)


def with_first_date(cases):
    """Cases that know, as `first_date`, the first open date that is for us to keep; unset where there is none."""
    first = _dates().filter(case=OuterRef("pk")).order_by("safe_on", "rule_id", "subject").values("pk")[:1]
    condition = Q(deadlines__pk=Subquery(first))
    joined = cases.annotate(first_date=FilteredRelation("deadlines", condition=condition))
    return joined.select_related("first_date")


def ranked(cases, today):
    """Cases with their next date and the group of the list they belong to."""
    ours = _dates().filter(case=OuterRef("pk"))
    is_alarm = Exists(ours.legal().filter(safe_on__lte=today + timedelta(days=DAYS_OF_ALARM)))
    is_late = Q(next_on__lt=today)
    is_new = Q(stage=Stage.NEW, turn=Turn.TEAM)
    this_week = Q(next_on__lte=today + timedelta(days=DAYS_OF_WEEK))
    rank = Choose(
        When(is_new | is_late | is_alarm | Q(message_waits=True), then=Value(NOW)),
        When(Q(turn=Turn.TEAM) | this_week, then=Value(WEEK)),
        default=Value(WAITING),
        output_field=CharField(),
    )
    first = Subquery(ours.order_by("safe_on").values("safe_on")[:1])
    return cases.annotate(next_on=first).annotate(rank=rank)


def rows_of(cases, today):
    """One row a case, in the order given."""
    ids = [case.pk for case in cases]
    sums = ledger.open_sums(ids)
    return [_row(case, getattr(case, "first_date", None), sums.get(case.pk, []), today) for case in cases]


def _row(case, deadline, sums, today):
    left = (deadline.safe_on - today).days if deadline else None
    is_legal = deadline is not None and deadline.kind == "legal"
    return Row(
        case=case,
        called=case.worker.called if case.sees_person else case.reference,
        has_name=case.sees_person,
        next_on=deadline.safe_on if deadline else None,
        is_alarm=left is not None and left <= (DAYS_OF_ALARM if is_legal else 0),
        next_step=next_step(case, deadline, today),
        open_sums=sums,
    )


def _dates():
    """Open dates that are for us to keep."""
    return Deadline.objects.open().dated().exclude(actor="employer")


def _with_message():
    """Cases whose worker wrote and was not answered yet, closed ones too."""
    return Case.objects.filter(message_waits=True).values("pk")


def _overdue(today):
    return _dates().filter(safe_on__lt=today).values("case_id")


def _filters(stage, employer):
    wanted = Q(stage=stage) if stage in Stage.values else Q()
    return wanted & search.employer_words(employer) if employer else wanted
