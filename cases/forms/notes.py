"""Words for the timeline: notes, messages and calls."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import CaseForm, ChoiceOf
from cases.forms.once import KeyField
from security.clean import ParagraphField

LONGEST = 10_000


class NoteForm(CaseForm):
    """A note of the team, or with the tick a message to the worker."""

    most_are_optional = False
    text = ParagraphField(
        label=_("Write a note or a message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what happened, or what the worker should know.")},
    )
    for_worker = forms.BooleanField(label=_("The worker sees this"), required=False)
    submission_key = KeyField()


class CallForm(CaseForm):
    most_are_optional = False
    reached = ChoiceOf(
        choices=lambda: [("yes", _("Yes")), ("no", _("No"))],
        label=_("Was the person reached?"),
        required=True,
        widget=forms.RadioSelect,
    )
    text = ParagraphField(
        label=_("What was said"),
        help_text=_("Only the team sees this."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    submission_key = KeyField()

    def clean_reached(self):
        return self.cleaned_data["reached"] == "yes"
