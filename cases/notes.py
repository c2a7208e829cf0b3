"""Notes and calls on a case; with the mark "the worker sees this" a note is a message."""

from django.db import transaction

from cases import messaging


@transaction.atomic
def write(case, *, by, text, for_worker=False, submission_key=""):
    """A note of the team, or a message the worker reads on the status page."""
    if for_worker:
        return messaging.send(case, by=by, text=text, submission_key=submission_key)
    return messaging.record_once(case, "note", submission_key, by=by, text=text)


@transaction.atomic
def log_call(case, *, by, reached, text="", submission_key=""):
    """A call to the worker: reached or not, and what was said."""
    return messaging.record_once(
        case, "call", submission_key, by=by, detail={"reached": bool(reached)}, text=text
    )
