"""What each kind of claim asks, country by country. The names of the fields are those of the law pack."""

from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

import wording
from cases import claiming
from cases.forms import currencies
from cases.forms.claim_fields import DaysField, a_month, a_percent, a_whole, hourly_rate, some_hours
from cases.forms.fields import CaseForm, ChoiceOf, YesNoField
from cases.forms.once import KeyField
from lawpack.claim_rules import claim_rule
from pages.fields import AmountField, DayField, MoneyField, MonthField
from security.clean import LineField, ParagraphField

NOT_FOR_THE_LAW = ("currency", "note", "due_on", "submission_key", "which", "day_of_week")
CHECK = _("The sum could not be worked out from this answer. Check it.")
SPLIT_WEEKS = _("The minimum wage changes in these weeks. Add each week on its own.")
IN_A_ROW = _(
    "These hours stand in a row of work already. Leave the first %(hours)s hours of a week there, and write only "
    "the hours over them here."
)
ROW_TOO_LONG = _(
    "The row of this week holds more than %(hours)s hours. Leave %(hours)s there, or hours would count twice."
)
SPLIT_DAYS = _(
    "The minimum wage changes in this week. Write the hours of each day below, and no hours above."
)


class ClaimOfKind(CaseForm):
    """What all kinds ask. Each kind adds its own fields above."""

    most_are_optional = True
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies.choices)
    paid_gross = MoneyField(label=_("Paid on it already, gross"), required=False)
    paid_net = MoneyField(label=_("Paid on it already, net"), required=False)
    due_on = DayField(
        label=_("Due on"),
        required=False,
        help_text=_("Interest runs from the next day. Left empty, the pay day of the month counts."),
    )
    note = ParagraphField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    submission_key = KeyField()

    def __init__(self, *args, case, claim_type, claim=None, **options):
        self.case, self.claim_type, self.claim = case, claim_type, claim
        super().__init__(*args, **options)
        last = ("currency", "paid_gross", "paid_net", "due_on", "note", "submission_key")
        self.order_fields([name for name in self.fields if name not in last])

    def clean(self):
        if self.errors:
            return
        self.check()
        if not self.errors:
            self._work_out()

    def check(self):
        """What a kind asks of several answers together."""

    def _work_out(self):
        try:
            self.line = claiming.work_out(self.case, self.written())
        except claiming.NotWorkedOut as refused:
            for name in dict.fromkeys(refused.fields):
                self._refuse(name)

    def _refuse(self, name):
        sentence = {"weeks": SPLIT_WEEKS, "days": SPLIT_DAYS}.get(name, CHECK)
        self.add_error(name if name in self.fields else None, sentence)

    def written(self):
        """The answers as `claiming` takes them."""
        said = self.cleaned_data
        return claiming.Written(
            claim_type=self.claim_type,
            line=self.law_line(),
            answers={name: _stored(value) for name, value in said.items() if name != "submission_key"},
            currency=said["currency"],
            month=self.month_of(said),
            week=self.week_of(said),
            due_on=said.get("due_on"),
            which=said.get("which") or "",
            note=said.get("note") or "",
        )

    def month_of(self, said):
        return said.get("month")

    def week_of(self, said):
        """The Monday of a claim about one week."""
        return None

    def law_line(self):
        """The answers as the law pack reads them: texts, whole numbers, yes and no."""
        line = {}
        for name, value in self.cleaned_data.items():
            if name in NOT_FOR_THE_LAW or value in (None, ""):
                continue
            line[name] = _as_law(self.fields[name], value)
        return line

    @classmethod
    def first_answers(cls, claim):
        """What the form says first for a claim that is changed."""
        stored = (claim.inputs or {}).get("answers", {})
        return {
            name: _read(field, stored.get(name)) for name, field in cls.base_fields.items() if name in stored
        }


def _as_law(field, value):
    if isinstance(field, DaysField):
        return {day.isoformat(): f"{count:f}" for day, count in field.found.items()}
    if isinstance(field, MonthField):
        return f"{value:%Y-%m}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def _stored(value):
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def _read(field, value):
    if value and isinstance(field, (DayField, MonthField)):
        return date.fromisoformat(value)
    return Decimal(value) if value and isinstance(field, AmountField) else value


class OvertimeDE(ClaimOfKind):
    month = a_month()
    overtime_hours = some_hours(_("Hours of overtime in this month"))
    agreed_hourly = hourly_rate()
    supplement_percent = a_percent(
        _("Agreed supplement, percent"), _("German law knows none. Only if the contract promises one.")
    )
    ordered = YesNoField(label=_("Was the overtime ordered, approved or tolerated?"))


class OvertimeFR(ClaimOfKind):
    day_of_week = DayField(label=_("Any day of the week"))
    hours = some_hours(_("All hours of the week"), most=168, required=False)
    overtime_hours = some_hours(_("Or only the hours over 35"), most=133, required=False)
    days = DaysField(
        label=_("Hours of each day"),
        required=False,
        help_text=_(
            "Only where the minimum wage changes in this week. One day in each line, as in 01.06.2026: 8"
        ),
    )
    weeks = a_whole(_("How many such weeks, one after the other?"), 1, 53, required=False)
    agreed_hourly = hourly_rate()
    first_percent = a_percent(
        _("For the first eight hours, percent"), _("25 by law; an agreement may go down to 10.")
    )
    then_percent = a_percent(
        _("For the hours after them, percent"), _("50 by law; an agreement may go down to 10.")
    )

    def check(self):
        said = self.cleaned_data
        given = [name for name in ("hours", "overtime_hours", "days") if said.get(name)]
        if not given:
            self.refuse("hours", _("Write the hours of the week."))
        elif len(given) > 1:
            self.refuse(given[1], _("Write the hours in one of these fields only."))
        else:
            self._check_rows(given[0])

    def _check_rows(self, given):
        """No hour of these weeks may stand in a row of work as well."""
        first = _monday(self.cleaned_data["day_of_week"])
        last = first + timedelta(days=7 * (self.cleaned_data.get("weeks") or 1) - 1)
        normal = claim_rule("FR", "overtime").threshold
        for row in self.case.periods.exclude(hours=None):
            if row.last < first or row.first > last:
                continue
            if given != "overtime_hours":
                self.refuse(given, IN_A_ROW % {"hours": wording.number(normal)})
            elif row.week and row.hours > normal:
                self.refuse(given, ROW_TOO_LONG % {"hours": wording.number(normal)})

    def month_of(self, said):
        return _monday(said["day_of_week"]).replace(day=1)

    def week_of(self, said):
        return _monday(said["day_of_week"]) if said.get("weeks") in (None, 1) else None

    def law_line(self):
        year, week, _day = self.cleaned_data["day_of_week"].isocalendar()
        return {"week": f"{year}-W{week:02d}", **super().law_line()}


def _monday(day):
    return day - timedelta(days=day.weekday())


class OvertimePL(ClaimOfKind):
    month = a_month()
    hours_50 = some_hours(_("Hours with 50 % more"), required=False)
    hours_100 = some_hours(
        _("Hours with 100 % more"),
        required=False,
        help_text=_("At night, on Sundays and holidays, and over the weekly norm."),
    )
    agreed_monthly = MoneyField(label=_("Agreed pay for a month, gross"), required=False)
    agreed_hourly = hourly_rate()
    normal_paid = YesNoField(label=_("Were these hours paid at the normal rate?"))

    def check(self):
        said = self.cleaned_data
        if not said.get("hours_50") and not said.get("hours_100"):
            self.refuse("hours_50", _("Write the hours of overtime."))
        if said.get("agreed_monthly") and said.get("agreed_hourly"):
            self.refuse("agreed_hourly", _("Write the pay for a month or for an hour, not both."))


class NightDE(ClaimOfKind):
    month = a_month()
    night_hours = some_hours(
        _("Hours at night in this month"), help_text=_("From 11 in the evening to 6 in the morning.")
    )
    agreed_hourly = hourly_rate()
    supplement_percent = a_percent(
        _("Agreed supplement, percent"), _("Left empty: 25, and 30 for permanent night work.")
    )
    permanent = YesNoField(label=_("Was it permanent night work?"))
    night_worker = YesNoField(
        label=_("Rotating shifts, or at least 48 nights a year?"),
        help_text=_("Only then the law gives a supplement."),
    )


class NightPL(ClaimOfKind):
    month = a_month()
    night_hours = some_hours(_("Hours at night in this month"))


class HolidayDE(ClaimOfKind):
    days = some_hours(_("Days of holiday not taken"), most=200, required=False)
    full_months = a_whole(
        _("Or: full months worked in the year"),
        0,
        12,
        required=False,
        help_text=_("The days by law are worked out from them."),
    )
    days_taken = some_hours(_("Days of holiday taken in the year"), most=200, required=False)
    days_per_week = some_hours(_("Working days in a week"), most=7, required=False)
    pay_13_weeks = MoneyField(label=_("Pay of the last thirteen weeks, gross"))
    work_days_13_weeks = some_hours(_("Working days in these thirteen weeks"), most=91, required=False)

    def check(self):
        said = self.cleaned_data
        if (said.get("days") is None) == (said.get("full_months") is None):
            self.refuse("days", _("Write the days not taken, or the full months worked: one of the two."))
        if not said.get("days_per_week") and (
            said.get("full_months") is not None or not said.get("work_days_13_weeks")
        ):
            self.refuse("days_per_week", _("Write how many days a week were worked."))

    def law_line(self):
        line = super().law_line()
        if "days" in line:
            line.pop("days_taken", None)
        return line


class HolidayFR(ClaimOfKind):
    gross_reference = MoneyField(label=_("Gross pay of the year for which holiday was earned"))
    days_earned = some_hours(_("Days of holiday earned"), most=200, required=False)
    days_left = some_hours(_("Days of holiday not taken"), most=200, required=False)
    maintained_pay = MoneyField(
        label=_("Pay these days would have brought"),
        required=False,
        help_text=_("If it is more than a tenth, it counts."),
    )

    def check(self):
        earned, left = self.cleaned_data.get("days_earned"), self.cleaned_data.get("days_left")
        if (earned is None) != (left is None):
            self.refuse("days_left", _("Write both, the days earned and the days not taken, or neither."))
        elif left is not None and left > earned:
            self.refuse("days_left", _("More days are left than were earned. Check both."))


class SickPayDE(ClaimOfKind):
    ill_from = DayField(label=_("First day of the illness"))
    employed_since = DayField(label=_("First day of work"))
    ill_during_shift = YesNoField(label=_("Did the illness begin during a shift?"))
    days = DaysField(
        label=_("Hours lost on each day"),
        help_text=_("One day in each line: the day, a colon, the hours. For example 03.11.2026: 8"),
        error_messages={"required": _("Write the hours that were lost, day by day.")},
    )
    agreed_hourly = hourly_rate()

    def check(self):
        if self.cleaned_data["employed_since"] > self.cleaned_data["ill_from"]:
            self.refuse("employed_since", _("This is after the illness began. Check both days."))

    def month_of(self, said):
        return said["ill_from"].replace(day=1)


class FixedTermFR(ClaimOfKind):
    gross_total = MoneyField(label=_("All gross pay of the contract"))
    bonus = YesNoField(
        label=_("Bonus at the end of the contract (10 %)?"), help_text=_("Left open, it counts.")
    )
    holiday_pay = YesNoField(label=_("Holiday pay (10 %)?"), help_text=_("Left open, it counts."))


class UndeclaredFR(ClaimOfKind):
    which = ChoiceOf(
        choices=lambda: [
            ("six", _("Six months of pay (L.8223-1)")),
            ("three", _("Three months of pay (L.8252-2)")),
        ],
        label=_("Which lump sum?"),
        help_text=_("They exclude each other."),
        widget=forms.RadioSelect,
        required=True,
    )
    monthly_wage = MoneyField(label=_("Pay of a month, gross"))
    ended_on = DayField(
        label=_("Last day of the job"),
        required=False,
        help_text=_("Six months of pay are owed only after the end."),
    )


class DeductionsAnywhere(ClaimOfKind):
    month = a_month()
    deductions = MoneyField(label=_("What was kept back"))


class OtherAnywhere(ClaimOfKind):
    month = a_month(required=False)
    amount = MoneyField(label=_("Sum"))
    what = LineField(label=_("What is it for?"), max_length=120)


FORMS = {
    ("overtime", "DE"): OvertimeDE,
    ("overtime", "FR"): OvertimeFR,
    ("overtime", "PL"): OvertimePL,
    ("night", "DE"): NightDE,
    ("night", "PL"): NightPL,
    ("holiday_payout", "DE"): HolidayDE,
    ("holiday_payout", "FR"): HolidayFR,
    ("sick_pay", "DE"): SickPayDE,
    ("fixed_term_bonus", "FR"): FixedTermFR,
    ("undeclared_work", "FR"): UndeclaredFR,
}
ANYWHERE = {"deductions": DeductionsAnywhere, "other": OtherAnywhere}


def form_of(claim_type, country):
    """The form of a kind of claim in a country, or None."""
    return FORMS.get((claim_type, country)) or ANYWHERE.get(claim_type)


def kinds(country):
    """Kinds that have a form and a rule here, in the order of the law pack; other claims last."""
    return [kind for kind in claiming.offered(country) if form_of(kind, country)]


def usual_answers(case, form_class):
    """What a new claim says first: the pay and the days the facts of the job know."""
    job = case.employment
    known = {
        "currency": job.pay_currency,
        "agreed_hourly": job.pay_amount if job.pay_kind == "hourly" else None,
        "agreed_monthly": job.pay_amount if job.pay_kind == "monthly" else None,
        "monthly_wage": job.pay_amount if job.pay_kind == "monthly" else None,
        "employed_since": job.first_day,
        "ended_on": job.last_day,
    }
    return {name: value for name, value in known.items() if name in form_class.base_fields and value}
