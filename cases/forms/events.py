"""An event that starts periods: which, on which day or between which two, and how that is known."""

from django import forms
from django.utils.translation import gettext_lazy as _

import wording
from cases.forms.facts import YEARS_AHEAD
from cases.forms.fields import IN_FUTURE, CaseForm, ChoiceOf
from pages.fields import DayField
from wording import legal_texts


class EventDayForm(CaseForm):
    """The day of one event. `event` says whether it may still be to come."""

    most_are_optional = False
    on = DayField(
        label=_("Day"),
        help_text=_(
            "The day it happened or reached the person. If it is not certain: the earliest day it may have been."
        ),
    )
    latest_on = DayField(
        label=_("At the latest on"),
        help_text=_(
            "Only if the day is not certain: the last day it may have been. Otherwise leave it empty."
        ),
        required=False,
    )
    known_by = ChoiceOf("trigger_known", empty=_("Not known yet"), label=_("How is this day known?"))

    def __init__(self, *args, today, event="", **options):
        super().__init__(*args, **options)
        self.today, self.event = today, event

    def clean(self):
        said = self.cleaned_data
        first, last = said.get("on"), said.get("latest_on")
        for name in ("on", "latest_on"):
            self._check_ahead(name, said.get(name))
        if first and last and last < first:
            self.refuse("latest_on", _("The last possible day is before the first. Check both days."))
        if first == last:
            said["latest_on"] = None

    def _check_ahead(self, name, day):
        if day is None or day <= self.today:
            return
        if not legal_texts.may_be_ahead(self.cleaned_data.get("event", self.event)):
            self.refuse(name, IN_FUTURE)
        elif day.year > self.today.year + YEARS_AHEAD:
            self.refuse(name, _("This day is far away. Check the year."))


class EventForm(EventDayForm):
    """A new event, from those the law of the country knows."""

    event = ChoiceOf(empty=_("Choose what happened"), required=True, choices=list, label=_("What happened?"))
    field_order = ["event", "on", "latest_on", "known_by"]

    def __init__(self, *args, country, **options):
        super().__init__(*args, **options)
        self.fields["event"].choices = [("", _("Choose what happened")), *grouped_choices(country)]
        self.fields["event"].widget = forms.Select(choices=self.fields["event"].choices)


def grouped_choices(country):
    """[(topic, [(code, what happened)])] for a list in groups."""
    return [
        (wording.label("event_topic", topic), [(code, wording.event_label(code)) for code in codes])
        for topic, codes in wording.event_groups(country)
    ]
