"""How to answer without harm, and how to speak with each other. All may stay empty: the code is the way back."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language_info, pgettext_lazy

import wording
from cases.forms.person import BY_NUMBER, CHANNELS, FEWEST_DIGITS, is_latin
from door.forms.fields import DoorChoice, DoorChoices, DoorForm, line, paragraph

NO_CONTACT = "none"


def _channels():
    return [(code, wording.label("channel", code)) for code in (NO_CONTACT, *CHANNELS)]


def _languages():
    """Each language by its own name."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class ContactForm(DoorForm):
    """Where to write, and what must not happen there."""

    channel = DoorChoice(
        choices=_channels,
        label=pgettext_lazy("door", "How shall we write to you?"),
        widget=forms.RadioSelect,
        initial=NO_CONTACT,
    )
    value = line(
        pgettext_lazy("door", "Number or address for this"),
        200,
        help_text=pgettext_lazy("door", "Do not use the employer’s phone or e-mail."),
    )
    rules = DoorChoices(
        choices=lambda: wording.choices("contact_rule"),
        label=pgettext_lazy("door", "What must we respect?"),
        required=False,
    )
    times = DoorChoices(
        choices=lambda: wording.choices("contact_time"),
        label=pgettext_lazy("door", "When is it safe?"),
        required=False,
    )
    known_as = line(
        pgettext_lazy("door", "What shall we say first, so that you know it is us?"),
        120,
        help_text=pgettext_lazy(
            "door",
            "For example: greetings from the library. Other people then learn nothing. "
            "Do not use your safety words here.",
        ),
    )
    note = paragraph(
        pgettext_lazy("door", "Anything else we should know? For example: a partner reads the messages."),
        400,
        rows=2,
    )

    def clean(self):
        channel, value = self.cleaned_data.get("channel"), self.cleaned_data.get("value")
        if channel is None or value is None:
            return
        if value and channel in ("", NO_CONTACT):
            self.refuse("channel", pgettext_lazy("door", "Please choose what this number or address is for."))
        elif channel in ("", NO_CONTACT):
            return
        elif not value:
            self.refuse("value", pgettext_lazy("door", "Please write the number or address here."))
        elif channel == "email":
            self._check_email(value)
        elif channel in BY_NUMBER and sum(char.isdigit() for char in value) < FEWEST_DIGITS:
            self.refuse(
                "value",
                pgettext_lazy("door", "Please write the number with country code, for example +49 30 …"),
            )

    def _check_email(self, value):
        try:
            validate_email(value)
        except ValidationError:
            self.refuse(
                "value",
                pgettext_lazy("door", "This does not look like an e-mail address. It contains the sign @."),
            )


class ReachForm(ContactForm):
    """The same on the worker's own page, with the language."""

    language = DoorChoice(
        choices=_languages, required=True, label=pgettext_lazy("door", "In which language shall we write?")
    )


class TalkForm(DoorForm):
    """Name, language and the words by which the person is known again."""

    alias = line(
        pgettext_lazy("door", "How shall we call you? It does not have to be your real name."),
        80,
        autocomplete="nickname",
    )
    language = DoorChoice(
        choices=_languages, label=pgettext_lazy("door", "In which language shall we write?")
    )
    interpreter = forms.BooleanField(
        label=pgettext_lazy("door", "For a talk I would like an interpreter."), required=False
    )
    interpreter_language = line(pgettext_lazy("door", "Language for the interpreter"), 60)
    words = line(
        pgettext_lazy("door", "Choose two safety words"),
        120,
        help_text=pgettext_lazy(
            "door",
            "If you lose your code, you say these words and get a new one. "
            "Choose words nobody can guess, no names.",
        ),
    )
    passport_name = line(
        pgettext_lazy(
            "door",
            "Your name in Latin letters, as in your contract. "
            "We need it only for a letter; you can give it later.",
        ),
        200,
        autocomplete="name",
    )

    def clean_passport_name(self):
        name = self.cleaned_data["passport_name"]
        if not is_latin(name):
            raise ValidationError(
                pgettext_lazy("door", "Please write this name in Latin letters, as in your contract.")
            )
        return name

    def clean_words(self):
        words = self.cleaned_data["words"]
        if words and len(set(words.casefold().split())) < 2:
            raise ValidationError(pgettext_lazy("door", "Please write two different words."))
        return words

    def clean(self):
        """Who names a language for it would like an interpreter."""
        if self.cleaned_data.get("interpreter_language"):
            self.cleaned_data["interpreter"] = True
