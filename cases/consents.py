"""What the worker agrees to, and takes back."""

from django.db import transaction

from cases import events
from cases.models import Consent


@transaction.atomic
def give(case, *, by, kind, given_on, language):
    """Record a consent in the language it was explained in."""
    consent, created = Consent.objects.get_or_create(
        case=case,
        kind=kind,
        withdrawn_on=None,
        defaults={"given_on": given_on, "language": language, "recorded_by": by},
    )
    if created:
        events.record(
            case,
            "consent_given",
            by=by,
            detail={"kind": kind, "on": given_on, "language": language},
            visibility="worker",
        )
    return consent


@transaction.atomic
def withdraw(consent, *, by):
    """The worker takes the consent back."""
    consent.withdrawn_on = consent.case.today()
    consent.save()
    events.record(
        consent.case, "consent_withdrawn", by=by, detail={"kind": consent.kind}, visibility="worker"
    )


@transaction.atomic
def sign_authority(case, *, by, signed_on):
    """The power of attorney was signed on paper; letters may go out in the worker's name."""
    case.authority_signed_on = signed_on
    case.save(update_fields=["authority_signed_on"])
    events.record(case, "authority_signed", by=by, detail={"on": signed_on}, visibility="worker")
