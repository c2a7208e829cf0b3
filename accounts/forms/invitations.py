"""Inviting somebody, and taking an invitation up."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import EmailField, NewPasswordAgainField, NewPasswordField, SamePasswords
from accounts.models import MembershipRole, User
from security.clean import LineField


class ChoosePasswordForm(SamePasswords, forms.Form):
    """The first password of an account."""

    password1 = NewPasswordField(label=_("Password"))
    password2 = NewPasswordAgainField(label=_("Password, once more"))

    def __init__(self, *args, invitation, **options):
        super().__init__(*args, **options)
        self.fields["password1"].user = User(email=invitation.email, name=invitation.name)


class InviteForm(forms.Form):
    name = LineField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write the name of the person.")}
    )
    email = EmailField(max_length=254)
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=settings.LANGUAGES,
        error_messages={"required": _("Choose one.")},
    )
    role = forms.ChoiceField(
        label=_("Task in the group"),
        choices=MembershipRole.choices,
        initial=MembershipRole.CASEWORKER,
        widget=forms.RadioSelect,
        help_text=_("Coordinators also decide on letters, invite people and close cases."),
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
