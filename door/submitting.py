"""Sending: one draft becomes one case with one code, however often the form is posted.

What looks like a robot's becomes no case yet: it is set aside for a person, and the sender is answered alike.
"""

from django.db import transaction
from django.utils import timezone

from cases import intake
from door import code, drafts, promises, quarantine, receipts, steps, suspicion
from door.given import given
from door.models import Draft
from evidence import keeping


@transaction.atomic
def send(draft, *, consent, language):
    """Open the case (or set the story aside) and give its code. The draft then holds no answers any more."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.is_sent:
        return draft
    answers, unread = taken(draft)
    told = given(answers, consent=consent, language=language, unread=unread)
    digits = drafts.shown_code(draft) or code.draw()
    reasons = suspicion.reasons(draft, told)
    if reasons:
        draft.held = quarantine.hold(told, key=draft.pk.hex, reasons=reasons, digits=digits)
    else:
        draft.case = _opened(told, draft, digits)
    drafts.show(draft, digits)
    draft.answers, draft.typed, draft.code_hash = {}, {}, ""
    draft.expires_at = draft.code_until
    draft.save()
    return draft


def _opened(told, draft, digits):
    case = intake.open_case(given=told, channel="form", by=None, submission_key=draft.pk.hex)
    keeping.attach(draft.pk.hex, case)
    promises.give(case, promises.STORY)
    receipts.give(case, digits)
    return case


def taken(draft):
    """(answers, unread): what was typed last on each page counts; what cannot be understood goes along as typed.

    `unread` maps the question to the words, so that a person can read what the program could not.
    """
    answers, unread = dict(draft.answers), {}
    for step in steps.path(answers):
        typed = drafts.typed(draft, step.slug)
        if typed is None:
            continue
        form = step.form(typed, today=timezone.localdate(), others=answers)
        if not form.is_valid():
            unread |= form.not_understood()
        if form.is_valid() or not step.is_needed:
            answers[step.slug] = form.plain()
    return answers, unread
