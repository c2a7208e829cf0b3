"""Browsers that people signed in with before.

Whoever types wrong passwords for somebody else's account locks it for all unknown browsers. The owner's
browser holds a signed cookie and has its own count of tries, so that nobody can keep a caseworker out before
a deadline. The cookie opens nothing and names nobody: it holds a random number and keyed marks of e-mail
addresses.
"""

import secrets

from django.conf import settings
from django.core import signing

from security import blind

COOKIE = f"{settings.COOKIE_PREFIX}device"
SALT = "accounts.devices"
AGE_SECONDS = 180 * 24 * 60 * 60
MOST_PEOPLE = 8


def known(request, email):
    """The browser's number, if the owner of this e-mail signed in with it before."""
    number, people = _read(request)
    return number if _mark(email) in people else None


def remember(request, response, user):
    """Let this browser be known as one of the person's own."""
    number, people = _read(request)
    mark = _mark(user.email)
    people = [mark, *[other for other in people if other != mark]][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps([number or secrets.token_hex(16), people], salt=SALT),
        max_age=AGE_SECONDS,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE_SECONDS)
    except signing.BadSignature:
        return None, []


def _mark(email):
    return blind.token("device", email.strip().lower())[:32]
