"""The sign-ins of a person that are open now, and ending one."""

import time

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import browsers
from accounts.middleware import is_over
from security import watch


def running(user, session_key):
    """What the profile shows: when, with which browser, and which one is this."""
    rows = _open_rows(user)
    return [
        {
            "id": row.pk,
            "since": row.created_at,
            "browser": browsers.describe(row.user_agent),
            "is_this_one": row.session_key == session_key,
        }
        for row in rows
    ]


def end(user, number):
    """End one sign-in of this person; False if they have none of this number."""
    row = UserSession.objects.filter(user=user, pk=number).first()
    if row is None:
        return False
    row.end()
    watch.record("sign_in_ended", user=user)
    return True


def end_others(user, session_key):
    """End every sign-in but the one at hand."""
    for row in UserSession.objects.filter(user=user).exclude(session_key=session_key):
        row.end()
    watch.record("sign_ins_ended", user=user)


def _open_rows(user):
    """Newest first; rows of sessions that are over go."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    sessions = Session.objects.filter(pk__in=keys, expire_date__gt=timezone.now())
    still_open = {session.pk for session in sessions if _is_open(session.get_decoded(), user)}
    over = [row.pk for row in rows if row.session_key not in still_open]
    if over:
        UserSession.objects.filter(pk__in=over).delete()
    return [row for row in rows if row.session_key in still_open]


def _is_open(session, user):
    """A changed password or a quiet half hour ends a session whose row still stands."""
    return session.get(HASH_SESSION_KEY) == user.get_session_auth_hash() and not is_over(
        session, int(time.time())
    )
