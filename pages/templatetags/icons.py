"""{% icon "calendar" %}: a lucide icon as inline SVG. It decorates; the words beside it carry the meaning."""

from functools import cache
from xml.etree import ElementTree

import lucide
from django import template
from django.utils.safestring import mark_safe

register = template.Library()

TURNED_BY_DIRECTION = ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-out", "send")
KEPT = {"viewBox": "0 0 24 24", "aria-hidden": "true", "focusable": "false"}
MARK = "M3 20c4-9 6-13 9-13s5 4 9 13M7.5 20c1.6-4 2.8-6 4.5-6s2.9 2 4.5 6"


@register.simple_tag
def icon(name):
    """An unknown name is a mistake in a template and stops there."""
    return _drawn(str(name))


@register.simple_tag
def mark():
    """Our own sign: a small roof under a larger one, someone beside you."""
    return _svg("i", [ElementTree.Element("path", {"d": MARK})])


@cache
def _drawn(name):
    try:
        drawing = lucide._load_icon(name)
    except lucide.IconDoesNotExist as error:
        raise template.TemplateSyntaxError(str(error)) from error
    return _svg("i i-flip" if name in TURNED_BY_DIRECTION else "i", list(drawing))


def _svg(css_class, shapes):
    svg = ElementTree.Element("svg", {"class": css_class, **KEPT})
    svg.extend(shapes)
    return mark_safe(ElementTree.tostring(svg, encoding="unicode"))  # noqa: S308 - our own drawings only
