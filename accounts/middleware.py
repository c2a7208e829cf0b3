"""What holds for every request of a signed-in person: language, end of sessions, second factor."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from accounts import second_factor

BEGAN, SEEN = "began_at", "seen_at"
WRITE_EVERY_SECONDS = 60

# What someone reaches who still has to set up or prove the second factor.
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "healthz",
    "set_language",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_reauthenticate",
}


class LanguageMiddleware:
    """The language of a signed-in person wins over browser and cookie, for this one request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = _language(request)
        if language is None:
            return self.get_response(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class SessionLimitMiddleware:
    """Ends a session after SESSION_IDLE_SECONDS without a request, and after SESSION_LIMIT_SECONDS."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = int(time.time())
            if is_over(request.session, now):
                logout(request)
            elif now - request.session.get(SEEN, 0) >= WRITE_EVERY_SECONDS:
                request.session[SEEN] = now
                request.session.setdefault(BEGAN, now)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Outside the demo nobody works without the second factor: not in a new account, not after losing it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not second_factor.is_required() or not request.user.is_authenticated:
            return None
        if request.resolver_match.view_name in OPEN_WITHOUT_SECOND_FACTOR or second_factor.is_passed(request):
            return None
        door = "mfa_reauthenticate" if second_factor.has_one(request.user) else "mfa_activate_totp"
        return HttpResponseRedirect(reverse(door))


def _language(request):
    language = getattr(request.user, "language", None)
    return language if language in dict(settings.LANGUAGES) else None


def is_over(session, now):
    """An old session without marks is a new one: the marks are set with its first request."""
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    return now - began >= settings.SESSION_LIMIT_SECONDS or now - seen >= settings.SESSION_IDLE_SECONDS
