"""What a person sets for themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.user import Theme
from security.clean import LineField

AS_THE_DEVICE = "device"


class ProfileForm(forms.ModelForm):
    name = LineField(
        label=_("Name"),
        max_length=120,
        help_text=_("Colleagues see it beside what you do in a case."),
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[(AS_THE_DEVICE, Theme.DEVICE.label), *Theme.choices[1:]],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    class Meta:
        model = User
        fields = ["name", "language", "theme"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["theme"] = self.instance.theme or AS_THE_DEVICE

    def clean_theme(self):
        chosen = self.cleaned_data["theme"]
        return Theme.DEVICE if chosen == AS_THE_DEVICE else chosen
