"""The worker's answer to a letter."""

from django.forms import ValidationError
from django.utils.translation import pgettext_lazy

from door.forms.fields import DoorForm, paragraph


class ChangeForm(DoorForm):
    """What should be different."""

    words = paragraph(
        pgettext_lazy("door", "Please change this:"),
        4_000,
        rows=4,
        help_text=pgettext_lazy(
            "door", "For example: the hours in October are wrong. You can write in your language."
        ),
    )

    def clean_words(self):
        words = self.cleaned_data["words"]
        if not words:
            raise ValidationError(pgettext_lazy("door", "Please write what we should change."))
        return words
