"""Messages between the team and the worker: written on their pages, announced by a mail without content."""

from django.db import transaction

from cases import events, worker_notice
from cases.models import Case, HistoryHead, Turn, Worker

TO_WORKER, FROM_WORKER = "message_to_worker", "message_from_worker"


@transaction.atomic
def send(case, *, by, text, submission_key=""):
    """The team writes: it is the worker's turn, and what the worker wrote is answered."""
    event = record_once(case, TO_WORKER, submission_key, by=by, text=text, visibility="worker")
    Case.objects.filter(pk=case.pk).update(turn=Turn.WORKER, message_waits=False)
    case.worker.refresh_from_db()
    worker_notice.tell(case, about=first_unseen(case))
    return event


@transaction.atomic
def receive(case, *, text, submission_key=""):
    """The worker writes on their page: it is our turn, until somebody answers or says that it is read."""
    Case.objects.filter(pk=case.pk).update(turn=Turn.TEAM, message_waits=True)
    return record_once(case, FROM_WORKER, submission_key, by=None, text=text, visibility="worker")


@transaction.atomic
def mark_read(case, *, by):
    """Somebody of the team has read it and no answer is needed. Said twice it is one entry."""
    if Case.objects.filter(pk=case.pk, message_waits=True).update(message_waits=False):
        events.record(case, "messages_read", by=by)


def mark_seen(worker, number):
    """The worker's page has shown everything up to this entry."""
    Worker.objects.filter(pk=worker.pk, seen_number__lt=number).update(seen_number=number)


def first_unseen(case):
    """Number of the first message of ours that the worker's page has not shown, or None."""
    unseen = case.events.filter(kind=TO_WORKER, number__gt=case.worker.seen_number)
    return unseen.order_by("number").values_list("number", flat=True).first()


def record_once(case, kind, key, *, detail=None, **said):
    """The same form sent twice is one entry; the lock on the head makes two equal posts wait."""
    detail = {**(detail or {}), **({"key": key} if key else {})}
    if key:
        HistoryHead.objects.select_for_update().filter(case=case).first()
        existing = case.events.filter(kind=kind, detail__key=key).first()
        if existing:
            return existing
    return events.record(case, kind, detail=detail, **said)
