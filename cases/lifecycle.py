"""The one door for stage changes: authorise, check, change, save, record."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_fsm import has_transition_perm

from cases import events, policy
from cases.models import Visibility

# Steps the worker may read about; the others are the team's own business.
SEEN_BY_WORKER = {
    "accept",
    "decline",
    "refer",
    "send_demand",
    "talk",
    "start_action",
    "complain",
    "file_suit",
    "agree",
    "close",
}
# `documents.dispatching` alone takes this step, with the first demand.
TAKEN_BY_DISPATCH = "send_demand"


class StepRefused(Exception):
    """A step the facts do not allow; `reasons` are sentences for the screen."""

    def __init__(self, reasons):
        super().__init__("; ".join(str(reason) for reason in reasons))
        self.reasons = list(reasons)


def steps():
    """{name: transitions, one for each stage it starts from} of the declared machine, in its order."""
    from cases.models import Case

    found = {}
    for move in Case._meta.get_field("stage").get_all_transitions(Case):
        found.setdefault(move.name, []).append(move)
    return found


def sources(step):
    """Stages a step can start from."""
    return {move.source for move in steps()[step]}


def offered(case, user):
    """Names of the steps that this person may take from the present stage, allowed or still blocked."""
    if not policy.can(user, "work_case", case):
        return []
    return [step for step in steps() if case.stage in sources(step) and step != TAKEN_BY_DISPATCH]


def is_early(case, step):
    """True if the case is not accepted yet, so that only a coordinator takes this step, with a reason."""
    move = _move(case, step)
    return move is not None and move.custom.get("early") == case.stage


def blockers(case, step, facts=None):
    """Sentences that name what is missing before the step; empty means it can be taken.

    Without `facts` only the conditions on the case are asked: what the form must bring is not missing yet.
    """
    move = _move(case, step)
    if move is None:
        return _from_elsewhere(case, step)
    missing = [
        sentence for condition in move.conditions if not condition(case) for sentence in condition.each(case)
    ]
    if facts is None:
        return missing
    missing += [
        reason for fact, reason in move.custom.get("facts", {}).items() if facts.get(fact) in (None, "")
    ]
    if is_early(case, step) and not facts.get("early_reason"):
        missing.append(_("Before the case is accepted a coordinator must give a reason."))
    return missing


def _from_elsewhere(case, step):
    """Why a step cannot start here, and where it can."""
    from cases.models import Stage

    possible = [stage for stage in Stage if stage in sources(step)]
    sentences = [_("This step is not possible from the stage the case is in.")]
    if case.stage == Stage.NEW and possible != [Stage.CLOSED]:
        sentences.append(_("Take the case first."))
    stages = ", ".join(str(stage.label) for stage in possible)
    return [*sentences, _("Possible from: %(stages)s") % {"stages": stages}]


@transaction.atomic
def advance(case, step, *, by, text="", **facts):
    """Take one step. `by=None` is the system. Raises PermissionDenied, StepRefused, ConcurrentTransition.

    `early_reason` is a coordinator's reason for going to a court or an authority before the case is accepted.
    """
    if by is not None and not policy.can(by, "work_case", case):
        raise PermissionDenied(f"{by.pk} may not work on {case.pk}")
    missing = blockers(case, step, facts)
    if missing:
        raise StepRefused(missing)
    early_reason = facts.pop("early_reason", "")
    _authorise(case, step, by)
    move = _move(case, step)
    _take(case, step, facts)
    if early_reason:
        # The worker reads about the step, never the team's own reason for it.
        events.record(case, "early_step", by=by, detail={"step": step}, text=early_reason)
    words = {name: facts.pop(name) for name in move.custom.get("words", []) if facts.get(name)}
    events.record(
        case,
        step,
        by=by,
        detail={
            **{name: _code(value) for name, value in facts.items()},
            "from": move.source,
            "to": case.stage,
        },
        text="\n".join(str(part) for part in [*words.values(), text] if part),
        visibility=Visibility.WORKER if step in SEEN_BY_WORKER else Visibility.TEAM,
    )
    return case


def _authorise(case, step, by):
    if by is not None and not has_transition_perm(getattr(case, step), by):
        raise PermissionDenied(f"{by.pk} may not {step} {case.pk}")
    if is_early(case, step) and not policy.can(by, "decide_case", case):
        raise PermissionDenied(f"{getattr(by, 'pk', None)} may not {step} {case.pk} early")


def _take(case, step, facts):
    """Change and save what the step changes and nothing else: a stale copy must not undo a hand-over."""
    before = _columns(case)
    getattr(case, step)(**facts)
    changed = {name for name, value in _columns(case).items() if value != before[name]}
    # The stage is always among them: the optimistic lock looks at it.
    case.save(update_fields={"stage"} | changed)


def _columns(case):
    return {field.attname: getattr(case, field.attname) for field in case._meta.concrete_fields}


def _move(case, step):
    return next((move for move in steps().get(step, []) if move.source == case.stage), None)


def _code(value):
    """History rows hold ids and codes: a person stands in them as an id."""
    return str(value.pk) if hasattr(value, "pk") else value
