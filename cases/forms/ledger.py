"""Months and weeks of work as rows, pasted rows, and hours rebuilt from a typical week."""

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import wording
from cases import months, pasting
from cases.forms.facts import HOURS_OF_A_MONTH, IN_BOTH, LARGEST_SUM, MOST_ROWS
from cases.forms.fields import CaseForm, ChoiceOf, UnitsField
from cases.forms.parts import PartsOfPage, Rows
from lawpack.rates import minimum_changes
from lawpack.typical_week import hours_by_week, hours_of_week
from pages.amounts import read_hours
from pages.fields import DayField, HoursField, MoneyField, MonthOrWeekField
from pages.weeks import Week
from security.clean import LineField, ParagraphField

WEEKDAYS = range(1, 8)
LONGEST_WEEKS_DAYS = 366 * 5
PAID = tuple(f"paid_{kind}" for kind in months.KINDS)
HOURS_OF_A_WEEK = 7 * 24
A_DAY = timedelta(days=1)
ASK_DAYS = _(
    "The minimum wage changes in this week. Write the hours of each day, Monday to Sunday, for example 8 8 8 8 8 0 0."
)
SEVEN_NUMBERS = _("Write seven numbers with gaps between them, Monday to Sunday, for example 8 8 8 8 8 0 0.")


class DaysOfWeekField(LineField):
    """The hours of seven days, Monday first, with gaps between them; `clean` gives seven Decimals or None."""

    def prepare_value(self, value):
        return " ".join(wording.number(hours) for hours in value) if isinstance(value, list) else value

    def clean(self, value):
        parts = re.split(r"[\s;|]+", super().clean(value).strip())
        if parts == [""]:
            return None
        if len(parts) != len(WEEKDAYS):
            raise ValidationError(SEVEN_NUMBERS, code="seven")
        return [read_hours(part, Decimal(24)) for part in parts]

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


class MonthRow(CaseForm):
    """One month or week: what was worked, and what came gross, net and in cash. An empty row says nothing."""

    month = MonthOrWeekField(label=_("Month or week"), required=False)
    hours = HoursField(label=_("Hours"), required=False)
    units = UnitsField(label=_("Days, pieces"), required=False)
    paid_gross = MoneyField(label=_("Paid gross"), required=False)
    paid_net = MoneyField(label=_("Paid net"), required=False)
    paid_cash = MoneyField(label=_("Paid in cash"), required=False)
    hours_known = ChoiceOf("hours_known", empty=_("Not said"), label=_("How known"))
    days = DaysOfWeekField(label=_("Hours of each day, Monday to Sunday"), required=False, max_length=60)
    line = LineField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, case, pasted=None, **options):
        self.case, self.job, self.today, self.pasted = case, case.employment, case.today(), pasted
        super().__init__(*args, **options)

    @property
    def asks_days(self):
        """Whether the row shows the field for single days: only where the minimum wage changes in its week."""
        return bool(self["days"].value() or self["days"].errors)

    def clean(self):
        row = self.cleaned_data
        for name, sentence in (self.pasted.doubts if self.pasted else {}).items():
            self.refuse(name, sentence)
        said = row.get("month")
        row["week"] = said.monday if isinstance(said, Week) else None
        if said:
            row["month"] = (row["week"] or said).replace(day=1)
            self._check_time(row)
            self._check_days(row)
            self._check_sizes(row)
        elif any(row.get(name) for name in ("hours", "units", "days", *PAID)):
            self.refuse("month", _("Write the month or week this row is about."))

    def _check_time(self, row):
        if row["week"]:
            self._check_week(row)
        elif row["month"] > self.today:
            self.refuse("month", _("This month is still to come. Check the year."))
        elif (row.get("hours") or 0) > 24 * monthrange(row["month"].year, row["month"].month)[1]:
            self.refuse("hours", _("This month has fewer hours. Check the number."))

    def _check_week(self, row):
        if row["week"] > self.today:
            self.refuse("month", _("This week is still to come. Check the year."))
        elif self.job.pay_kind == "monthly":
            self.refuse("month", _("The pay was agreed for a month. Write whole months."))
        if (row.get("hours") or 0) > HOURS_OF_A_WEEK:
            self.refuse("hours", _("A week has 168 hours. Check the number."))

    def _check_days(self, row):
        """Hours by the day where the minimum wage changes in the week; kept as {ISO date: number}."""
        days, row["days"] = row.get("days"), None
        if days and not row["week"]:
            self.refuse("days", _("Only a week is written day by day."))
        elif days and row.get("hours") not in (None, sum(days)):
            self.refuse("hours", _("The days make another number. Leave the hours empty, or check the days."))
        elif days:
            row["hours"] = sum(days)
            row["days"] = of_days(row["week"], days) if self._minimum_changes(row) else None
        elif row["week"] and self._minimum_changes(row) and (row.get("hours") or row.get("units")):
            self.refuse("days", ASK_DAYS)

    def _minimum_changes(self, row):
        case, first, last = self.case, months.first_day(row), months.last_day(row)
        return minimum_changes(case.country, first, last, self.job.contract_kind or None)

    def _check_sizes(self, row):
        """Units must fit into their month or week, and no sum may be larger than its column."""
        unit, pay = self.job.hours_per_unit, self.job.pay_amount or 0
        hours, units = row.get("hours") or 0, row.get("units") or 0
        if unit and units * unit > (HOURS_OF_A_WEEK if row["week"] else HOURS_OF_A_MONTH):
            self.refuse("units", _("This makes more hours than there were. Check the number."))
        if pay * max(1, hours, units, hours / unit if unit else 0) >= LARGEST_SUM:
            self.refuse("hours", _("This sum is too large. Check the numbers."))


def of_days(monday, hours):
    """Seven numbers as {ISO date: number as text}; days without work are left out."""
    return {(monday + A_DAY * place).isoformat(): f"{count:f}" for place, count in enumerate(hours) if count}


def seven_days(row):
    """The same the other way round: seven Decimals, Monday first; None where a row has no days."""
    if not row.get("days"):
        return None
    dates = [(row["week"] + A_DAY * place).isoformat() for place in range(len(WEEKDAYS))]
    return [Decimal(row["days"].get(day, "0")) for day in dates]


def as_typed(row):
    """A row of `cases.months` as the fields of MonthRow show it."""
    return {**row, "month": Week(row["week"]) if row.get("week") else row["month"], "days": seven_days(row)}


class MonthRows(Rows):
    """The months and weeks of work; no day stands in two of them. `kept`: rows that stay on the case."""

    kept = ()

    def clean(self):
        filled = [(form, form.cleaned_data.copy()) for form in self.forms if _says_when(form)]
        new = {months.key(row) for _form, row in filled}
        beside = [row for row in self.kept if months.key(row) not in new]
        for form, row in filled:
            if any(months.key(row) == months.key(one) for one in beside):
                form.refuse("month", _("This time is already in a row above. Put both into one row."))
            elif any(months.clashes([row, one]) for one in beside):
                form.refuse("month", IN_BOTH)
            beside.append(row)

    def rows(self):
        """Rows with a month or week, as `cases.months` takes them, the oldest first."""
        return sorted((form.cleaned_data for form in self.forms if _says_when(form)), key=months.first_day)


def _says_when(form):
    return bool(getattr(form, "cleaned_data", {}).get("month"))


class MonthsPage(PartsOfPage):
    """Rows of months and weeks on a page of their own.

    `pasted` are the lines behind the rows, one each; `kept` rows of the case that stay beside these.
    """

    def __init__(
        self, case, data=None, *, initial=(), extra=0, pasted=(), kept=(), quiet=False, prefix="months"
    ):
        self.is_quiet = quiet
        rows = forms.formset_factory(
            MonthRow, formset=_with_lines(pasted), extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        self.periods = rows(
            data,
            prefix=prefix,
            initial=[as_typed(row) for row in initial],
            form_kwargs={"case": case, "quiet": quiet},
            error_messages={"missing_management_form": _("The months could not be read. Write them again.")},
        )
        self.periods.kept = kept

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
            "Copy the rows in the spreadsheet and paste them here. In each row: month or week, hours or pieces, "
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
    by = ChoiceOf(
        choices=lambda: [("month", _("Months")), ("week", _("Weeks"))],
        label=_("Write the hours down as"),
        initial="month",
        widget=forms.RadioSelect,
        help_text=_("Weeks are needed where overtime counts by the week, as in France."),
    )
    hours_known = ChoiceOf(
        "hours_known", label=_("How are these hours known?"), initial="remembered", widget=forms.RadioSelect
    )

    def __init__(self, *args, case, **options):
        self.case, self.today = case, case.today()
        super().__init__(*args, **options)
        for number in WEEKDAYS:
            self.fields[f"day_{number}"] = HoursField(
                label=wording.weekday_name(number).capitalize(), most=24, required=False
            )

    @property
    def week(self):
        """The fields of the week, Monday first."""
        return [self[f"day_{number}"] for number in WEEKDAYS]

    def clean_by(self):
        return self.cleaned_data["by"] or "month"

    def clean_hours_known(self):
        return self.cleaned_data["hours_known"] or "remembered"

    def clean(self):
        said = self.cleaned_data
        first, last, is_weeks = said.get("first"), said.get("last"), said.get("by") == "week"
        if first and last and last < first:
            self.refuse("last", _("The last day is before the first day. Check both days."))
        elif last and last > self.today:
            self.refuse("last", _("This day is still to come. Check the date."))
        elif first and last and (last - first).days > (MOST_ROWS * 7 if is_weeks else LONGEST_WEEKS_DAYS):
            self.refuse(
                "first",
                _("These are more than 60 weeks. Write them in parts, or as months.")
                if is_weeks
                else _("These are more than five years. Check both days."),
            )
        if is_weeks and self.case.employment.pay_kind == "monthly":
            self.refuse("by", _("The pay was agreed for a month. Write whole months."))
        if not self.errors:
            self._check_exceptions(said)
        if not self.errors and not any(said[f"day_{number}"] for number in WEEKDAYS):
            self.refuse("day_1", _("Write the hours of at least one day of the week."))
        if not self.errors:
            self._rebuild(said)

    def _rebuild(self, said):
        """`found`: the hours of each month or week; refused where the case has rows of the other kind then."""
        rebuild = hours_by_week if said["by"] == "week" else hours_of_week
        self.found = rebuild(self.typical(), said["first"], said["last"], said["days"])
        new = [{"month": one.month, "week": one.week} for one in self.found]
        if months.clashes(months.joined(months.rows_of(self.case), new)):
            self.refuse("by", IN_BOTH)

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
