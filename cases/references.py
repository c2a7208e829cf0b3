"""Case numbers such as KLN-2026-0147, and numbers of disputes such as KLN-C-2026-03."""

from django.db import transaction

from cases.models import ReferenceCounter

NETWORK_PREFIX = "NET"


def next_reference(group, year):
    """The next number of the group (or of the network's queue) in this year; never given out twice."""
    prefix = group.code if group else NETWORK_PREFIX
    return f"{prefix}-{year}-{_next(prefix, year):04d}"


def next_dispute_reference(group, year):
    """Disputes of a group are counted apart from its cases."""
    prefix = f"{group.code}-C"
    return f"{prefix}-{year}-{_next(prefix, year):02d}"


@transaction.atomic
def _next(prefix, year):
    ReferenceCounter.objects.get_or_create(prefix=prefix, year=year)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=prefix, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
