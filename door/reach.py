"""How the worker wants to be reached, asked again and changed on the worker's own page."""

from django.db import transaction

from cases import events
from cases.models import Worker

# Field of the form: field of the worker.
FIELDS = {
    "channel": "contact_channel",
    "value": "contact_value",
    "rules": "contact_rules",
    "times": "contact_times",
    "known_as": "known_as",
    "note": "contact_note",
    "language": "language",
}


def told(worker):
    """The rules as the form shows them."""
    return {asked: getattr(worker, name) for asked, name in FIELDS.items()}


@transaction.atomic
def change(case, values):
    """Keep what the person chose. Days and hours the team noted give way to what is chosen now.

    Whoever gives an address here says that it is safe.
    """
    worker = Worker.objects.get(case=case)
    new = {name: values[asked] for asked, name in FIELDS.items()}
    new["safe_to_contact"] = True if new["contact_value"] else None
    if new["contact_times"] != worker.contact_times:
        new |= {"contact_days": [], "contact_from": None, "contact_until": None}
    changed = sorted(name for name, value in new.items() if getattr(worker, name) != value)
    if changed:
        for name in changed:
            setattr(worker, name, new[name])
        worker.save(update_fields=changed)
        events.record(case, "contact_changed", by=None, detail={"fields": changed}, visibility="worker")
