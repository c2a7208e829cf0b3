"""What a group says of itself in public."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from security.clean import LineField, ParagraphField


class TextsForm(forms.Form):
    """All texts in one language."""

    hours = LineField(
        label=_("When somebody answers"),
        required=False,
        max_length=120,
        help_text=_("It stands beside the phone number, for example: Tuesday and Thursday, 18:00 to 20:00."),
    )
    imprint = ParagraphField(
        label=_("Imprint"),
        required=False,
        max_length=20_000,
        help_text=_("Who answers for the group: name, address, e-mail, and who supervises legal advice."),
    )
    privacy = ParagraphField(
        label=_("Privacy"),
        required=False,
        max_length=40_000,
        help_text=_("Which data you keep, why, how long, and whom people can ask."),
    )

    def __init__(self, *args, language, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["lang"] = language
            if isinstance(field, ParagraphField):
                field.widget.attrs["rows"] = 14


def languages():
    """The languages of the site, each in its own words."""
    return [get_language_info(code) for code, _name in settings.LANGUAGES]
