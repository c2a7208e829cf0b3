"""Signing in, and proving again who one is before something delicate."""

from allauth.account.forms import LoginForm, ReauthenticateForm

from accounts.forms.fields import EmailField, PasswordField


class SignInForm(LoginForm):
    password = PasswordField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"] = EmailField()
        self.order_fields(["login", "password"])


class PasswordAgainForm(ReauthenticateForm):
    password = PasswordField()
