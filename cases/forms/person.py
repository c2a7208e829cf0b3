"""Who the worker is and how to reach them without harm. Field names are those of the model Worker."""

import unicodedata
from datetime import time

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

import wording
from cases.forms.fields import WRITE_EMAIL, CaseForm, ChoiceOf, ManyOf, YesNoField
from security.clean import LineField, ParagraphField

CHANNELS = ("phone", "sms", "signal", "telegram", "whatsapp", "email")
BY_NUMBER = {"phone", "sms", "whatsapp"}
FEWEST_DIGITS = 5


def _channels():
    return [("none", _("No contact")), *((code, wording.label("channel", code)) for code in CHANNELS)]


def is_latin(name):
    """True if every letter is a Latin one, with or without marks."""
    letters = [char for char in name if unicodedata.category(char)[0] == "L"]
    return all("LATIN" in unicodedata.name(char, "") for char in letters)


def _weekdays():
    return [(str(number), wording.weekday_name(number)) for number in range(1, 8)]


class HourField(ChoiceOf):
    """A full hour of the day, as a time."""

    def __init__(self, **options):
        super().__init__(choices=lambda: [(f"{hour:02}:00",) * 2 for hour in range(24)], empty="", **options)

    def prepare_value(self, value):
        return f"{value:%H:00}" if isinstance(value, time) else value

    def clean(self, value):
        text = super().clean(value)
        return time.fromisoformat(text) if text else None


class PersonForm(CaseForm):
    """Only the language is required: nobody must give a name."""

    alias = LineField(
        label=_("What should we call the person?"),
        help_text=_("This stands in lists. The full name does not."),
        max_length=80,
        required=False,
    )
    name = LineField(label=_("Full name"), help_text=_("In any script."), max_length=200, required=False)
    passport_name = LineField(
        label=_("Name as in the passport"),
        help_text=_("In Latin letters. This stands in letters."),
        max_length=200,
        required=False,
    )
    language = ChoiceOf(
        choices=lambda: settings.LANGUAGES, empty="", required=True, label=_("Language of the person")
    )
    address = ParagraphField(
        label=_("Postal address of the person"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contact_channel = ChoiceOf(choices=_channels, initial="none", label=_("How can we reach the person?"))
    contact_value = LineField(label=_("Number, name there or address"), max_length=200, required=False)
    safe_to_contact = YesNoField(label=_("Is it safe to write or call there?"))
    contact_note = ParagraphField(
        label=_("How and when"),
        help_text=_("For example: only write, after 18:00, never on Sundays."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contact_rules = ManyOf(choices=lambda: wording.choices("contact_rule"), label=_("What must be respected"))
    contact_times = ManyOf(
        choices=lambda: wording.choices("contact_time"),
        label=_("When is it safe?"),
        help_text=_("Outside these hours no mail leaves. Nothing chosen means any time."),
    )
    contact_days = ManyOf(choices=_weekdays, label=_("Only on these days"))
    contact_from = HourField(label=_("Not before"))
    contact_until = HourField(label=_("Not after"))
    known_as = LineField(
        label=_("Words we say first when we call or write"),
        help_text=_("The person then knows who it is, and others do not."),
        max_length=200,
        required=False,
    )
    callback_words = LineField(
        label=_("Safety words of the person"),
        help_text=_("Who asks for a new code says them. We never say them first."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_passport_name(self):
        name = self.cleaned_data["passport_name"]
        if not is_latin(name):
            raise ValidationError(_("Write this name in Latin letters, as they stand in the passport."))
        return name

    def clean_contact_days(self):
        return [int(number) for number in self.cleaned_data["contact_days"]]

    def clean_contact_channel(self):
        return self.cleaned_data["contact_channel"] or "none"

    def clean(self):
        facts = self.cleaned_data
        start, end = facts.get("contact_from"), facts.get("contact_until")
        if start and end and end <= start:
            self.refuse("contact_until", _("Choose a later hour than the one before."))
        channel, value = facts.get("contact_channel"), facts.get("contact_value")
        if channel is None or value is None:
            return
        if value and channel == "none":
            self.refuse("contact_channel", _("Choose what this number or address is for."))
        elif channel != "none" and not value:
            self.refuse("contact_value", _("Write the number or address, or choose “No contact”."))
        elif channel == "email":
            self._check_email(value)
        elif channel in BY_NUMBER and sum(char.isdigit() for char in value) < FEWEST_DIGITS:
            self.refuse(
                "contact_value", _("Write the number with its country code, for example +49 221 0000123.")
            )

    def _check_email(self, value):
        try:
            validate_email(value)
        except ValidationError:
            self.refuse("contact_value", WRITE_EMAIL)
