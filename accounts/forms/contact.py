"""How people reach a group, as it stands on its public pages."""

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.models import LocalGroup
from security.clean import LineField

# What volunteers speak, beyond the languages the pages are written in.
SPOKEN = "ar bg cs de en es fa fr hi hr hu it ka ky lt pl pt ro ru sk sq sr tr uk uz vi".split()


def spoken():
    """[(code, name)] in the reader's language, by that name."""
    found = [(code, str(get_language_info(code)["name_translated"])) for code in SPOKEN]
    return sorted(found, key=lambda row: row[1].casefold())


class GroupContactForm(forms.ModelForm):
    """Phone, e-mail and languages of a group."""

    phone = LineField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("Workers see it on the first page. Without one they see the e-mail address."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        choices=spoken,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = LocalGroup
        fields = ["phone", "email", "languages"]
