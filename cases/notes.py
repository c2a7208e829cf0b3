"""Notes, calls and messages on a case."""

from django.db import transaction

from cases import events
from cases.models import Case, HistoryHead, Turn


@transaction.atomic
def write(case, *, by, text, for_worker=False, submission_key=""):
    """A note of the team, or a message the worker reads on the status page."""
    if for_worker:
        Case.objects.filter(pk=case.pk).update(turn=Turn.WORKER)
        return _record_once(case, "message_to_worker", submission_key, by=by, text=text, visibility="worker")
    return _record_once(case, "note", submission_key, by=by, text=text)


@transaction.atomic
def receive(case, *, text, submission_key=""):
    """What the worker wrote on the status page: now it is our turn."""
    Case.objects.filter(pk=case.pk).update(turn=Turn.TEAM)
    return _record_once(case, "message_from_worker", submission_key, by=None, text=text, visibility="worker")


@transaction.atomic
def log_call(case, *, by, reached, text="", submission_key=""):
    """A call to the worker: reached or not, and what was said."""
    return _record_once(case, "call", submission_key, by=by, detail={"reached": bool(reached)}, text=text)


def _record_once(case, kind, key, *, detail=None, **said):
    """The same form sent twice is one entry; the lock on the head makes two equal posts wait."""
    detail = {**(detail or {}), **({"key": key} if key else {})}
    if key:
        HistoryHead.objects.select_for_update().filter(case=case).first()
        existing = case.events.filter(kind=kind, detail__key=key).first()
        if existing:
            return existing
    return events.record(case, kind, detail=detail, **said)
