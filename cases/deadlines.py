"""Dates of a case: computed from its facts, set by hand, met, moved or waived. Old values stay in history."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Min

from cases import events
from cases.events import Entry
from cases.models import Case, Deadline, DeadlineKind, Turn
from lawpack import deadlines as law

COMPUTED = [
    "actor",
    "rule_version",
    "trigger_event",
    "trigger_on",
    "safe_on",
    "citation",
    "is_verified",
    "is_limitation",
]

MOVABLE = {DeadlineKind.REPLY, DeadlineKind.APPOINTMENT, DeadlineKind.TASK}


@transaction.atomic
def recompute(case, *, by, kind="deadline_recomputed"):
    """Bring the legal deadlines in line with the facts. `kind` is the event that tells of a changed date."""
    known = {(one.rule_id, one.subject): one for one in case.deadlines.exclude(rule_id="")}
    fresh, kept, entries = [], set(), []
    for found in by_law(case):
        deadline = known.get(found.key)
        if deadline is None:
            rule_id, subject = found.key
            deadline = Deadline(case=case, kind=DeadlineKind.LEGAL, rule_id=rule_id, subject=subject)
            _fill(deadline, found)
            fresh.append(deadline)
            entries.append(Entry("deadline_computed", _said(deadline)))
        else:
            entries += _bring_in_line(deadline, found, kind)
        kept.add(deadline.pk)
    Deadline.objects.bulk_create(fresh)
    gone = [one for one in known.values() if one.kind == DeadlineKind.LEGAL and one.pk not in kept]
    events.record_all(case, [*entries, *_supersede(case, gone)], by=by)


@dataclass(frozen=True)
class Found:
    """One date the law gives. `latest_on`: its last day counted from the latest day, where the day is uncertain."""

    date: law.Deadline
    latest_on: date | None

    @property
    def key(self):
        return self.date.rule_id, self.date.subject

    @property
    def due_on(self):
        """None too where the clause is void: nothing is lost then, its day stays as the day to act by."""
        return None if self.date.void_reason else self.date.due_on


def by_law(case):
    """The dates the law gives for the facts as they are, the most urgent first."""
    from cases import facts

    triggers = case.triggers.all()
    told = law.compute(facts.law_facts(case, triggers))
    if not any(trigger.latest_on for trigger in triggers):
        return [Found(one, None) for one in told]
    latest = {
        (one.rule_id, one.subject): one.due_on
        for one in law.compute(facts.law_facts(case, triggers, at_latest=True))
    }
    found = [Found(one, latest.get((one.rule_id, one.subject))) for one in told]
    return [one if one.latest_on != one.due_on else Found(one.date, None) for one in found]


def _bring_in_line(deadline, found, kind):
    old, had_gone = _said(deadline), deadline.superseded_on is not None
    _fill(deadline, found)
    deadline.superseded_on = None
    if _said(deadline)["safe_on"] != old["safe_on"]:
        # Given up was the old day; about the new one somebody has to decide again.
        deadline.waived_on = None
    deadline.save()
    if had_gone or _said(deadline) != old:
        yield Entry(kind, {"old": old, **_said(deadline)})


def _supersede(case, gone):
    for deadline in [one for one in gone if one.is_open]:
        deadline.superseded_on = case.today()
        deadline.save()
        yield Entry("deadline_superseded", _said(deadline))


def _fill(deadline, found):
    for name in COMPUTED:
        setattr(deadline, name, getattr(found.date, name))
    deadline.steps = [asdict(step) for step in found.date.steps]
    deadline.warnings = [asdict(step) for step in found.date.warnings]
    reason = found.date.no_date_reason or found.date.void_reason
    deadline.no_date_reason = asdict(reason) if reason else None
    deadline.due_on = found.due_on
    deadline.latest_on = found.latest_on if found.due_on else None


@transaction.atomic
def set_date(
    case,
    *,
    by,
    kind,
    on,
    title="",
    at_time=None,
    place="",
    interpreter="",
    about_id=None,
    steps=(),
    trigger_on=None,
    submission_key="",
):
    """A date of our own: an appointment, a task, the employer's answer, an instalment.

    `submission_key` is the id the date will have, so that the same form sent twice is one date.
    """
    existing = Deadline.objects.filter(pk=submission_key or None, case=case).first()
    if existing:
        return existing
    deadline = Deadline.objects.create(
        pk=submission_key or uuid.uuid4(),
        case=case,
        kind=kind,
        actor="worker" if kind == DeadlineKind.APPOINTMENT else "team",
        title=title,
        due_on=on,
        safe_on=on,
        at_time=at_time,
        place=place,
        interpreter=interpreter,
        set_by=by,
        about_id=about_id,
        steps=list(steps),
        trigger_on=trigger_on,
    )
    events.record(case, "deadline_set", by=by, detail=_said(deadline), text=title)
    return deadline


@transaction.atomic
def meet(deadline, *, by, on):
    """The duty is done."""
    deadline.met_on = on
    deadline.save()
    events.record(deadline.case, "deadline_met", by=by, detail={**_said(deadline), "met_on": on})


@transaction.atomic
def move(deadline, *, by, to, reason):
    """Another day for a date of our own; the law's move with the facts, instalments with the agreement."""
    if deadline.kind not in MOVABLE:
        raise ValueError(f"a date of the kind {deadline.kind} does not move by hand")
    old = deadline.safe_on
    deadline.due_on = deadline.safe_on = to
    deadline.save()
    events.record(deadline.case, "deadline_moved", by=by, detail={**_said(deadline), "old": old}, text=reason)


@transaction.atomic
def waive(case, *, by, deadlines, reason):
    """Let dates go with one reason for the list."""
    for deadline in deadlines:
        deadline.waived_on = case.today()
        deadline.save()
    said = [_said(deadline) for deadline in deadlines]
    events.record(case, "deadlines_waived", by=by, detail={"deadlines": said}, text=reason)


@transaction.atomic
def revive(case, *, by, waived_on):
    """Legal dates that were given up on this day are open again, unless their last day is over."""
    given_up = case.deadlines.legal().filter(waived_on=waived_on, met_on=None, superseded_on=None)
    running = [one for one in given_up if (one.due_on or one.safe_on) >= case.today()]
    for deadline in running:
        deadline.waived_on = None
        deadline.save()
    if running:
        said = [_said(deadline) for deadline in running]
        events.record(case, "deadlines_revived", by=by, detail={"deadlines": said})


def next_of(case):
    """The open date to work to first."""
    return case.deadlines.open().dated().exclude(actor="employer").order_by("safe_on").first()


def first_letter_on(case):
    """The day the first letter that waits, or waited, for an answer was sent; None before there is one."""
    waited = case.deadlines.filter(kind=DeadlineKind.REPLY).exclude(trigger_on=None)
    return waited.aggregate(first=Min("trigger_on"))["first"]


@transaction.atomic
def answer_came(case, *, by, on, text=""):
    """The employer answered: the dates that waited for it are done, and it is our turn."""
    events.record(case, "answer_came", by=by, detail={"on": on}, text=text)
    for deadline in case.deadlines.open().filter(kind=DeadlineKind.REPLY):
        meet(deadline, by=by, on=on)
    Case.objects.filter(pk=case.pk).update(turn=Turn.TEAM)


def _said(deadline):
    said = {
        "deadline": str(deadline.pk),
        "rule": deadline.rule_id or deadline.kind,
        "subject": deadline.subject,
        "trigger_on": str(deadline.trigger_on or ""),
        "due_on": str(deadline.due_on or ""),
        "safe_on": str(deadline.safe_on or ""),
        "version": deadline.rule_version,
    }
    return said | ({"latest_on": str(deadline.latest_on)} if deadline.latest_on else {})
