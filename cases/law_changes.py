"""Dates and sums the running law would change on open cases: shown first, applied when somebody says so."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef

import wording
from cases import claiming, deadlines, events, facts, law_stamp, ledger, policy
from cases.models import Case, DeadlineKind, LawCheck

AT_ONCE = 500


@dataclass(frozen=True)
class Change:
    """One date that would change. No old version: a new date; no new version: the date no longer applies."""

    rule_id: str
    subject: str
    old_on: date | None
    new_on: date | None
    old_due: date | None
    new_due: date | None
    old_version: str
    new_version: str

    is_sum = False

    @property
    def name(self):
        name = wording.deadline_text(self.rule_id).name
        return f"{name} ({wording.subject(self.subject)})" if self.subject else name

    @property
    def is_new(self):
        return not self.old_version

    @property
    def is_gone(self):
        return not self.new_version


@dataclass(frozen=True)
class SumChange:
    """One claim that would change. No old sum: a claim that comes to be; no new sum: the law gives none any more."""

    claim_type: str
    month: date | None
    week: date | None
    currency: str
    old_due: Decimal | None
    new_due: Decimal | None
    old_open: Decimal | None
    new_open: Decimal | None

    is_sum = True

    @property
    def name(self):
        when = wording.worked(self.month, self.week)
        return ", ".join(filter(None, (str(wording.label("claim_type", self.claim_type)), when)))


def of_case(case):
    """Changes of a case: its open dates, the most urgent first, then its sums; nothing is saved."""
    return [*_dates_of(case), *sums_of(case)]


def sums_of(case):
    """Changes of the sums of a case, those worked out by the month or week and those of claims of other kinds."""
    stored = list(case.claims.all())
    computed = [claim for claim in stored if claim.is_computed]
    pairs = [*ledger.by_law(case, computed), *claiming.by_law(stored)]
    return [_sum_change(old, new) for old, new in pairs if _sums(old) != _sums(new)]


def _sums(claim):
    return claim and (claim.due, claim.open_gross)


def _sum_change(old, new):
    one = new or old
    return SumChange(
        one.claim_type,
        one.month,
        one.week,
        one.currency,
        old_due=old and old.due,
        new_due=new and new.due,
        old_open=old and old.open_gross,
        new_open=new and new.open_gross,
    )


def _dates_of(case):
    """Changes of the open dates of a case.

    A date that was met stays met. One that was given up counts where its day to work to would be another.
    """
    known = {(one.rule_id, one.subject): one for one in case.deadlines.all() if one.rule_id}
    found, changes = deadlines.by_law(case), []
    for one in found:
        old = known.pop(one.key, None)
        if (
            old is None
            or old.superseded_on
            or (not old.met_on and _days(old) != (one.due_on, one.date.safe_on))
        ):
            changes.append(_change(one.key, None if old and old.superseded_on else old, one))
    gone = [one for one in known.values() if one.is_open and one.kind == DeadlineKind.LEGAL]
    return [*changes, *(_change((one.rule_id, one.subject), one, None) for one in gone)]


def _days(one):
    return one.due_on, one.safe_on


def _change(key, old, new):
    return Change(
        *key,
        old_on=old and old.safe_on,
        new_on=new and new.date.safe_on,
        old_due=old and old.due_on,
        new_due=new and new.due_on,
        old_version=old.rule_version if old else "",
        new_version=new.date.rule_version if new else "",
    )


def waiting(cases):
    """Open cases that were not compared with the running law yet."""
    compared = LawCheck.objects.filter(case=OuterRef("pk"), stamp=law_stamp.current())
    return cases.open().filter(~Exists(compared))


def differing(cases):
    """Open cases to which the running law would give other dates, as far as they were compared."""
    return cases.open().filter(law_check__differs=True)


def to_apply(user):
    """Cases this person sees and answers for, to which the running law gives other dates."""
    return policy.visible(user, differing(policy.law_scope(user)))


def with_facts(cases):
    """The same cases with everything `of_case` reads, in a few queries."""
    return cases.select_related("group", "employment").prefetch_related(
        "triggers",
        "claims__case__employment",
        "periods",
        "deductions",
        "deadlines",
        "group__regions",
        "group__local_holidays",
    )


def compare(case):
    """The changes of one case, and a mark whether there are any; its dates stay as they are."""
    changes = of_case(case)
    law_stamp.put(case, differs=bool(changes))
    return changes


def compare_waiting(cases=None, limit=AT_ONCE) -> int:
    """Compare the next cases with the running law; called by the clock, so that no page has to. Returns how many."""
    found = waiting(Case.objects.all() if cases is None else cases).order_by("pk")[:limit]
    return sum(1 for case in with_facts(found) if compare(case) is not None)


@transaction.atomic
def apply(case, *, by):
    """Work dates and sums out with the running law; old ones and both versions stay in history. Returns the changes."""
    facts.take_turn(case)
    changes = of_case(case)
    if changes:
        events.record(case, "law_applied", by=by, detail={"stamp": law_stamp.current()})
        ledger.recompute(case, by=by)
        claiming.recompute(case, by=by)
        ledger.end_too_large_write_offs(case, by)
        deadlines.recompute(case, by=by, kind="deadline_by_new_law")
    law_stamp.put(case, differs=False)
    return changes
