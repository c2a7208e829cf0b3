"""The last step, the two small forms around the code, and the one on the worker's page."""

from django import forms
from django.utils.translation import pgettext_lazy

from cases.forms.once import KeyField
from door import code
from door.forms.fields import DoorForm, line, paragraph
from pages.digits import plain_digits


class ConsentForm(DoorForm):
    """Reading is required: without it nobody may open the story. Working on the case may wait."""

    read = forms.BooleanField(
        help_text=pgettext_lazy(
            "door", "My story may speak of health, origin or a union. I agree to this too."
        ),
        error_messages={
            "required": pgettext_lazy(
                "door", "Without your consent we may not read your story. Please tick the first box."
            )
        },
    )
    act = forms.BooleanField(
        label=pgettext_lazy(
            "door",
            "I also agree: the group may work on my case. It checks dates, counts money and prepares "
            "letters. You can decide this later.",
        ),
        required=False,
    )

    def __init__(self, *args, group, **options):
        super().__init__(*args, **options)
        agreed = pgettext_lazy(
            "door", "I agree: this group may read my story, store it and answer me. Group: %(group)s"
        )
        self.fields["read"].label = agreed % {"group": group}


class LastDigitsForm(DoorForm):
    """Proves that the paper is right."""

    last = line(pgettext_lazy("door", "Let us check: type the last 4 digits from your paper"), 20)

    def __init__(self, *args, expected="", **options):
        self.expected = expected
        super().__init__(*args, **options)
        self.fields["last"].widget.attrs |= {"inputmode": "numeric", "class": "w-4"}

    def clean_last(self):
        typed = plain_digits(self.cleaned_data["last"]).replace(" ", "")
        if typed != self.expected[-4:]:
            raise forms.ValidationError(
                pgettext_lazy(
                    "door", "These are not the last 4 digits. Please compare your paper with the code above."
                )
            )
        return typed


class CodeForm(DoorForm):
    """`digits` are the 16 that were meant, or None: a wrong shape is answered like a wrong code."""

    code = line(
        pgettext_lazy("door", "Your code"),
        1_000,
        help_text=pgettext_lazy("door", "16 digits from your paper. Spaces do not matter."),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}

    @property
    def digits(self):
        return code.read(self.cleaned_data.get("code"))


class MessageForm(DoorForm):
    text = paragraph(
        pgettext_lazy("door", "Write to us"),
        4_000,
        rows=4,
        help_text=pgettext_lazy(
            "door",
            "Please do not write about residence papers, visa or asylum. We do not need it to help you.",
        ),
    )
    submission_key = KeyField()

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text:
            raise forms.ValidationError(pgettext_lazy("door", "Please write something here."))
        return text
