"""Correcting who the worker and the employer are. History names the fields and never what they say."""

from django.db import transaction

from cases import events, search
from cases.facts import ChangedMeanwhile, take_turn
from cases.models import Employer, Worker

PERSON, EMPLOYER = "person_changed", "employer_changed"


def version(case, kind):
    """Number of the last entry in history that changed the person or the employer: what a page was drawn from."""
    return case.events.filter(kind=kind).order_by("-number").values_list("number", flat=True).first() or 0


@transaction.atomic
def change_person(case, *, by, values, seen=None):
    """Change what is known of the worker; the search finds the new names and no longer the old ones.

    Raises ChangedMeanwhile if the person is no longer that of the version `seen`.
    """
    _take_turn(case, PERSON, seen)
    worker = case.worker = Worker.objects.get(case=case)
    changed = _set(worker, values)
    if not changed:
        return
    worker.save()
    search.index(case)
    events.record(case, PERSON, by=by, detail={"fields": changed})


@transaction.atomic
def change_employer(case, *, by, values, seen=None):
    """Change what is known of the other side, on this case only. Raises ChangedMeanwhile as `change_person`."""
    _take_turn(case, EMPLOYER, seen)
    employer = case.employer = Employer.objects.get(case=case)
    changed = _set(employer, values)
    if not changed:
        return
    employer.name_key = search.employer_key(employer.name)
    employer.save()
    events.record(case, EMPLOYER, by=by, detail={"fields": changed})


def _take_turn(case, kind, seen):
    take_turn(case)
    if seen is not None and seen != version(case, kind):
        raise ChangedMeanwhile


def _set(row, values):
    """Set the values; returns the names of the fields that changed."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed
