"""How allauth behaves here: nobody signs up, mail goes through the outbox, tries are counted so that
strangers cannot lock the owner out, and every secret of the second factor is sealed."""

import ipaddress

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import devices, mails
from security import blind, throttle, watch
from security.keyring import ring

JUST_NOW_SECONDS = 5 * 60
OWN_BUCKET = {"own_login_failed": "5/5m/key"}
# What the next page says by itself.
UNWANTED_MESSAGES = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "mfa/messages/recovery_codes_generated.txt",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, sign-out and passwords."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail or the password is wrong. Check both and try again."),
        "incorrect_password": _("This is not your password. Please try again."),
        "enter_current_password": _("This is not your password. Please try again."),
        "too_many_login_attempts": _("There were too many tries. Wait five minutes, then try again."),
        "rate_limited": _("There were too many tries. Wait five minutes, then try again."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
    }

    # --- Who gets in -----------------------------------------------------------------------------

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Count the try. A browser the person signed in with before, or is in now, has its own count."""
        own = self._own_bucket(request, credentials.get("email", ""))
        if own is None:
            key = self._get_login_attempts_cache_key(request, **credentials)
            usage = ratelimit.consume(request, app="allauth.account", action="login_failed", key=key)
        else:
            usage = ratelimit.consume(
                request, app="allauth.account", action="own_login_failed", config=OWN_BUCKET, key=own
            )
        self._login_failed_rl_usage = usage
        if not usage:
            _note_lock(request, credentials)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request, **credentials):
        """The person, or None: for a wrong password, an unknown e-mail and a closed account alike."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if user is None:
            self.authentication_failed(request, **credentials)
        else:
            self._rollback_login_failed_rl_usage()
        return user

    def authentication_failed(self, request, **credentials):
        watch.record("sign_in_failed", detail=_typed(credentials), request=request)

    def reauthenticate(self, user, password):
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever signed in a moment ago has just proved who they are: no third password is asked for."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _signed_in_just_now(
            context.request
        )

    def respond_user_inactive(self, request, user):
        return HttpResponseRedirect(reverse("account_login"))

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        watch.record("signed_in", user=user, request=request)
        devices.remember(request, response, user)
        return response

    def set_password(self, user, password):
        """A new password also ends a lock that wrong tries of others put on the account."""
        super().set_password(user, password)
        watch.record("password_changed", user=user, request=context.request)
        self._delete_login_attempts_cached_email(context.request, email=user.email)

    def get_client_ip(self, request):
        """Where a try came from, as an address that can be compared for a day and leads back to nobody."""
        mark = int(throttle.source_key(request)[:14], 16)
        return str(ipaddress.IPv6Address((0xFD << 120) | (mark << 64)))

    def is_ajax(self, request):
        """There are pages only: no answer of allauth's own making shows through."""
        return False

    # --- Where people go, what they read -----------------------------------------------------------

    def get_login_redirect_url(self, request):
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key):
        """Built on SITE_URL: what a request claims to be its host never reaches a mail."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.SITE_URL}{path.replace('UID-KEY', key)}"

    def send_password_reset_mail(self, user, email, context):
        mails.password_reset(user, link=context["password_reset_url"])

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        mails.account_changed(user, change=template_prefix.rpartition("/")[2])

    def send_mail(self, template_prefix, email, context):
        """Every other message of allauth belongs to a door that is closed here."""

    def add_message(
        self, request, level, message_template=None, message_context=None, extra_tags="", message=None
    ):
        if message_template not in UNWANTED_MESSAGES:
            super().add_message(request, level, message_template, message_context, extra_tags, message)

    def _own_bucket(self, request, email):
        if request.user.is_authenticated:
            return f"session:{request.user.pk}"
        device = devices.known(request, email)
        return device and f"device:{device}"


class MFAAdapter(DefaultMFAAdapter):
    """The second factor. Its secrets are never stored in clear."""

    ABOUT = "mfa"

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or was used before. Type the code that is shown now."),
    }

    def encrypt(self, text):
        return ring().encrypt(text.encode(), self.ABOUT)

    def decrypt(self, encrypted_text):
        return ring().decrypt(encrypted_text, self.ABOUT).decode()

    def get_totp_label(self, user):
        return user.email


def _typed(credentials):
    """The e-mail typed, as a mark: tries at one account can be counted, the account cannot be read."""
    return blind.token("sign-in", credentials.get("email", "").strip().lower())[:32]


def _note_lock(request, credentials):
    """Once in five minutes for one account: a flood of tries must not become a flood of entries."""
    typed = _typed(credentials)
    if throttle.hit("sign_in_locked", typed, 1, 300):
        watch.record("sign_in_locked", detail=typed, request=request)


def _signed_in_just_now(request):
    records = get_authentication_records(request, request.user)
    return bool(records) and timezone.now().timestamp() - records[-1]["at"] < JUST_NOW_SECONDS
