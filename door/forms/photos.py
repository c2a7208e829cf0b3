"""What a worker says about a photo, and the pieces of one that comes over a bad line."""

from django import forms
from django.utils.translation import pgettext_lazy

import wording
from door.forms.fields import DoorChoice, DoorForm, line

NOT_BY_WORKERS = {"voice_message", "witness", "delivery_proof"}


def kinds():
    return [choice for choice in wording.choices("evidence") if choice[0] not in NOT_BY_WORKERS]


class PhotosForm(DoorForm):
    kind = DoorChoice(
        choices=kinds,
        empty=pgettext_lazy("door", "I do not know"),
        label=pgettext_lazy("door", "What does it show?"),
    )
    shows = line(pgettext_lazy("door", "A few words about it, if you like"), 300)

    def said(self):
        """What an item takes over; an answer that is none counts as not given."""
        self.is_valid()
        return {
            "kind": self.cleaned_data.get("kind") or "other",
            "shows": self.cleaned_data.get("shows") or "",
        }


class PieceForm(forms.Form):
    """Written by our script, never by a person."""

    key = forms.UUIDField()
    size = forms.IntegerField()
    offset = forms.IntegerField(min_value=0)
    piece = forms.FileField(allow_empty_file=True)
