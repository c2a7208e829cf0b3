"""Disputes where other pages show them: {% case_dispute case %} is the card of a case."""

from django import template

import wording
from cases.models import Dispute, DisputeMember

register = template.Library()

STAGES = {
    "preparing": ("", ""),
    "vote": ("t-info", "vote"),
    "action": ("t-court", "megaphone"),
    "talks": ("t-brand", "message-circle"),
    "agreement": ("t-good", "handshake"),
    "follow_up": ("t-good", ""),
    "ended": ("t-line", ""),
}
DEMANDS = {"raised": "t-info", "refused": "t-stop", "offered": "t-warn", "met": "t-good", "dropped": "t-line"}
MEMBERS = {"joined": "t-good", "hesitating": "t-warn", "replaced": "t-stop"}


@register.inclusion_tag("cases/disputes/card.html", takes_context=True)
def case_dispute(context, case):
    """The dispute a case is part of, for those who see the dispute too; for others nothing."""
    seen = Dispute.objects.visible_to(context["user"])
    found = DisputeMember.objects.filter(case=case, dispute__in=seen).select_related("dispute")
    return {"member": found.first()}


@register.inclusion_tag("parts/tag.html")
def dispute_tag(stage):
    css_class, icon = STAGES.get(stage, ("", ""))
    return {"text": wording.label("dispute_stage", stage), "css_class": css_class, "icon": icon}


@register.inclusion_tag("parts/tag.html")
def demand_tag(state):
    return {"text": wording.label("demand_state", state), "css_class": DEMANDS.get(state, "")}


@register.inclusion_tag("parts/tag.html")
def member_tag(state):
    return {"text": wording.label("member_state", state), "css_class": MEMBERS.get(state, "t-line")}
