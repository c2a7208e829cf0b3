"""Receipt codes of cases: given, found, renewed and voided. A case has one valid code at most."""

from django.db import transaction
from django.utils import timezone

from cases import events
from cases.models import Case
from door import code
from door.models import Receipt


def give(case, digits):
    """Let these digits open the worker's page of the case."""
    return Receipt.objects.create(case=case, code_hash=code.keyed(digits), given_at=timezone.now())


def find(digits):
    """The receipt these digits open, or None: unknown and voided are one answer."""
    return Receipt.objects.filter(code_hash=code.keyed(digits), voided_at=None).first()


def valid(case):
    return case.receipts.filter(voided_at=None).first()


@transaction.atomic
def renew(case, *, by):
    """Void the code of the case and return the digits of a new one."""
    _locked(case)
    _void(case)
    digits = code.draw()
    give(case, digits)
    events.record(case, "code_renewed", by=by)
    return digits


@transaction.atomic
def void(case, *, by):
    """From now on no code opens the worker's page. Said twice it is one entry."""
    _locked(case)
    if _void(case):
        events.record(case, "code_voided", by=by)


def _locked(case):
    """Two people who renew at the same time wait for each other."""
    Case.objects.select_for_update().get(pk=case.pk)


def _void(case):
    return case.receipts.filter(voided_at=None).update(voided_at=timezone.now())
