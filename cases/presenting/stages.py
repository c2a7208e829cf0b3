"""The stage bar: where the case stands, which steps may be taken now, and what keeps the others."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

import wording
from cases import guards, lifecycle, policy
from cases.models import Stage

# Steps that need no word more than the press of a button.
AT_ONCE = {"take", "talk", "start_action", "default"}
# What usually comes next; it gets the main button.
USUAL = {
    "new": "take",
    "checking": "accept",
    "demand_sent": "talk",
    "negotiating": "agree",
    "collective_action": "talk",
    "at_authority": "talk",
    "at_court": "agree",
    "agreed": "close",
    "closed": "reopen",
}
# Steps that stand beside the main one; the rest waits behind "More steps".
NEAR = {
    "new": {"decline", "refer"},
    "checking": {"decline", "refer"},
    "claim_ready": {"agree"},
    "demand_sent": {"file_suit", "agree"},
    "negotiating": {"file_suit", "close"},
    "collective_action": {"file_suit", "agree"},
    "at_authority": {"file_suit", "agree"},
    "at_court": {"talk", "close"},
    "agreed": {"default"},
    "closed": set(),
}
ICONS = {
    "take": "hand",
    "accept": "circle-check",
    "decline": "circle-x",
    "refer": "arrow-right",
    "talk": "message-circle",
    "start_action": "megaphone",
    "complain": "landmark",
    "file_suit": "scale",
    "agree": "handshake",
    "default": "triangle-alert",
    "close": "check",
    "reopen": "rotate-ccw",
}
EARLY = gettext_lazy("Before the case is accepted only a coordinator can take this step, with a reason.")


@dataclass(frozen=True)
class Mark:
    """One stage of the bar."""

    name: str
    css_class: str
    is_now: bool


@dataclass(frozen=True)
class Move:
    """One step as a button, or with [(sentence, where to put it right)] of what is missing."""

    step: str
    name: str
    icon: str
    url: str
    at_once: bool = False
    is_main: bool = False
    is_near: bool = False
    blockers: tuple = ()


def track(case):
    """All stages in order; those before the present one count as done."""
    order = list(Stage)
    now = order.index(Stage(case.stage))
    return [
        Mark(stage.label, "done" if place < now else "now" if place == now else "", place == now)
        for place, stage in enumerate(order)
    ]


def place(case):
    """(number of the present stage, number of stages) for people who do not see the bar."""
    return list(Stage).index(Stage(case.stage)) + 1, len(Stage)


def moves(case, user):
    """Every step the reader is offered, possible ones first."""
    ways = fixes(case)
    found = [
        _move(case, user, step, ways) for step in lifecycle.offered(case, user) if not _is_idle(case, step)
    ]
    if found and case.stage == Stage.CLAIM_READY:
        # The first demand that goes out takes the step; writing it is the way there.
        address = reverse("documents:new", args=[case.pk])
        found.append(Move("letter", gettext_lazy("Write the letter"), "file-text", address, is_main=True))
    return sorted(found, key=lambda move: (bool(move.blockers), not move.is_main, not move.is_near))


def _move(case, user, step, ways):
    return Move(
        step=step,
        name=wording.label("step", step),
        icon=ICONS[step],
        url=_url(case, step),
        at_once=step in AT_ONCE,
        is_main=USUAL.get(case.stage) == step,
        is_near=step in NEAR[case.stage],
        blockers=tuple((sentence, ways.get(sentence)) for sentence in missing(case, user, step)),
    )


def missing(case, user, step):
    """Sentences for the reader; an agreement and early steps are asked on their own pages."""
    if step == "agree":
        return []
    if lifecycle.is_early(case, step) and not policy.can(user, "decide_case", case):
        return [EARLY]
    return lifecycle.blockers(case, step)


def _is_idle(case, step):
    """A step into the stage the case is already in changes something only if it brings facts."""
    return step == "start_action" and case.stage == Stage.COLLECTIVE_ACTION


def _url(case, step):
    if step == "agree":
        return reverse("cases:agreement_new", args=[case.pk])
    return reverse("cases:step", args=[case.pk, step])


def fixes(case):
    """{sentence: (address, words)}: where each thing that keeps a step is put right."""
    links = {
        guards.conflict_checked: ("cases:conflict", gettext_lazy("Check for conflicts")),
        guards.consent_to_act: ("cases:consent", gettext_lazy("Record the consent")),
        guards.has_responsible: ("cases:access", gettext_lazy("Make somebody responsible")),
        guards.agreement_recorded: ("cases:agreement_new", gettext_lazy("Record the agreement")),
        guards.no_unpaid_instalment: ("cases:money", gettext_lazy("Look at the instalments")),
    }
    found = {guard.reason: (reverse(name, args=[case.pk]), words) for guard, (name, words) in links.items()}
    for trigger in guards.unconfirmed_triggers(case):
        address = reverse("cases:confirm_date", args=[case.pk, trigger.pk])
        found[guards.not_confirmed(trigger)] = (address, gettext_lazy("Confirm the date"))
    return found
