"""Which figures a report shows: group and months, in the address. What the address says wrongly filters nothing."""

from datetime import date, timedelta

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.figures import ALL, Period

YEAR, MONTHS_BACK, YEARS_BACK = 12, 36, 5


class ReportForm(forms.Form):
    """Whoever must not know small cells chooses whole years: months taken from months would show them."""

    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(self, data, reach, today):
        super().__init__(data.copy(), auto_id="report_%s")
        self.reach, self.today = reach, today
        self.fields["group"].choices = [(ALL, _("All groups")), *self._groups()]
        # Not "From" alone: with the name of a month in the nominative that is no grammar in uk, ru and pl.
        first = _("Year") if reach.hides else _("From the start of")
        self.fields["from"] = forms.ChoiceField(label=first, required=False)
        self.fields["from"].choices = self._years() if reach.hides else self._months()
        if not reach.hides:
            self.fields["until"] = forms.ChoiceField(
                label=_("Until the end of"), required=False, choices=self._months()
            )
        if len(reach.rows) < 2:
            del self.fields["group"]
        self.full_clean()
        self._show()

    @property
    def row(self):
        """The group asked for: its id, None for cases of no group, ALL."""
        asked = self.cleaned_data.get("group")
        if asked == ALL:
            return ALL
        return next((row for row, code in self.reach.codes.items() if code == asked), self.reach.home)

    @property
    def period(self):
        first, last = self._first(), self._last()
        return Period(min(first, last), _end_of_month(max(first, last)))

    @property
    def address(self):
        """The same choice for another address."""
        return {name: self[name].value() for name in self.fields if self[name].value()}

    def _first(self):
        asked = self.cleaned_data.get("from")
        if asked:
            return _month(asked)
        this = self.today.replace(day=1)
        return this.replace(month=1) if self.reach.hides else _months_before(this, YEAR - 1)

    def _last(self):
        if self.reach.hides:
            return self._first().replace(month=YEAR)
        asked = self.cleaned_data.get("until")
        return _month(asked) if asked else self.today.replace(day=1)

    def _show(self):
        """What is shown stands in the fields, chosen or not."""
        self.data["group"] = self.reach.codes.get(self.row, ALL)
        self.data["from"] = f"{self.period.first:%Y-%m}"
        self.data["until"] = f"{self.period.last:%Y-%m}"

    def _groups(self):
        return [(self.reach.codes[row], name) for row, name in self.reach.names.items()]

    def _months(self):
        this = self.today.replace(day=1)
        months = [_months_before(this, number) for number in range(MONTHS_BACK)]
        return [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in months]

    def _years(self):
        return [
            (f"{year}-01", str(year)) for year in range(self.today.year, self.today.year - YEARS_BACK, -1)
        ]


def _month(text):
    year, _dash, month = text.partition("-")
    return date(int(year), int(month), 1)


def _months_before(month, number):
    count = month.year * YEAR + month.month - 1 - number
    return date(count // YEAR, count % YEAR + 1, 1)


def _end_of_month(month):
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
