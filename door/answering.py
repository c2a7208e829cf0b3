"""What the worker writes on the status page reaches the team, with a day by which it answers."""

from django.db import transaction

from cases import messaging
from door import promises


@transaction.atomic
def write(case, *, text, submission_key):
    """Record the message once, however often it is posted."""
    if case.events.filter(kind="message_from_worker", detail__key=submission_key).exists():
        return
    messaging.receive(case, text=text, submission_key=submission_key)
    promises.give(case, promises.MESSAGE)
