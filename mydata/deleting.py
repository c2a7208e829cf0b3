"""Deleting what no running claim needs.

While the group works on an accepted case, the facts, the letters and who the person is stay: a claim needs them
(GDPR Art. 17(3)(e)). Before that and after closing everything goes that says who the person is or what they told.
The history keeps ids, codes, days and sums; the words leave it.
"""

from django.db import transaction

from cases import events, messaging
from cases.models import ACCEPTED_STAGES, Case, EventText, Turn, Worker
from documents.models import LetterState
from evidence import keeping
from evidence.models import Giver
from outbox import mail

PERSON = ("alias", "name", "passport_name", "address", "callback_words")
CONTACT = ("contact_value", "contact_note", "known_as")
# Of what was told only this stays: it says what kind of case it was.
KEPT_OF_STORY = ("language", "country", "region", "problems")
LEFT = (LetterState.APPROVED, LetterState.DISPATCHED)


def claim_runs(case) -> bool:
    """Whether the group pursues a claim of this case now."""
    return case.stage in ACCEPTED_STAGES


@transaction.atomic
def delete(case):
    """Delete what may go now, and tell the group. Nothing stays to be undone."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    runs = claim_runs(case)
    _forget_messages(case)
    _forget_contact(case)
    keeping.erase(case.evidence.filter(giver=Giver.WORKER, opened_at=None) if runs else case.evidence.all())
    if not runs:
        _forget_person(case)
    mail.forget_about("cases.Case", case.pk)
    Case.objects.filter(pk=case.pk).update(turn=Turn.TEAM, message_waits=True)
    detail = {"all": not runs}
    events.record(case, "data_deleted", by=None, detail=detail, visibility="worker")


def _forget_messages(case):
    kinds = (messaging.TO_WORKER, messaging.FROM_WORKER)
    EventText.objects.filter(pk__in=case.events.filter(kind__in=kinds).values("text_id")).delete()


def _forget_contact(case):
    worker = Worker.objects.get(case=case)
    for name in CONTACT:
        setattr(worker, name, "")
    worker.contact_channel, worker.safe_to_contact = "none", None
    worker.contact_rules, worker.contact_times, worker.contact_days = [], [], []
    worker.contact_from = worker.contact_until = None
    worker.save()


def _forget_person(case):
    worker = Worker.objects.get(case=case)
    for name in PERSON:
        setattr(worker, name, "")
    worker.save()
    intake = case.intake
    intake.given = {name: intake.given[name] for name in KEPT_OF_STORY if name in intake.given}
    intake.story = ""
    intake.save(update_fields=["given", "story"])
    case.name_tokens.all().delete()
    case.texts.all().delete()
    case.letters.exclude(state__in=LEFT).delete()
