"""How a letter leaves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import wording
from cases.forms.dates import BEFORE_SENT
from cases.forms.fields import IN_FUTURE, CaseForm, ChoiceOf, EmailLine
from cases.forms.once import KeyField
from documents.dispatching import BEFORE_APPROVED, ON_PAPER, first_sent_on
from pages.fields import DayField
from security.clean import ParagraphField


class EmailForm(CaseForm):
    most_are_optional = False
    to = EmailLine(
        label=_("E-mail address of the employer"),
        error_messages={"required": _("Write the employer’s e-mail address.")},
    )
    is_right = forms.BooleanField(
        label=_("I have compared the address with the employer’s own papers or website"),
        error_messages={
            "required": _("Compare the address first: a letter sent to somebody else cannot be called back.")
        },
    )
    submission_key = KeyField()


class PaperForm(CaseForm):
    channel = ChoiceOf(
        choices=lambda: [(code, wording.label("dispatch", code)) for code in ON_PAPER],
        label=_("Sent by"),
        required=True,
    )
    sent_on = DayField(label=_("Sent on"))
    proof = ParagraphField(
        label=_("Proof"),
        help_text=_(
            "Tracking number, who carried it and when, or the fax report. It decides if the letter is denied."
        ),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what proves the dispatch.")},
    )
    submission_key = KeyField()

    def __init__(self, *args, letter, **options):
        self.today, self.approved_on = letter.case.today(), letter.approved_on
        super().__init__(*args, **options)

    def clean_sent_on(self):
        day = self.cleaned_data["sent_on"]
        if day > self.today:
            raise ValidationError(IN_FUTURE, code="future")
        if self.approved_on and day < self.approved_on:
            raise ValidationError(BEFORE_APPROVED)
        return day


class KeptDatesForm(CaseForm):
    """Legal dates that the letter kept, once it is known when it arrived."""

    most_are_optional = False
    dates = forms.MultipleChoiceField(
        label=_("The letter arrived in time for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one date.")},
    )
    on = DayField(label=_("It arrived on"))

    def __init__(self, *args, choices, letter, **options):
        self.letter = letter
        super().__init__(*args, **options)
        self.fields["dates"].choices = choices

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > self.letter.case.today():
            raise ValidationError(IN_FUTURE, code="future")
        if day < first_sent_on(self.letter):
            raise ValidationError(BEFORE_SENT)
        return day
