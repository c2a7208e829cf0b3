"""Private calendar addresses: open dates of the cases a person works on, with neutral titles."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from cases.models import CalendarFeed, Case, Deadline

PRODUCT = "-//Poruch//Calendar//EN"
MEETING = timedelta(hours=1)


def renew(user):
    """Give the person a new secret address part; the old one stops working. Returned once, stored as a hash."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(user=user, defaults={"token_hash": _hash(token)})
    return token


def owner(token):
    """The active person the address belongs to, or None."""
    feed = CalendarFeed.objects.select_related("user").filter(token_hash=_hash(token)).first()
    return feed.user if feed and feed.user.is_active else None


def dates_of(user):
    """Open dates of the visible open cases the person is responsible for."""
    mine = Case.objects.visible_to(user).open().filter(responsible=user)
    open_dates = Deadline.objects.open().dated().exclude(actor="employer")
    return open_dates.filter(case__in=mine).select_related("case__group").order_by("safe_on", "pk")


def calendar(user) -> bytes:
    """The person's dates as iCalendar (RFC 5545): number and kind of date, no name, no free words."""
    from icalendar import Calendar

    shown = Calendar()
    shown.add("prodid", PRODUCT)
    shown.add("version", "2.0")
    shown.add("method", "PUBLISH")
    shown.add("x-wr-calname", settings.SITE_NAME)
    with translation.override(user.language):
        for deadline in dates_of(user):
            shown.add_component(_event(deadline))
    return shown.to_ical()


def _event(deadline):
    from icalendar import Event

    event = Event()
    event.add("uid", f"{deadline.pk}@poruch")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    month = f" ({deadline.subject})" if deadline.subject else ""
    event.add("summary", f"{deadline.case.reference}: {deadline.neutral_name}{month}")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if deadline.at_time:
        begins = _moment(deadline)
        event.add("dtstart", begins)
        event.add("dtend", begins + MEETING)
    else:
        event.add("dtstart", deadline.safe_on)
    return event


def _moment(deadline):
    """Date and time where the group works, as UTC: every calendar program reads that the same way."""
    zone = deadline.case.group.time_zone if deadline.case.group else settings.TIME_ZONE
    local = datetime.combine(deadline.safe_on, deadline.at_time, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
