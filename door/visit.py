"""What the browser's session knows of a visitor: one key, of a draft, receipt or story, and when it was used."""

import time

from django.utils import timezone

from door.models import Draft, Held, Receipt

DRAFT, RECEIPT, HELD, SEEN = "draft", "receipt", "held", "door_seen"
QUIET_SECONDS = 20 * 60


class Away(Exception):
    """The visitor was quiet for too long; the session no longer opens anything."""


def remember(request, **key):
    """Let the session open one draft or one receipt, under a session id nobody knew before."""
    if not request.user.is_authenticated:
        request.session.cycle_key()
    for name, value in key.items():
        request.session[name] = str(value)
    request.session[SEEN] = int(time.time())


def forget(request, *names):
    for name in names or (DRAFT, RECEIPT, HELD, SEEN):
        request.session.pop(name, None)


def draft(request):
    """The draft of this session, or None. What somebody typed for long is taken; looking again is not."""
    key = _key(request, DRAFT)
    return Draft.objects.filter(pk=key, expires_at__gt=timezone.now()).first() if key else None


def receipt(request):
    """The valid receipt this session was opened with, or None."""
    key = _key(request, RECEIPT)
    found = Receipt.objects.filter(pk=key, voided_at=None).select_related("case__group", "case__employment")
    return found.first() if key else None


def held(request):
    """The story set aside this session was opened with, or None."""
    key = _key(request, HELD)
    return Held.objects.filter(pk=key).select_related("group").first() if key else None


def _key(request, name):
    key = request.session.get(name)
    if key is None:
        return None
    if request.method != "POST" and time.time() - request.session.get(SEEN, 0) > QUIET_SECONDS:
        forget(request)
        raise Away
    request.session[SEEN] = int(time.time())
    return key
