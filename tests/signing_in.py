"""Signing in through the pages, as tests need it."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.urls import reverse

from tests.cast import PASSWORD


def sign_in(client, user_or_email, password=PASSWORD, next_page="", **request):
    email = getattr(user_or_email, "email", user_or_email)
    address = reverse("account_login") + (f"?next={next_page}" if next_page else "")
    return client.post(address, {"login": email, "password": password, "next": next_page}, **request)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def give_app(user):
    """An authenticator app and recovery codes for the person; answers the app's secret."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret):
    """What the app shows now."""
    return auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))


def wrong_code(secret):
    return f"{(int(code_of(secret)) + 1) % 1_000_000:06}"


def secret_of(user):
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return get_adapter().decrypt(row.data["secret"])


def recovery_codes_of(user):
    return (
        Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    )


def forget_tries():
    """A later time: counters of tries and used codes are gone."""
    cache.clear()
