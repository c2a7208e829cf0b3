"""Changing a password, and choosing a new one after forgetting it."""

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import (
    EmailField,
    NewPasswordAgainField,
    NewPasswordField,
    PasswordField,
    SamePasswords,
)


class ForgottenForm(allauth_forms.ResetPasswordForm):
    email = EmailField()


class NewPasswordForm(SamePasswords, allauth_forms.ResetPasswordKeyForm):
    """Behind the link of the mail."""

    password1 = NewPasswordField()
    password2 = NewPasswordAgainField()


class ChangeForm(SamePasswords, allauth_forms.ChangePasswordForm):
    """Asks for the old password as well: an unattended screen is not enough."""

    oldpassword = PasswordField(label=_("Password until now"))
    password1 = NewPasswordField()
    password2 = NewPasswordAgainField()
