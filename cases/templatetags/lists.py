"""What a row of a list says about contact and dates."""

from django import template
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

import wording
from pages.templatetags.parts import day_short, left_text

register = template.Library()


@register.simple_tag
def contact_rule(case):
    """Language, and how the person wants to be reached: never the number itself."""
    worker = case.worker
    said = [language_name(worker.language)]
    if not case.sees_person:
        return said[0]
    if worker.safe_to_contact is False:
        said.append(_("do not contact"))
    elif worker.contact_channel != "none":
        said.append(wording.label("channel", worker.contact_channel))
    if "never_call" in worker.contact_rules:
        said.append(_("never call"))
    return " · ".join(str(part) for part in said)


@register.inclusion_tag("parts/tag.html")
def date_chip(row, today):
    """The next date, in the colour of its urgency; only late and legal dates are loud."""
    if row.next_on is None:
        return {"text": _("No date"), "css_class": ""}
    left = (row.next_on - today).days
    if left < 0:
        return {"text": left_text(row.next_on, today), "css_class": "t-stop", "icon": "triangle-alert"}
    text = day_short(row.next_on, today) if left else _("Today")
    if row.is_alarm:
        said = f"{left_text(row.next_on, today)} · {text}" if left else text
        return {"text": said, "css_class": "t-warn", "icon": "clock"}
    return {"text": text, "css_class": "", "icon": "calendar"}


def language_name(code):
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code
