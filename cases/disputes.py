"""Disputes: opened, joined, moved on. Each verb leaves a line in the journal and in the history of the cases."""

import json
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import LocalGroup
from cases import events, references
from cases.models import Dispute, DisputeMember

IN_A_DISPUTE = _("This case is already part of a dispute.")
HAS_A_CASE = _("This member already has a case.")
# Lines of the journal that concern everybody, and what the history of each case calls them.
IN_HISTORY = {"demand": "dispute_demand", "stage": "dispute_stage", "action": "dispute_action"}


@transaction.atomic
def start(*, group, by, name, employer_name, began_on, place="", story="", submission_key=""):
    """Open a dispute. `submission_key` is the id it will have, so that the same form sent twice is one."""
    LocalGroup.objects.select_for_update().get(pk=group.pk)
    existing = Dispute.objects.filter(pk=submission_key or None, group=group).first()
    if existing:
        return existing
    dispute = Dispute(
        pk=_id(submission_key),
        group=group,
        name=name,
        employer_name=employer_name,
        began_on=began_on,
        place=place,
        story=story,
    )
    dispute.reference = references.next_dispute_reference(group, dispute.today().year)
    dispute.save(force_insert=True)
    _write(dispute, "started", by=by, on=began_on)
    return dispute


@transaction.atomic
def describe(dispute, *, by, **values):
    """Correct name, employer, place, first day or story; the journal keeps which of them changed."""
    changed = [name for name, value in values.items() if getattr(dispute, name) != value]
    for name in changed:
        setattr(dispute, name, values[name])
    if changed:
        dispute.save(update_fields=changed)
        _write(dispute, "described", by=by, on=dispute.today(), detail={"fields": changed})


@transaction.atomic
def add_member(dispute, *, by, joined_on, name="", state="joined", submission_key=""):
    """Somebody takes part who has no case yet."""
    _lock(dispute)
    existing = dispute.members.filter(pk=submission_key or None).first()
    if existing:
        return existing
    member = _member(dispute, joined_on, state, submission_key, name=name)
    _write(dispute, "member_joined", by=by, on=joined_on, detail=_of(member))
    return member


@transaction.atomic
def add_case(dispute, *, by, case, joined_on, state="joined", submission_key=""):
    """A case becomes part of the dispute. Raises ValidationError if it is part of one already."""
    _lock(dispute)
    existing = dispute.members.filter(pk=submission_key or None).first()
    if existing:
        return existing
    _refuse_second(case)
    member = _member(dispute, joined_on, state, submission_key, case=case)
    _write(dispute, "case_joined", by=by, on=joined_on, detail=_of(member))
    events.record(case, "dispute_joined", by=by, detail={"dispute": dispute.pk, "on": joined_on})
    return member


@transaction.atomic
def member_gets_case(member, *, by, case):
    """A member's own case is open now. From here on the case alone says who the member is."""
    dispute = member.dispute
    _lock(dispute)
    member.refresh_from_db()
    if member.case_id == case.pk:
        return
    if member.case_id:
        raise ValidationError(HAS_A_CASE)
    _refuse_second(case)
    member.case, member.name = case, ""
    member.save(update_fields=["case", "name"])
    _write(dispute, "got_case", by=by, on=dispute.today(), detail=_of(member))
    events.record(case, "dispute_joined", by=by, detail={"dispute": dispute.pk, "on": member.joined_on})


@transaction.atomic
def take_case_out(member, *, by):
    """The case was put here by mistake, or goes its own way: the member goes with it."""
    dispute, case = member.dispute, member.case
    _write(dispute, "case_left", by=by, on=dispute.today(), detail=_of(member))
    events.record(case, "dispute_left", by=by, detail={"dispute": dispute.pk})
    member.delete()


@transaction.atomic
def change_member(member, *, by, state, on, name=None):
    """Whether somebody still takes part; `name` only for a member without a case."""
    dispute = member.dispute
    if name is not None and not member.case_id and name != member.name:
        member.name = name
        member.save(update_fields=["name"])
        _write(dispute, "member_renamed", by=by, on=dispute.today(), detail=_of(member))
    if state == member.member_state:
        return
    member.member_state = state
    member.save(update_fields=["member_state"])
    _write(dispute, "member_state", by=by, on=on, detail={**_of(member), "state": state})
    if member.case_id:
        detail = {"dispute": dispute.pk, "state": state, "on": on}
        events.record(member.case, "dispute_member_state", by=by, detail=detail)


@transaction.atomic
def raise_demand(dispute, *, by, words, on, submission_key=""):
    """The members ask for something."""
    _lock(dispute)
    existing = dispute.demands.filter(pk=submission_key or None).first()
    if existing:
        return existing
    demand = dispute.demands.create(
        pk=_id(submission_key), number=_next_number(dispute.demands), words=words, changed_on=on
    )
    _say(dispute, "demand", by=by, on=on, detail={"number": demand.number, "state": demand.state})
    return demand


@transaction.atomic
def change_demand(demand, *, by, state, on, words=""):
    """The employer answered a demand, or the members dropped it; `words` say how."""
    if state == demand.state and not words:
        return
    demand.state, demand.changed_on = state, on
    demand.save(update_fields=["state", "changed_on"])
    detail = {"number": demand.number, "state": state}
    _say(demand.dispute, "demand", by=by, on=on, detail=detail, words=words)


@transaction.atomic
def move_on(dispute, *, by, stage, on, words=""):
    """The dispute is at another stage. Disputes go forth and back, so any stage may follow any other."""
    if stage == dispute.stage:
        return
    dispute.stage = stage
    dispute.save(update_fields=["stage"])
    _say(dispute, "stage", by=by, on=on, detail={"stage": stage}, words=words)


@transaction.atomic
def write(dispute, *, by, kind, on, words="", submission_key=""):
    """What happened on a day: a rally, a meeting, a threat. `kind` is a code of the set `action`."""
    _lock(dispute)
    return _say(dispute, "action", by=by, on=on, detail={"action": kind}, words=words, key=submission_key)


def _id(key):
    """The id that the page was drawn with, else a new one."""
    return uuid.UUID(key) if key else uuid.uuid4()


def _lock(dispute):
    """Two who add at once wait for each other, so that each gets a number of its own."""
    Dispute.objects.select_for_update().get(pk=dispute.pk)


def _refuse_second(case):
    if DisputeMember.objects.filter(case=case).exists():
        raise ValidationError(IN_A_DISPUTE)


def _member(dispute, joined_on, state, key, **more):
    return dispute.members.create(
        pk=_id(key),
        number=_next_number(dispute.members),
        joined_on=joined_on,
        member_state=state,
        **more,
    )


def _next_number(rows):
    last = rows.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _say(dispute, kind, *, by, on, detail, words="", key=""):
    """A line of the journal that concerns everybody: the history of each case has it too, without the words."""
    entry = _write(dispute, kind, by=by, on=on, detail=detail, words=words, key=key)
    if entry is None:
        return dispute.entries.get(pk=key)
    # In the order of their ids, so that two who write at once cannot wait for each other for ever.
    for member in dispute.members.exclude(case=None).select_related("case").order_by("case_id"):
        said = {"dispute": dispute.pk, "on": on, **detail}
        events.record(member.case, IN_HISTORY[kind], by=by, detail=said)
    return entry


def _write(dispute, kind, *, by, on, detail=None, words="", key=""):
    """One more line of the journal; None if the same form was sent before."""
    if key and dispute.entries.filter(pk=key).exists():
        return None
    detail = json.loads(json.dumps(detail or {}, default=str))
    return dispute.entries.create(pk=_id(key), kind=kind, by=by, on=on, detail=detail, words=words)


def _of(member):
    return {"member": member.pk, "number": member.number}
