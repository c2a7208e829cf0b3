"""Dates of our own, and what may happen to a date: met, moved, given up."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import IN_FUTURE, CaseForm, ChoiceOf
from cases.forms.once import KeyField
from cases.models import DeadlineKind
from pages.digits import plain_digits
from pages.fields import DayField
from security.clean import LineField, ParagraphField

BEFORE_SENT = _("This is before the day the letter was sent. Check both days.")


class TimeOfDayField(forms.CharField):
    """18:30, 18.30 or 18 h 30; None where it may stay open."""

    def __init__(self, **options):
        super().__init__(**options)
        self.widget.attrs |= {"class": "w-4", "inputmode": "text", "autocomplete": "off"}

    def clean(self, value):
        text = plain_digits(str(value or "")[:10]).strip().lower()
        if not text:
            return None
        hour, _mark, minute = text.replace("h", ":").replace(".", ":").replace(" ", "").partition(":")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            raise ValidationError(_("Write the time like 18:30.")) from None


class NewDateForm(CaseForm):
    """An appointment or a date of our own, with what the person needs to be there."""

    most_are_optional = False
    kind = ChoiceOf(
        choices=lambda: [(one.value, one.label) for one in (DeadlineKind.APPOINTMENT, DeadlineKind.TASK)],
        label=_("What kind of date?"),
        required=True,
        initial=DeadlineKind.APPOINTMENT,
        widget=forms.RadioSelect,
    )
    title = LineField(
        label=_("What is it?"),
        help_text=_("For example: hearing at the labour court."),
        max_length=200,
        error_messages={"required": _("Write what the date is for.")},
    )
    on = DayField(label=_("Day"))
    at_time = TimeOfDayField(label=_("Time"), help_text=_("For example 18:30."), required=False)
    place = LineField(label=_("Place"), max_length=200, required=False)
    interpreter = LineField(label=_("Interpreter"), max_length=200, required=False)
    submission_key = KeyField()

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day < self.today:
            raise ValidationError(_("This day is over. Write a day from today on."))
        return day


class MetForm(CaseForm):
    """When the duty was done."""

    most_are_optional = False
    on = DayField(label=_("Done on"))
    also = forms.MultipleChoiceField(
        label=_("What else is done with it?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, today, others=(), **options):
        super().__init__(*args, **options)
        self.today = today
        if others:
            self.fields["also"].choices = others
        else:
            del self.fields["also"]

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(IN_FUTURE)
        return day


class AnswerForm(MetForm):
    """The employer's answer ends the wait for it. `sent_on` is the day of our first letter, None before it."""

    on = DayField(label=_("When did the answer come?"))
    text = ParagraphField(
        label=_("What does the employer say?"),
        help_text=_("Only the team sees this."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, sent_on=None, **options):
        super().__init__(*args, **options)
        self.sent_on = sent_on

    def clean_on(self):
        day = super().clean_on()
        if self.sent_on and day < self.sent_on:
            raise ValidationError(BEFORE_SENT)
        return day


class MoveForm(NewDateForm):
    """Another day for a date of our own."""

    kind = title = at_time = place = interpreter = submission_key = None
    on = DayField(label=_("New day"))
    reason = ParagraphField(
        label=_("Why is it moved?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why the date is moved.")},
    )


class WaiveForm(CaseForm):
    """One reason for a list of dates."""

    most_are_optional = False
    dates = forms.MultipleChoiceField(
        label=_("Which dates are given up?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one date.")},
    )
    reason = ParagraphField(
        label=_("Why may they be given up?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason: somebody may ask for it later.")},
    )

    def __init__(self, *args, choices, **options):
        super().__init__(*args, **options)
        self.fields["dates"].choices = choices
