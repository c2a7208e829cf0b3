"""Months of work as rows, pasted rows, and hours rebuilt from a typical week."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import wording
from cases import months, pasting
from cases.forms.facts import HOURS_OF_A_MONTH, LARGEST_SUM, MOST_ROWS, PeriodRows
from cases.forms.fields import CaseForm, ChoiceOf, UnitsField
from cases.forms.parts import PartsOfPage
from pages.amounts import read_hours
from pages.fields import DayField, HoursField, MoneyField, MonthField
from security.clean import LineField, ParagraphField

WEEKDAYS = range(1, 8)
LONGEST_WEEKS_DAYS = 366 * 5
PAID = tuple(f"paid_{kind}" for kind in months.KINDS)


class MonthRow(CaseForm):
    """One month: what was worked, and what came gross, net and in cash. An empty row says nothing."""

    month = MonthField(label=_("Month"), required=False)
    hours = HoursField(label=_("Hours"), required=False)
    units = UnitsField(label=_("Days, pieces"), required=False)
    paid_gross = MoneyField(label=_("Paid gross"), required=False)
    paid_net = MoneyField(label=_("Paid net"), required=False)
    paid_cash = MoneyField(label=_("Paid in cash"), required=False)
    hours_known = ChoiceOf("hours_known", empty=_("Not said"), label=_("How known"))
    line = LineField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, job, today, pasted=None, **options):
        self.job, self.today, self.pasted = job, today, pasted
        super().__init__(*args, **options)

    def clean(self):
        row = self.cleaned_data
        for name, sentence in (self.pasted.doubts if self.pasted else {}).items():
            self.refuse(name, sentence)
        if row.get("month"):
            self._check_month(row)
            self._check_sizes(row)
        elif any(row.get(name) for name in ("hours", "units", *PAID)):
            self.refuse("month", _("Write the month this row is about."))

    def _check_month(self, row):
        month = row["month"]
        if month > self.today:
            self.refuse("month", _("This month is still to come. Check the year."))
        if row.get("hours") and row["hours"] > 24 * monthrange(month.year, month.month)[1]:
            self.refuse("hours", _("This month has fewer hours. Check the number."))

    def _check_sizes(self, row):
        """Units must fit into their month, and no sum may be larger than its column."""
        unit, pay = self.job.hours_per_unit, self.job.pay_amount or 0
        hours, units = row.get("hours") or 0, row.get("units") or 0
        if unit and units * unit > HOURS_OF_A_MONTH:
            self.refuse("units", _("This makes more hours than a month has. Check the number."))
        if pay * max(1, hours, units, hours / unit if unit else 0) >= LARGEST_SUM:
            self.refuse("hours", _("This sum is too large. Check the numbers."))


class MonthRows(PeriodRows):
    """The months of work, each of them once."""

    def rows(self):
        """Rows with a month, as `cases.months` takes them, the oldest first."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("month")]
        return sorted(filled, key=lambda row: row["month"])


class MonthsPage(PartsOfPage):
    """Rows of months on a page of their own. `pasted` are the lines behind the rows, one each."""

    def __init__(self, case, data=None, *, initial=(), extra=0, pasted=(), quiet=False, prefix="months"):
        self.is_quiet = quiet
        rows = forms.formset_factory(
            MonthRow, formset=_with_lines(pasted), extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        self.periods = rows(
            data,
            prefix=prefix,
            initial=list(initial),
            form_kwargs={"job": case.employment, "today": case.today(), "quiet": quiet},
            error_messages={"missing_management_form": _("The months could not be read. Write them again.")},
        )

    @property
    def forms(self):
        return self.periods.forms

    def rows(self):
        return self.periods.rows()


def _with_lines(pasted):
    """The rows, each knowing the pasted line it was read from."""

    class Rows(MonthRows):
        def get_form_kwargs(self, index):
            line = pasted[index] if index is not None and index < len(pasted) else None
            return {**super().get_form_kwargs(index), "pasted": line}

    return Rows


def as_posted(pasted, prefix):
    """Pasted lines as the rows of a form that was sent, so that its fields say what they cannot read."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(pasted)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, line in enumerate(pasted):
        values = {**line.values, "line": line.text[:200]}
        data |= {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return data


class PasteForm(CaseForm):
    """Rows from a spreadsheet."""

    most_are_optional = False
    rows = ParagraphField(
        label=_("Rows"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "class": "rows"}),
        help_text=_(
            "Copy the rows in the spreadsheet and paste them here. In each row: month, hours or pieces, "
            "what was paid, and whether it was gross, net or cash. A first row with titles is understood."
        ),
        error_messages={"required": _("Paste at least one row.")},
    )
    work = forms.ChoiceField(
        label=_("What does the second column count?"), widget=forms.RadioSelect, initial="hours"
    )
    kind = forms.ChoiceField(
        label=_("If a row does not say how the money came, it was"), widget=forms.RadioSelect, initial="gross"
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["work"].choices = [("hours", _("Hours")), ("units", _("Days, pieces"))]
        self.fields["kind"].choices = wording.choices("paid_kind")

    def clean(self):
        if self.errors:
            return
        said = self.cleaned_data
        self.pasted = pasting.read(said["rows"], work=said["work"], kind=said["kind"])
        if not self.pasted:
            self.add_error("rows", _("Paste at least one row."))
        if len(self.pasted) > MOST_ROWS:
            self.add_error("rows", _("These are more than 60 rows. Paste them in parts."))


class TypicalWeekForm(CaseForm):
    """Hours of Monday to Sunday, from one day to another, and the days that were different."""

    first = DayField(label=_("From this day"))
    last = DayField(label=_("Until this day"))
    exceptions = ParagraphField(
        label=_("Days that were different"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        help_text=_("One day in each line: the day, a colon, the hours. For example 24.12.2026: 0"),
    )
    hours_known = ChoiceOf(
        "hours_known", label=_("How are these hours known?"), initial="remembered", widget=forms.RadioSelect
    )

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)
        for number in WEEKDAYS:
            self.fields[f"day_{number}"] = HoursField(
                label=wording.weekday_name(number).capitalize(), most=24, required=False
            )

    @property
    def week(self):
        """The fields of the week, Monday first."""
        return [self[f"day_{number}"] for number in WEEKDAYS]

    def clean_hours_known(self):
        return self.cleaned_data["hours_known"] or "remembered"

    def clean(self):
        said = self.cleaned_data
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.refuse("last", _("The last day is before the first day. Check both days."))
        elif last and last > self.today:
            self.refuse("last", _("This day is still to come. Check the date."))
        elif first and last and (last - first).days > LONGEST_WEEKS_DAYS:
            self.refuse("first", _("These are more than five years. Check both days."))
        if not self.errors:
            self._check_exceptions(said)
        if not self.errors and not any(said[f"day_{number}"] for number in WEEKDAYS):
            self.refuse("day_1", _("Write the hours of at least one day of the week."))

    def _check_exceptions(self, said):
        try:
            said["days"] = exceptions(said["exceptions"], said["first"], said["last"])
        except ValidationError as wrong:
            self.add_error("exceptions", wrong)

    def typical(self):
        """Seven Decimals, Monday first."""
        return [self.cleaned_data[f"day_{number}"] or Decimal(0) for number in WEEKDAYS]


LINE = re.compile(
    r"(\d{1,2})[./](\d{1,2})[./](\d{4})\s*[:=;\t ]\s*(\S.*)|(\d{4})-(\d{1,2})-(\d{1,2})\s*[:=;\t ]\s*(\S.*)"
)


def exceptions(text, first, last):
    """{day: hours} of lines such as 24.12.2026: 0. Raises ValidationError with a sentence for each line."""
    found, wrong = {}, []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        try:
            day, hours = _exception(line)
        except ValueError:
            wrong.append(
                _("“%(line)s”: write the day, a colon and the hours, as in 24.12.2026: 0")
                % {"line": line[:60]}
            )
            continue
        except ValidationError as unread:
            wrong.append(f"“{line[:60]}”: {unread.messages[0]}")
            continue
        if not first <= day <= last:
            wrong.append(
                _("“%(line)s”: this day is not between the first and the last day.") % {"line": line[:60]}
            )
        elif day in found:
            wrong.append(_("“%(line)s”: this day stands here twice.") % {"line": line[:60]})
        found[day] = hours
    if wrong:
        raise ValidationError(wrong)
    return found


def _exception(line):
    match = LINE.fullmatch(line)
    if not match:
        raise ValueError(line)
    day, month, year, hours, iso_year, iso_month, iso_day, iso_hours = match.groups()
    if year:
        return date(int(year), int(month), int(day)), read_hours(hours, Decimal(24))
    return date(int(iso_year), int(iso_month), int(iso_day)), read_hours(iso_hours, Decimal(24))
