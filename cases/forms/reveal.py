"""Why somebody asks for the name, the phone and the address. The access log keeps the code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import CaseForm, ChoiceOf

PURPOSES = [
    ("contact", _("I call or write to the person")),
    ("caller", _("I check who is calling")),
    ("letter", _("I prepare a letter or a form")),
    ("correct", _("I correct the data")),
    ("meeting", _("I prepare a meeting or a hearing")),
]


class RevealForm(CaseForm):
    most_are_optional = False
    purpose = ChoiceOf(
        choices=lambda: PURPOSES, label=_("Why do you need it?"), required=True, widget=forms.RadioSelect
    )
