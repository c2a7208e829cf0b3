"""Where the work was, for whom, from when to when, and how it ended."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import pgettext_lazy

import wording
from cases.forms.facts import YEARS_AHEAD
from door.forms.fields import CHOOSE, I_DO_NOT_KNOW, DoorChoice, DoorForm, line
from door.forms.rough import RoughDayField, earliest
from wording import places

EXAMPLE = pgettext_lazy("door", "For example: 9 11 2026")


class WhereForm(DoorForm):
    country = DoorChoice(
        choices=places.country_choices,
        empty="",
        required=True,
        label=pgettext_lazy("door", "Country"),
        error_messages={
            "required": pgettext_lazy("door", "Please choose the country where the work was."),
            "invalid_choice": CHOOSE,
        },
    )
    region = DoorChoice(
        choices=places.region_groups,
        empty=I_DO_NOT_KNOW,
        label=pgettext_lazy("door", "Region"),
        help_text=pgettext_lazy("door", "Public holidays differ by region. They can move a legal date."),
    )
    place = line(pgettext_lazy("door", "Town or village"), 120)
    many_places = forms.BooleanField(label=pgettext_lazy("door", "I worked in many places."), required=False)

    def clean_region(self):
        region, country = self.cleaned_data["region"], self.cleaned_data.get("country")
        if region and country and not region.startswith(f"{country}-"):
            raise ValidationError(pgettext_lazy("door", "Please choose a region of the country above."))
        return region


class EmployerForm(DoorForm):
    name = line(pgettext_lazy("door", "Name of the firm or of the boss"), 200)
    address = line(pgettext_lazy("door", "Address, as far as you know it"), 160)
    email = line(
        pgettext_lazy("door", "E-mail of the firm"),
        254,
        validators=[
            EmailValidator(
                pgettext_lazy("door", "This does not look like an e-mail address. It contains the sign @.")
            )
        ],
    )
    register_number = line(
        pgettext_lazy("door", "Register number from a letter or payslip (HRB, SIREN, KRS, NIP)"), 60
    )
    other_firm = line(
        pgettext_lazy(
            "door",
            "Did another firm send you there, or did your employer work for another firm? Write its name.",
        ),
        200,
        help_text=pgettext_lazy(
            "door", "Sometimes this firm must pay too. The law calls it main contractor or agency."
        ),
    )


class DatesForm(DoorForm):
    may_be_unknown = may_be_rough = ("first_day", "last_day")

    first_day = RoughDayField(
        label=pgettext_lazy("door", "First day of work"), help_text=EXAMPLE, required=False
    )
    last_day = RoughDayField(
        label=pgettext_lazy("door", "Last day of work"),
        help_text=pgettext_lazy("door", "You may leave this empty."),
        required=False,
    )
    end = DoorChoice(
        choices=lambda: [*wording.choices("employment_end"), ("", I_DO_NOT_KNOW)],
        label=pgettext_lazy("door", "How did the work end?"),
        widget=forms.RadioSelect,
    )

    def clean(self):
        self.refuse_future("first_day")
        first, last = (self.cleaned_data.get(name) for name in ("first_day", "last_day"))
        if last and earliest(last).year > self.today.year + YEARS_AHEAD:
            sentence = pgettext_lazy("door", "Please write the year with four figures, for example 2026.")
            self.refuse("last_day", sentence)
        if first and isinstance(last, date) and last < earliest(first):
            sentence = pgettext_lazy("door", "The last day is before the first day. Please check both.")
            self.refuse("last_day", sentence)


class DismissalForm(DoorForm):
    """Only where the employer ended the work."""

    may_be_unknown = may_be_rough = ("received_on",)

    form = DoorChoice(
        "dismissal_form",
        label=pgettext_lazy("door", "How did you learn of the dismissal?"),
        widget=forms.RadioSelect,
    )
    received_on = RoughDayField(
        label=pgettext_lazy("door", "On which day did the letter or message reach you?"),
        help_text=pgettext_lazy(
            "door", "Not the date on the letter, but the day it was in your hands or letterbox."
        ),
        required=False,
    )
    known_by = DoorChoice(
        choices=lambda: [*wording.choices("trigger_known"), ("", I_DO_NOT_KNOW)],
        label=pgettext_lazy("door", "How do you know this day?"),
        widget=forms.RadioSelect,
    )
    signed_by = line(pgettext_lazy("door", "Who signed or said it?"), 120)

    def clean(self):
        self.refuse_future("received_on")
        received = self.cleaned_data.get("received_on")
        began = earliest((self.others.get("dates") or {}).get("first_day"))
        if isinstance(received, date) and began and received < began:
            sentence = pgettext_lazy("door", "The letter came before the work began. Please check the days.")
            self.refuse("received_on", sentence)
