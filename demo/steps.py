"""The first steps of a case, as every story takes them."""

from cases import conflicts, consents, deadlines, facts, intake, lifecycle
from demo.clock import days_ago


def enter(given, *, by, key, days):
    with days_ago(days, 18):
        return intake.open_case(given=given, channel="phone", by=by, submission_key=key)


def take(case, *, by, days):
    with days_ago(days, 19):
        lifecycle.advance(case, "take", by=by, responsible=by)
        for deadline in case.deadlines.open().filter(rule_id="DE_SGBIII_38"):
            deadlines.meet(deadline, by=by, on=case.today())


def accept(case, *, by, days):
    """Everything the step asks for: conflict check, consent, confirmed dates."""
    with days_ago(days, 20):
        if case.employment.dismissal_form == "written":
            # Somebody looked into the envelope: without it the dismissal would have to be refused at once.
            facts.change(case, by=by, employment={"power_of_attorney_enclosed": True})
        for trigger in case.triggers.all():
            facts.confirm(trigger, by=by, known_by=trigger.known_by or "memory")
        conflicts.clear(case, by=by, note="Keine Überschneidung gefunden.")
        consents.sign_authority(case, by=by, signed_on=case.today())
        lifecycle.advance(case, "accept", by=by, on=case.today())


def prepare(given, *, by, key, days):
    """Intake, taken, accepted, on one evening and the next."""
    case = enter(given, by=by, key=key, days=days)
    take(case, by=by, days=days)
    accept(case, by=by, days=max(days - 1, 0))
    return case
