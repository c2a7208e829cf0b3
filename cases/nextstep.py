"""What to do next in a case, in a few words: from its next date, else from its stage and whose turn it is."""

from django.utils.translation import gettext_lazy as _

import wording
from cases.models import DeadlineKind, Stage, Turn

BY_STAGE = {
    Stage.NEW: _("Read the story and answer"),
    Stage.CHECKING: _("Check the facts and confirm the dates"),
    Stage.CLAIM_READY: _("Write the demand"),
    Stage.DEMAND_SENT: _("Read the employer's answer"),
    Stage.NEGOTIATING: _("Talk with the employer"),
    Stage.COLLECTIVE_ACTION: _("Plan the next step with the others"),
    Stage.AT_AUTHORITY: _("Ask the authority how it stands"),
    Stage.AT_COURT: _("Prepare the court date"),
    Stage.AGREED: _("Check whether the money came"),
}
WAITING = {
    Turn.WORKER: _("Wait for the worker's answer"),
    Turn.EMPLOYER: _("Wait for the employer's answer"),
    Turn.AUTHORITY: _("Wait for the authority"),
    Turn.COURT: _("Wait for the court"),
}
ANSWER = _("Answer the worker’s message")
SOON_DAYS = 8


def next_step(case, deadline, today):
    """`deadline` is the first open date of the case, or None."""
    if case.message_waits:
        return ANSWER
    if case.stage == Stage.CLOSED:
        return wording.label("outcome", case.outcome) if case.outcome else _("Nothing: the case is closed")
    if case.stage == Stage.NEW:
        return BY_STAGE[Stage.NEW]
    if _is_soon(deadline, today):
        return _of_date(deadline, today)
    if case.stage == Stage.AGREED:
        return BY_STAGE[Stage.AGREED]
    return WAITING.get(case.turn) or BY_STAGE[case.stage]


def speaks_of_date(case, deadline, today):
    """True if the sentence is about the date, so that its day belongs beside it."""
    if deadline is None or case.message_waits or case.stage in (Stage.CLOSED, Stage.NEW):
        return False
    if _is_soon(deadline, today):
        return True
    if case.stage == Stage.AGREED:
        return deadline.kind == DeadlineKind.INSTALMENT
    return case.turn == Turn.EMPLOYER and deadline.kind == DeadlineKind.REPLY


def _is_soon(deadline, today):
    return deadline is not None and (deadline.safe_on - today).days <= SOON_DAYS


def _of_date(deadline, today):
    if deadline.kind == DeadlineKind.REPLY:
        is_over = deadline.safe_on < today
        return _("No answer came: decide what to do") if is_over else WAITING[Turn.EMPLOYER]
    if deadline.kind == DeadlineKind.INSTALMENT:
        return BY_STAGE[Stage.AGREED]
    return deadline.name
