"""Everything the page of law changes shows: cases the reader sees one by one, the others as a number."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases import law_changes, policy, small_cells
from cases.models import Case


@dataclass(frozen=True)
class Hidden:
    """Cases of a group that change and that the reader does not see. No number: too few to be told."""

    group: str
    number: int | None


class LawPage:
    """Law changes for a coordinator (the own groups) or a network coordinator (all groups, as figures)."""

    ROWS = 25

    def __init__(self, user):
        self.user = user

    @property
    def may_see(self):
        return policy.answers_for_law(self.user)

    @property
    def is_network(self):
        """Whether the reader coordinates the network, and so sees the cases of groups as numbers only."""
        return self.user.is_network_coordinator

    @cached_property
    def scope(self):
        return policy.law_scope(self.user)

    @cached_property
    def differing(self):
        return law_changes.differing(self.scope)

    @cached_property
    def cases(self):
        """Those the reader sees, by number."""
        return policy.visible(self.user, self.differing).order_by("reference")

    @property
    def waiting(self):
        """How many still have to be compared."""
        return law_changes.waiting(self.scope).count()

    def rows(self, cases):
        """[(case, its changes, whether the reader may apply them)]"""
        found = law_changes.with_facts(Case.objects.filter(pk__in=[case.pk for case in cases]))
        return [
            (case, law_changes.of_case(case), policy.can(self.user, "work_case", case))
            for case in found.order_by("reference")
        ]

    def chosen(self, keys):
        """The cases behind posted ids that the reader sees and works on."""
        wanted = [key for key in keys[: self.ROWS] if _is_id(key)]
        if not wanted:
            return []
        found = self.cases.filter(pk__in=wanted).select_related("group", "employment")
        return [case for case in found if policy.can(self.user, "work_case", case)]

    @cached_property
    def hidden(self):
        """[Hidden] a group: changing cases that stay a number for this reader."""
        unseen = self.differing.exclude(pk__in=policy.visible(self.user, Case.objects.all()).values("pk"))
        counted = unseen.values("group", "group__name").annotate(number=Count("pk")).order_by("group__name")
        rows = list(counted.filter(~Q(number=0)))
        exact = policy.counts_exactly(self.user, {row["group"] for row in rows})
        return [
            Hidden(
                row["group__name"] or _("No group yet"),
                row["number"] if row["group"] in exact or row["number"] >= small_cells.SMALLEST else None,
            )
            for row in rows
        ]


def _is_id(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False
