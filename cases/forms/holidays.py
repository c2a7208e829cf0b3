"""A local holiday of a group: its day, its name and where it holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import CaseForm, ChoiceOf
from cases.models import LocalHoliday
from lawpack.workdays import Workdays
from pages.fields import DayField
from security.clean import LineField
from wording import places

YEARS_BACK, YEARS_AHEAD = 10, 5


class LocalHolidayForm(CaseForm):
    """Field names are those of the model; the country is the group's. `seen`: how many cases the page spoke of."""

    most_are_optional = False
    name = LineField(
        label=_("Name of the holiday"),
        max_length=80,
        error_messages={"required": _("Write what the holiday is called.")},
    )
    on = DayField(label=_("Day"))
    is_yearly = forms.BooleanField(label=_("Every year on this day"), required=False)
    region = ChoiceOf(choices=list, label=_("Where does it hold?"))
    place = LineField(
        label=_("Only in this town or village"),
        help_text=_(
            "Leave it empty if it holds everywhere there. It is compared with the town in the facts of a case."
        ),
        max_length=120,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, group, today, **options):
        super().__init__(*args, **options)
        self.group, self.today = group, today
        self.fields["region"].choices = [("", _("In the whole area of the group")), *_regions(group)]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if not self.today.year - YEARS_BACK <= on.year <= self.today.year + YEARS_AHEAD:
            raise forms.ValidationError(_("This day is far away. Check the year."))
        return on

    def clean(self):
        on, region = self.cleaned_data.get("on"), self.cleaned_data.get("region")
        if on is None or region is None:
            return
        if Workdays(self.group.country, region or None).is_holiday(on):
            self.refuse("on", _("This is a public holiday there already. It counts without being added."))
        elif self._stands_already():
            self.refuse("on", _("This day stands in the list already."))

    def _stands_already(self):
        said = {name: self.cleaned_data.get(name) or "" for name in ("region", "place")}
        return self.group.local_holidays.filter(on=self.cleaned_data["on"], **said).exists()

    def holiday(self):
        """What was written, not saved yet."""
        said = {name: self.cleaned_data[name] for name in ("name", "on", "is_yearly", "region", "place")}
        return LocalHoliday(group=self.group, country=self.group.country, **said)


def _regions(group):
    """The regions the group answers for; of a group for a whole country, all of them."""
    own = [
        part.region for part in group.regions.filter(country=group.country).order_by("region") if part.region
    ]
    everywhere = [
        code
        for _country, found in places.region_groups()
        for code, _name in found
        if code.startswith(f"{group.country}-")
    ]
    return [(code, places.region_name(code)) for code in own or everywhere]
