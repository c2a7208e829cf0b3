"""The facts of the job: dates, dismissal, pay, cut-off clause, and the months of work."""

from calendar import monthrange
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

import wording
from cases import months
from cases.forms import currencies
from cases.forms.fields import (
    IN_FUTURE,
    CaseForm,
    ChoiceOf,
    UnitsField,
    WholeNumberField,
    YesNoField,
)
from cases.forms.parts import PartsOfPage, Rows
from cases.forms.where import WhereForm
from pages.fields import DayField, HoursField, MoneyField, MonthField
from security.clean import LineField

YEARS_AHEAD = 3  # a notice period is shorter
MOST_ROWS = 60
ROWS_MORE = 3
HOURS_OF_A_MONTH = 31 * 24
LARGEST_PAY = 999_999
LARGEST_SUM = 10**10  # what a column for a sum holds


class EmploymentForm(CaseForm):
    """Field names are those of the model Employment, but for `known_by` and `pay_months_after`."""

    job_title = LineField(label=_("Job"), max_length=120, required=False)
    first_day = DayField(label=_("First day of work"), required=False)
    last_day = DayField(
        label=_("Last day of work"), help_text=_("Leave it empty while the job goes on."), required=False
    )
    dismissal_form = ChoiceOf(
        "dismissal_form",
        empty=_("No dismissal"),
        label=_("How did the dismissal come?"),
        widget=forms.RadioSelect,
    )
    dismissal_dated = DayField(label=_("Date on the letter"), required=False)
    dismissal_received_on = DayField(
        label=_("Received on"),
        help_text=_(
            "The day it was in the person’s hands or letterbox, or was said. Not the date on the letter."
        ),
        required=False,
    )
    known_by = ChoiceOf("trigger_known", empty=_("Not known yet"), label=_("How is this day known?"))
    pay_kind = ChoiceOf("pay_kind", empty=_("Not known yet"), label=_("How was the pay counted?"))
    pay_amount = MoneyField(label=_("Agreed pay, gross"), required=False)
    pay_currency = ChoiceOf(choices=currencies.choices, label=_("Currency"), initial="EUR")
    hours_per_unit = HoursField(
        label=_("Hours for one day, shift or piece"),
        help_text=_("With waiting and preparation. From this we check the minimum wage."),
        required=False,
    )
    pay_day = WholeNumberField(
        label=_("Day of the month on which the wage is due"),
        help_text=_("31 is the last day of the month. Leave it empty if you do not know."),
        least=1,
        most=31,
        sentence=_("Write the day as a number from 1 to 31."),
        required=False,
    )
    pay_months_after = ChoiceOf(
        choices=lambda: [
            ("0", wording.label("pay_due", "same_month")),
            ("1", wording.label("pay_due", "next_month")),
        ],
        label=_("Due in which month?"),
        initial="1",
    )
    clause_months = WholeNumberField(
        label=_("Months to ask for money"),
        help_text=_(
            "Look for “Ausschlussfrist” or “Verfall” in the contract. Leave it empty if there is none."
        ),
        least=1,
        most=60,
        sentence=_("Write the months as a number from 1 to 60."),
        required=False,
    )
    clause_signed_on = DayField(label=_("Contract signed on"), required=False)
    clause_exempts_minimum_wage = YesNoField(label=_("Does the clause leave the minimum wage untouched?"))

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def clean_pay_currency(self):
        return self.cleaned_data["pay_currency"] or "EUR"

    def clean_pay_months_after(self):
        return int(self.cleaned_data["pay_months_after"] or 1)

    def clean(self):
        self._check_days()
        self._check_dismissal()
        self._check_pay()

    def _check_days(self):
        facts = self.cleaned_data
        first, last = facts.get("first_day"), facts.get("last_day")
        for name in ("first_day", "dismissal_dated", "dismissal_received_on", "clause_signed_on"):
            if facts.get(name) and facts[name] > self.today:
                self.refuse(name, IN_FUTURE)
        if last and last.year > self.today.year + YEARS_AHEAD:
            self.refuse("last_day", _("This day is far away. Check the year."))
        if first and last and last < first:
            self.refuse("last_day", _("The last day is before the first day. Check both days."))

    def _check_dismissal(self):
        facts = self.cleaned_data
        first, received = facts.get("first_day"), facts.get("dismissal_received_on")
        dated = facts.get("dismissal_dated")
        if first and received and received < first:
            self.refuse("dismissal_received_on", _("This is before the first day of work. Check both days."))
        elif dated and received and received < dated:
            self.refuse(
                "dismissal_dated", _("The letter is dated after the day it was received. Check both days.")
            )
        told = received or dated or facts.get("known_by")
        if told and not facts.get("dismissal_form"):
            self.refuse("dismissal_form", _("Choose how the dismissal came, or empty its days below."))

    def _check_pay(self):
        facts = self.cleaned_data
        amount = facts.get("pay_amount")
        if amount is not None and amount <= 0:
            self.refuse("pay_amount", _("Write a sum above zero, or leave it empty."))
        if amount is not None and amount > LARGEST_PAY:
            self.refuse("pay_amount", _("This sum is too large. Check the numbers."))
        if amount and not facts.get("pay_kind"):
            self.refuse("pay_kind", _("Choose what the sum is for: an hour, a day, a month or a piece."))
        if facts.get("hours_per_unit") == 0:
            self.refuse("hours_per_unit", _("Write more than zero hours, or leave it empty."))


class FactsForm(EmploymentForm):
    """The same on a case, with what only comes up later."""

    dismissal_latest_on = DayField(
        label=_("Received at the latest on"),
        help_text=_(
            "Only if the day is not certain: the last day it may have been. Otherwise leave it empty."
        ),
        required=False,
    )
    contract_kind = ChoiceOf(
        "contract_kind",
        empty=_("Not known yet"),
        label=_("What kind of contract?"),
        help_text=_("In Poland the minimum wage depends on it."),
    )
    dismissal_accepted = forms.BooleanField(label=_("The worker accepts the dismissal"), required=False)
    power_of_attorney_enclosed = YesNoField(
        label=_("Was a power of attorney (Vollmacht) in the original with the dismissal?")
    )
    payslips_missing = forms.BooleanField(label=_("Payslips are missing"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def _check_dismissal(self):
        super()._check_dismissal()
        first, last = (
            self.cleaned_data.get(name) for name in ("dismissal_received_on", "dismissal_latest_on")
        )
        if last and not first:
            self.refuse("dismissal_received_on", _("Write the first possible day here too."))
        elif last and last < first:
            self.refuse(
                "dismissal_latest_on", _("The last possible day is before the first. Check both days.")
            )
        elif last and last > self.today:
            self.refuse("dismissal_latest_on", IN_FUTURE)
        elif last == first:
            self.cleaned_data["dismissal_latest_on"] = None


class PeriodForm(CaseForm):
    """One month of work. An empty row says nothing."""

    month = MonthField(label=_("Month"), required=False)
    hours = HoursField(label=_("Hours"), required=False)
    units = UnitsField(label=_("Days, pieces"), required=False)
    paid = MoneyField(label=_("Paid"), required=False)
    paid_kind = ChoiceOf("paid_kind", label=_("How paid"), initial="gross")

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def clean_paid_kind(self):
        return self.cleaned_data["paid_kind"] or "gross"

    def clean(self):
        row = self.cleaned_data
        month = row.get("month")
        if month is None:
            if any(row.get(name) is not None for name in ("hours", "units", "paid")):
                self.refuse("month", _("Write the month this row is about."))
            return
        if month > self.today:
            self.refuse("month", _("This month is still to come. Check the year."))
        if row.get("hours") and row["hours"] > 24 * monthrange(month.year, month.month)[1]:
            self.refuse("hours", _("This month has fewer hours. Check the number."))
        if "paid" in row and row["paid"] is None:
            self.refuse("paid", _("Write what was paid. If nothing came, write 0."))


IN_BOTH = _("A week and its month cannot both have a row, or hours would count twice. Write one of them.")


class PeriodRows(Rows):
    """The months of work, each of them once."""

    def clean(self):
        seen = set()
        for form in self.forms:
            month = form.cleaned_data.get("month") if hasattr(form, "cleaned_data") else None
            if month in seen:
                form.refuse("month", _("This month is already in a row above. Put both into one row."))
            if month:
                seen.add(month)

    def periods(self):
        """Rows with a month, as dicts of PayPeriod's fields, the oldest first."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("month")]
        names = ("month", "hours", "units", "paid", "paid_kind")
        return sorted(({name: row[name] for name in names} for row in rows), key=lambda row: row["month"])


def period_rows(data=None, *, today, initial=(), quiet=False, more=0):
    """The rows as posted or as stored; `more` empty ones are added without losing anything."""
    posted = data
    if data is not None and more:
        posted = data.copy()
        there = _count(data.get("periods-TOTAL_FORMS"))
        posted["periods-TOTAL_FORMS"] = str(min(there + more, MOST_ROWS))
    rows = forms.formset_factory(
        PeriodForm, formset=PeriodRows, extra=ROWS_MORE, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    return rows(
        posted,
        prefix="periods",
        initial=list(initial),
        form_kwargs={"today": today, "quiet": quiet},
        error_messages={"missing_management_form": _("The months could not be read. Write them again.")},
    )


def _count(text):
    return int(text) if str(text or "").isascii() and str(text or "").isdigit() and len(text) < 4 else 0


def check_months_against_pay(job, rows):
    """Units must fit into their month, and no sum may be larger than its column; say so where it stands."""
    amount, unit = job.cleaned_data["pay_amount"] or 0, job.cleaned_data["hours_per_unit"]
    for row in rows.forms:
        hours, units = row.cleaned_data.get("hours") or 0, row.cleaned_data.get("units") or 0
        if unit and units * unit > HOURS_OF_A_MONTH:
            row.refuse(
                "units", _("This makes more hours than a month has. Check this number and the hours for one.")
            )
        if amount * max(1, hours, units, hours / unit if unit else 0) >= LARGEST_SUM:
            job.refuse("pay_amount", _("This sum is too large. Check the numbers."))


def outside_job(periods, first_day, last_day):
    """Months of the rows in which, by its first and last day, there was no job."""
    return [
        row["month"]
        for row in periods
        if (first_day and row["month"] < first_day.replace(day=1))
        or (last_day and row["month"] > date(last_day.year, last_day.month, 1))
    ]


class FactsPage(PartsOfPage):
    """The facts of one case: the job and its months. `quiet` and `more` as on the intake page.

    `weeks` are the rows of single weeks, which the money tab writes; they stay beside the months of this page.
    """

    def __init__(
        self, data=None, *, today, where=None, facts=None, periods=(), weeks=(), quiet=False, more=0
    ):
        self.is_quiet, self.weeks = quiet, weeks
        self.where = WhereForm(data, prefix="where", initial=where, quiet=quiet)
        self.job = FactsForm(data, prefix="job", today=today, initial=facts, quiet=quiet)
        self.periods = period_rows(data, today=today, initial=periods, quiet=quiet, more=more)

    @property
    def forms(self):
        return [self.where, self.job, *self.periods.forms]

    def check_together(self):
        check_months_against_pay(self.job, self.periods)
        self._check_weeks()

    def _check_weeks(self):
        if self.weeks and self.job.cleaned_data["pay_kind"] == "monthly":
            self.job.refuse("pay_kind", _("The case has single weeks. Pay for a month needs whole months."))
        for form in self.periods.forms:
            row = form.cleaned_data
            if row.get("month") and any(months.clashes([row, week]) for week in self.weeks):
                form.refuse("month", IN_BOTH)

    def employment(self):
        """Values of the model Employment."""
        facts = dict(self.job.cleaned_data)
        for name in ("known_by", "seen"):
            facts.pop(name)
        return facts
