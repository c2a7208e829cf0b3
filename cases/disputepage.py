"""A dispute as one reader sees it: each case only as far as the reader sees it anyway."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Q, Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import wording
from cases import ledger, policy, small_cells
from cases.models import Case, Claim, Deadline, Dispute, Payment
from cases.presenting import dates
from cases.presenting import disputes as telling

LINES_SHOWN = 12
DATES_SHOWN = 4
PAGE = 50


@dataclass(frozen=True)
class MemberLine:
    """One member. A case the reader does not see leaves the number and nothing else."""

    pk: object
    number: int
    called: str
    state: str = ""
    joined_on: date | None = None
    case: Case | None = None
    is_hidden: bool = False
    has_name: bool = False
    open_sums: list = field(default_factory=list)


@dataclass(frozen=True)
class Mark:
    """One stage of the bar."""

    name: str
    css_class: str
    is_now: bool


class DisputePage:
    """Everything the page shows, read once, in a number of queries that does not grow with the members."""

    def __init__(self, dispute, user):
        self.dispute, self.user = dispute, user
        self.today = dispute.today()

    @cached_property
    def members(self):
        sums = ledger.open_sums(list(self._seen))
        return [self._line(member, sums) for member in self._members]

    @cached_property
    def _members(self):
        return list(self.dispute.members.all())

    @cached_property
    def _case_ids(self):
        return [member.case_id for member in self._members if member.case_id]

    @cached_property
    def _seen(self):
        """{id: case} of the cases the reader sees."""
        cases = Case.objects.visible_to(self.user).filter(pk__in=self._case_ids)
        marked = policy.with_person_mark(self.user, cases).select_related("worker", "employer", "group")
        return {case.pk: case for case in marked}

    def _line(self, member, sums):
        number = _("Member %(number)s") % {"number": member.number}
        if member.case_id and member.case_id not in self._seen:
            return MemberLine(member.pk, member.number, number, is_hidden=True)
        case = self._seen.get(member.case_id)
        alias = member.name if case is None else case.worker.alias if case.sees_person else ""
        return MemberLine(
            pk=member.pk,
            number=member.number,
            called=alias or number,
            has_name=bool(alias),
            state=member.member_state,
            joined_on=member.joined_on,
            case=case,
            open_sums=sums.get(member.case_id, []),
        )

    @property
    def case_lines(self):
        return [line for line in self.members if line.case]

    @property
    def without_case(self):
        return [line for line in self.members if not line.case and not line.is_hidden]

    @property
    def hidden(self):
        return [line for line in self.members if line.is_hidden]

    @cached_property
    def states(self):
        """ "5 taking part, 2 undecided": of the members the reader may see."""
        counted = Counter(line.state for line in self.members if line.state)
        known = [code for code in wording.codes("member_state") if counted[code]]
        return [f"{wording.label('member_state', code)}: {counted[code]}" for code in known]

    @cached_property
    def demands(self):
        return list(self.dispute.demands.all())

    @cached_property
    def demand_states(self):
        counted = Counter(demand.state for demand in self.demands)
        known = [code for code in wording.codes("demand_state") if counted[code]]
        return [f"{wording.label('demand_state', code)}: {counted[code]}" for code in known]

    @cached_property
    def journal(self):
        entries = list(self.dispute.entries.select_related("by"))
        names = {str(line.pk): line.called for line in self.members}
        return telling.told(entries, names, {demand.number: demand.words for demand in self.demands})

    @property
    def newest(self):
        return self.journal[:LINES_SHOWN]

    @property
    def older(self):
        """The rest of the journal, folded on the page."""
        return self.journal[LINES_SHOWN:]

    @cached_property
    def track(self):
        """All stages but the last in order; a dispute that ended has them all behind it."""
        codes = list(wording.codes("dispute_stage"))
        now = codes.index(self.dispute.stage)
        return [
            Mark(
                wording.label("dispute_stage", code),
                "done" if place < now else "now" if place == now else "",
                place == now,
            )
            for place, code in enumerate(codes)
        ]

    @property
    def place(self):
        """(number of the present stage, number of stages) for people who do not see the bar."""
        codes = list(wording.codes("dispute_stage"))
        return codes.index(self.dispute.stage) + 1, len(codes)

    @property
    def stage(self):
        return wording.label("dispute_stage", self.dispute.stage)

    @cached_property
    def dates(self):
        """The next dates of the cases the reader sees."""
        ours = Deadline.objects.open().dated().exclude(actor="employer").filter(case__in=list(self._seen))
        first = list(ours.order_by("safe_on", "case__reference", "rule_id", "subject")[:DATES_SHOWN])
        for one in first:
            one.case = self._seen[one.case_id]
        return [(one, dates.name_of(one)) for one in first]

    # Sums. Whoever may count cases without seeing them could find one case by subtraction: what is not seen
    # is counted in only where there is enough of it.

    @cached_property
    def _counted(self):
        counted = policy.countable_by(self.user).filter(pk__in=self._case_ids)
        unseen = list(counted.exclude(pk__in=list(self._seen)).values_list("pk", flat=True))
        return [*self._seen, *(unseen if len(unseen) >= small_cells.SMALLEST else [])]

    @cached_property
    def totals(self):
        """One `Totals` for each currency, over the cases that are counted in."""
        sums = {}
        claims = Claim.objects.filter(case__in=self._counted).exclude(Claim.OF_UNKNOWN_KIND)
        claims = claims.order_by().values("currency")
        for row in claims.annotate(due=Sum("due"), claimed=Sum("open_gross"), net=Sum("paid_net")):
            _add(sums, row["currency"], earned=row["due"], claimed=row["claimed"], paid_net=row["net"])
        payments = Payment.objects.filter(case__in=self._counted).order_by().values("currency", "kind")
        for row in payments.annotate(sum=Sum("amount")):
            _add(
                sums, row["currency"], **{f"paid_{'gross' if row['kind'] == 'gross' else 'net'}": row["sum"]}
            )
        return [sums[currency] for currency in sorted(sums)]

    @property
    def counted_words(self):
        number = len(self._counted)
        return ngettext("from %(number)s case", "from %(number)s cases", number) % {"number": number}

    @property
    def left_out(self):
        """How many cases of the dispute stand behind no sum for this reader."""
        return len(self._case_ids) - len(self._counted)


def _add(sums, currency, **amounts):
    old = sums.get(currency) or ledger.Totals(currency)
    sums[currency] = replace(old, **{name: getattr(old, name) + amount for name, amount in amounts.items()})


def listed(user):
    """Disputes of the reader's groups, the newest first, each with its numbers; one query."""
    found = Dispute.objects.visible_to(user).select_related("group")
    return found.annotate(
        number_of_members=Count("members"),
        number_of_cases=Count("members", filter=Q(members__case__isnull=False)),
    ).order_by("-began_on", "-id")
