"""The worker takes a consent back on the own page; the group sees it at once."""

from django.db import transaction

from cases import consents
from cases.models import Case, Turn

KINDS = ("read", "act")


def running(case):
    """{kind: consent} of what the worker can take back here."""
    return {one.kind: one for one in case.consents.filter(kind__in=KINDS, withdrawn_on=None)}


@transaction.atomic
def withdraw(case, kind):
    """Said twice it is taken back once. The case stands at the top of the group's list until somebody reacts."""
    consent = case.consents.select_for_update().filter(kind=kind, withdrawn_on=None).first()
    if consent is None:
        return
    consent.case = case
    consents.withdraw(consent, by=None)
    Case.objects.filter(pk=case.pk).update(turn=Turn.TEAM, message_waits=True)
