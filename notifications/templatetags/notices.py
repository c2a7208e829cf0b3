"""The number of open reminders for the bar."""

from django import template

from notifications import presenting

register = template.Library()


@register.simple_tag
def open_reminders(user):
    return presenting.open_today(user) if user.is_authenticated else 0
