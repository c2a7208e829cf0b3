"""The words of a reminder: references and reasons, never a name."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import wording
from cases.models import DeadlineKind
from outbox import mail as outbox
from pages.templatetags import parts


def mail(notice, user, owed):
    """The unsaved outbox row for one person's notice, in that person's language."""
    with translation.override(user.language):
        subject = ngettext("%(count)s date needs you", "%(count)s dates need you", len(owed))
        lines = [line(one) for one in sorted(owed, key=lambda one: (one.due.safe_on, one.due.reference))]
        address = settings.SITE_URL + reverse("cases:mine")
        footer = _("Reminders stop when the date is met, moved or waived. Opening a case does not stop them.")
        return outbox.prepare(
            to=user.email,
            subject=subject % {"count": len(owed)},
            body="\n".join([*lines, "", footer, address]),
            kind="reminder",
            unique_key=f"reminder:{user.pk}:{notice.day}",
            about=("notifications.Notice", notice.pk),
        )


def line(owed):
    """One date: reference, what, when, and why this person reads it."""
    said = _("%(reference)s: %(what)s, %(day)s (%(left)s).") % {
        "reference": owed.due.reference,
        "what": what(owed.due),
        "day": _written(owed.due.safe_on, translation.get_language()),
        "left": left(owed.days_left),
    }
    if owed.is_escalation:
        return f"{said} " + _("You get this because nobody has acted on it yet.")
    return said


def what(due):
    """What is due, without the team's own words; a date of wages with its month."""
    name = wording.deadline_text(due.rule_id).name if due.rule_id else DeadlineKind(due.kind).label
    return f"{name} {due.subject}".strip()


def left(days):
    """How far away a day is, in words."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


@lru_cache(maxsize=1024)
def _written(day, language):
    """The same few days stand in very many lines."""
    return parts.day(day)
