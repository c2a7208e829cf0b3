"""The money of a case: the card of the case page and the words its tables use."""

from django import template
from django.utils.translation import gettext as _

import wording
from cases.claim_names import claim_name_html
from cases.statement import statement

register = template.Library()

INSTALMENT_TAGS = {
    "due": ("", "calendar"),
    "late": ("t-stop", "triangle-alert"),
    "part_paid": ("t-warn", "clock"),
    "paid": ("t-good", "check"),
    "written_off": ("t-line", ""),
}


@register.inclusion_tag("cases/_money.html", takes_context=True)
def money_card(context, case):
    """{% money_card case %}: claims, payments and the agreement, with what this reader may do."""
    said = statement(case, context["request"].user)
    return {"case": case, "statement": said, "request": context["request"]}


@register.inclusion_tag("parts/tag.html")
def instalment_tag(state):
    css_class, icon = INSTALMENT_TAGS[state]
    text = _("Written off") if state == "written_off" else wording.label("instalment", state)
    return {"text": text, "css_class": css_class, "icon": icon}


@register.inclusion_tag("parts/tag.html")
def known_tag(code):
    """How hours are known: remembered or proven."""
    css_class, icon = {"proven": ("t-good", "check")}.get(code, ("t-warn", ""))
    return {"text": wording.label("hours_known", code), "css_class": css_class, "icon": icon}


@register.filter
def called(claim):
    """What a claim is called: kind, what it is for, month or week"""
    return claim_name_html(claim)


@register.filter
def paid_word(kind):
    """gross, net or cash as one word, for the end of a line"""
    words = {"gross": _("gross"), "net": _("net"), "cash": _("in cash")}
    return words.get(kind, kind)
