"""Some kinds of mail ask once more before they leave: what was right when they were written may be so no longer."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Closed:
    """The message may not leave: before `until`, or at all."""

    until: datetime | None = None


def closed(mail, now) -> Closed | None:
    """What the gate of this kind of mail says (`OUTBOX_GATES`); None lets it out."""
    gate = settings.OUTBOX_GATES.get(mail.kind)
    return import_string(gate)(mail, now) if gate else None


def sender(mail) -> str:
    """Who it comes from. Mail behind a gate carries an address and no name."""
    return settings.WORKER_FROM_EMAIL if mail.kind in settings.OUTBOX_GATES else settings.DEFAULT_FROM_EMAIL
