"""What happened, to how many, and in the person's own words; and who helps to write it down."""

from django import forms
from django.utils.translation import pgettext_lazy

import wording
from cases.forms.fields import WholeNumberField
from door.forms.fields import CHOOSE, DoorChoice, DoorChoices, DoorForm, IconChoices, line, paragraph

LONGEST_STORY = 20_000
MOST_PEOPLE = 5_000


class HelperForm(DoorForm):
    """Somebody writes for somebody, who knows of it."""

    agreed = forms.BooleanField(
        label=pgettext_lazy("door", "The person knows about this form and agrees."),
        error_messages={
            "required": pgettext_lazy("door", "Please ask the person first, then tick this box.")
        },
    )
    who = line(
        pgettext_lazy("door", "How do you know each other? For example: family, work, an advice group"), 120
    )


class HappenedForm(DoorForm):
    heading = "problems"

    problems = DoorChoices(
        choices=lambda: wording.choices("problem"),
        label=pgettext_lazy("door", "What happened?"),
        help_text=pgettext_lazy("door", "Choose everything that fits."),
        widget=IconChoices,
        error_messages={
            "required": pgettext_lazy(
                "door", "Please choose at least one answer. “Something else” is fine too."
            ),
            "invalid_choice": CHOOSE,
        },
    )


class SeveralForm(DoorForm):
    """Several people of one firm: each gets a page of their own, and the team may make them a dispute."""

    are_several = DoorChoice(
        choices=lambda: [("yes", pgettext_lazy("door", "Yes")), ("no", pgettext_lazy("door", "No"))],
        label=pgettext_lazy("door", "Are there several of you?"),
        widget=forms.RadioSelect,
    )
    count = WholeNumberField(
        label=pgettext_lazy("door", "How many people, about?"),
        least=2,
        most=MOST_PEOPLE,
        sentence=pgettext_lazy("door", "Please write a number, for example 6."),
        required=False,
    )
    speaker = line(
        pgettext_lazy("door", "Does somebody speak for all? Write the name only if that person agrees."), 120
    )

    def clean(self):
        """Who names a number or a person has said yes."""
        said = self.cleaned_data
        if not said.get("are_several") and (said.get("count") or said.get("speaker")):
            said["are_several"] = "yes"


class StoryForm(DoorForm):
    heading = "story"

    story = paragraph(
        pgettext_lazy("door", "Tell us in your own words"),
        LONGEST_STORY,
        rows=9,
        help_text=pgettext_lazy(
            "door", "Write in your language. Short is fine. What happened first, what next, who was there?"
        ),
    )
