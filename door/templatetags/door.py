"""What the pages of the door draw, and what the case page shows of the door."""

import segno
from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from cases import policy
from cases.models import DisputeMember
from cases.models.intake import IntakeChannel
from cases.presenting.beside import told_beside
from door import reaching, receipts, suspicion
from door.forms.fields import UNKNOWN
from door.forms.rough import ABOUT

register = template.Library()

PROBLEM_ICONS = {
    "unpaid_wages": "euro",
    "below_minimum_wage": "coins",
    "no_contract": "file-x",
    "dismissal": "file-text",
    "working_time": "clock",
    "sick_pay": "thermometer",
    "holiday": "sun",
    "accident": "bandage",
    "discrimination": "users",
    "housing": "house",
    "benefits": "shield",
    "other": "ellipsis",
}
MOST_LINES = 4
HELD_REASONS = {
    suspicion.TRAP: _("A field that people do not see was filled in."),
    suspicion.FAST: _("It was filled in within seconds."),
    suspicion.MANY: _("Very many came from the same address."),
    suspicion.EQUAL: _("The same words came several times."),
}


@register.filter
def unknown(field):
    """The box "I do not know" that belongs to a field, or nothing."""
    return _beside(field, UNKNOWN)


@register.filter
def about(field):
    """The line for what is remembered instead of a day, or nothing."""
    return _beside(field, ABOUT)


def _beside(field, ending):
    name = field.name + ending
    return field.form[name] if name in field.form.fields else None


@register.simple_tag
def qr(digits):
    """The code as a picture a phone can read. It holds the digits alone: no address, nothing to follow."""
    picture = segno.make(digits, error="h", micro=False)
    return mark_safe(  # noqa: S308 - drawn from 16 digits
        picture.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    )


@register.filter
def problem_icon(code):
    return PROBLEM_ICONS.get(code, "ellipsis")


@register.inclusion_tag("door/help_lines.html", takes_context=True)
def help_lines(context):
    """Whom to call: the group of the case, else the groups there are."""
    return {"reached": reaching.groups(MOST_LINES, only=context.get("group"))}


@register.filter
def held_reason(code):
    return HELD_REASONS.get(code, code)


@register.inclusion_tag("door/said.html")
def said_in_the_form(case, may_work):
    """What the person said that has no place among the facts; only for those who may know who it is."""
    intake = case.intake
    if intake.channel != IntakeChannel.FORM:
        return {}
    is_free = bool(intake.given.get("several")) and not DisputeMember.objects.filter(case=case).exists()
    return {
        "case": case,
        "rows": told_beside(intake.given),
        "may_join": may_work and is_free and case.group_id,
    }


@register.inclusion_tag("door/card.html", takes_context=True)
def worker_code(context, case):
    """Whether a code opens the worker's page, for those who may renew it."""
    may_renew = {"work_case", "see_person"} <= policy.actions(context["user"], case)
    return {"case": case, "may_renew": may_renew, "receipt": receipts.valid(case) if may_renew else None}
