"""Vouching for a date that starts a period."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import CaseForm, ChoiceOf

TOLD_BY_WORKER = "memory"


class ConfirmDateForm(CaseForm):
    """`day` is the day the page showed, or the two it lies between: nobody confirms what they have not seen.

    Without `has_day` there is nothing to ask: the worker told us that no day is agreed.
    """

    most_are_optional = False

    known_by = ChoiceOf("trigger_known", required=True, label=_("How do you know?"), widget=forms.RadioSelect)
    day = forms.CharField(widget=forms.HiddenInput, required=False, max_length=21)

    def __init__(self, *args, has_day=True, **options):
        super().__init__(*args, **options)
        self.has_day = has_day
        if not has_day:
            del self.fields["known_by"]

    def clean(self):
        return self.cleaned_data if self.has_day else {**self.cleaned_data, "known_by": TOLD_BY_WORKER}
