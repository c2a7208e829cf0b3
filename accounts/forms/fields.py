"""Fields of the sign-in pages, in the words of this site and with the hints password managers need."""

from allauth.account.fields import SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

WRITE_EMAIL = _("Write the e-mail address, for example name@example.org.")
NEW_PASSWORD_HINT = _(
    "At least 15 characters. Four or five words that have nothing to do with each other are good."
)


class EmailField(forms.EmailField):
    def __init__(self, **options):
        options.setdefault("label", _("E-mail"))
        super().__init__(
            error_messages={"required": WRITE_EMAIL, "invalid": WRITE_EMAIL},
            widget=forms.EmailInput({"autocomplete": "username"}),
            **options,
        )


class PasswordField(forms.CharField):
    """The password a person has."""

    def __init__(self, **options):
        options.setdefault("label", _("Password"))
        super().__init__(
            strip=False,
            error_messages={"required": _("Write your password.")},
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
            **options,
        )


class NewPasswordField(SetPasswordField):
    """The password a person chooses; set `.user` so that it can be compared with name and e-mail."""

    def __init__(self, **options):
        options.setdefault("label", _("New password"))
        super().__init__(
            help_text=NEW_PASSWORD_HINT, error_messages={"required": _("Write the new password.")}, **options
        )
        del self.widget.attrs["placeholder"]


class NewPasswordAgainField(forms.CharField):
    def __init__(self, **options):
        options.setdefault("label", _("New password, once more"))
        super().__init__(
            strip=False,
            error_messages={"required": _("Write the new password a second time.")},
            widget=forms.PasswordInput({"autocomplete": "new-password"}),
            **options,
        )


class SamePasswords:
    """Refuses two passwords that differ."""

    def clean(self):
        answers = super().clean()
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second and not self.has_error("password2"):
            self.add_error("password2", _("The two passwords differ. Write the same one twice."))
        return answers
