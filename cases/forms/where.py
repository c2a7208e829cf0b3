"""What happened, and where the work was: this decides the law and the group."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import wording
from cases.forms.fields import CHOOSE, CaseForm, ChoiceOf
from security.clean import LineField
from wording import places


class WhereForm(CaseForm):
    """Field names are those of the model Case."""

    problems = forms.MultipleChoiceField(
        choices=lambda: wording.choices("problem"),
        label=_("What happened?"),
        help_text=_("Choose everything that fits."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one answer. “Something else” is fine too."),
            "invalid_choice": CHOOSE,
            "invalid_list": CHOOSE,
        },
    )
    country = ChoiceOf(
        choices=places.country_choices,
        empty="",
        required=True,
        label=_("Country"),
        help_text=_("Where the work was, not where the person lives."),
        error_messages={"required": _("Choose the country where the work was.")},
    )
    region = ChoiceOf(
        choices=places.region_groups,
        empty=_("Not known, or not in the list"),
        label=_("Region"),
        help_text=_("The region decides which group answers, and which holidays count."),
        error_messages={
            "invalid_choice": _(
                "This region is not in the list. Choose one, or leave it open: the earliest dates count then."
            )
        },
    )
    place = LineField(label=_("Town or village"), max_length=120, required=False)

    def clean_region(self):
        region, country = self.cleaned_data["region"], self.cleaned_data.get("country")
        if region and country and not region.startswith(f"{country}-"):
            raise ValidationError(
                _("This region is not in the country chosen above: %(country)s."),
                params={"country": places.country_name(country)},
            )
        return region
