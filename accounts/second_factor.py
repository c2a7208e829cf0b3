"""The second step of signing in: who has one, who passed it in this session, and the forms around it."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts import leaving
from security import watch

PASSED_KEY = "second_factor_of"


def is_required():
    return settings.PORUCH_MODE != "demo"


def has_one(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def is_passed(request):
    """True if this session proved the second factor the person has now.

    A session that began with the password alone, before the person set one up elsewhere, does not count.
    """
    return request.session.get(PASSED_KEY) == str(request.user.pk) and has_one(request.user)


def note_passed(request, user):
    request.session[PASSED_KEY] = str(user.pk)


def take_away(user):
    """For somebody who lost phone and recovery codes: they set a new one up at the next sign-in."""
    Authenticator.objects.filter(user=user).delete()
    leaving.end_sessions(user)
    watch.record("second_factor_removed", user=user)


class SetUpForm(ActivateTOTPForm):
    """Confirms a new authenticator app. Until then the secret waits in the session, sealed."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        forms.Form.__init__(self, *args, **kwargs)
        _as_code(self.fields["code"])
        self.secret = _waiting_secret(base.context.request.session, renew=not self.is_bound)

    def clean_code(self):
        code = super().clean_code()
        auth.TOTP(Authenticator(user=self.user))._mark_code_used(code)
        note_passed(base.context.request, self.user)
        return code


class PassesSecondFactor:
    """Notes the pass in the session, and every wrong code in the access log."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"])

    def save(self):
        super().save()
        note_passed(base.context.request, self.user)

    def _emit_authentication_failed(self, authenticator):
        watch.record("second_factor_failed", user=self.user, request=base.context.request)


class PassForm(PassesSecondFactor, base.AuthenticateForm):
    """Asks for the code at sign-in."""


class PassAgainForm(PassesSecondFactor, base.ReauthenticateForm):
    """Asks for the code before something delicate."""


def _as_code(field):
    """The keypad with digits on a phone, filled in by the authenticator app where it can."""
    field.label = _("Code of 6 digits from your app")
    field.help_text = _("Pasting works too. The code changes every 30 seconds.")
    field.error_messages |= {"required": _("Write the code that your app shows now.")}
    field.widget = forms.TextInput(
        {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "otp"}
    )


def _waiting_secret(session, *, renew):
    sealed = session.get(auth.SECRET_SESSION_KEY)
    if renew or not sealed:
        sealed = session[auth.SECRET_SESSION_KEY] = get_adapter().encrypt(auth.generate_totp_secret())
    return get_adapter().decrypt(sealed)
