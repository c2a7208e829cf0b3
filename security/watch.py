"""The access log: who looked, who was refused, which sign-in failed. Entries hold ids and codes only."""

import re

from django.utils import timezone

from security.keyring import ring
from security.models import AccessEntry
from security.throttle import source_key

_CODE = re.compile(r"[A-Za-z0-9_.:/-]{0,80}")


def record(kind, *, user=None, case_id=None, detail="", request=None) -> AccessEntry:
    """Write one entry. It stays even if the work around it is rolled back.

    The address is kept (as a hash that changes daily) only where no case is named: beside a case it could
    lead to a person.
    """
    return AccessEntry.objects.create(**_facts(kind, user, case_id, detail, request))


def record_reading(user, case_id, what) -> None:
    """Note that a person read part of a case; once an hour for the same person, case and part."""
    facts = _facts("reading", user, case_id, what, None)
    hour = facts["at"].strftime("%Y%m%d%H")
    once = ring().mac("index", "reading", f"{facts['user_id']}:{case_id}:{what}:{hour}")
    AccessEntry.objects.bulk_create([AccessEntry(once=once, **facts)], ignore_conflicts=True)


def entries_for_case(case_id):
    """All entries about a case, newest first."""
    return AccessEntry.objects.filter(case_id=case_id)


def _facts(kind, user, case_id, detail, request):
    if not (_CODE.fullmatch(kind) and _CODE.fullmatch(detail)):
        raise ValueError("The access log takes codes, not words.")
    return {
        "at": timezone.now(),
        "kind": kind,
        "user_id": getattr(user, "pk", None),
        "case_id": case_id,
        "detail": detail,
        "source_key": source_key(request) if request is not None and case_id is None else "",
    }
