"""The conflict check: do we already act for, or against, somebody named in this case?"""

from dataclasses import dataclass

from django.db import transaction

from cases import events, policy, search
from cases.models import Case
from security import blind


@dataclass(frozen=True)
class Match:
    """A possible conflict: another case the reader may see, and in which way it touches this one."""

    case: Case
    kind: str  # "same_worker", "same_employer", "employer_is_worker", "worker_is_employer"


def look_for(case, user):
    """Possible conflicts among the cases the user may see; by a worker's name only where they may know it."""
    others = Case.objects.visible_to(user).exclude(pk=case.pk).select_related("employer", "group")
    named = policy.identifiable(user, others)
    found = [Match(other, "same_worker") for other in _with_worker_of(named, case)]
    if case.employer.name_key:
        found += [Match(o, "same_employer") for o in others.filter(employer__name_key=case.employer.name_key)]
        found += [Match(o, "employer_is_worker") for o in search.by_name(named, case.employer.name)]
    key = search.employer_key(case.worker.name)
    if key:
        found += [Match(o, "worker_is_employer") for o in others.filter(employer__name_key=key)]
    return found


def _with_worker_of(others, case):
    name = case.worker.passport_name or case.worker.name
    # One word is no match: first names repeat.
    return search.by_name(others, name) if len(blind.fold(name)) > 1 else others.none()


@transaction.atomic
def clear(case, *, by, note=""):
    """Somebody looked at the matches and vouches that nothing stands in the way."""
    case.conflict_checked_on = case.today()
    case.save(update_fields=["conflict_checked_on"])
    events.record(case, "conflict_checked", by=by, text=note)
