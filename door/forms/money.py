"""The agreed pay, what came month by month, and how long the contract lets one ask for money."""

from decimal import Decimal

from django import forms
from django.utils.translation import pgettext, pgettext_lazy

import wording
from cases.forms import currencies
from cases.forms.facts import HOURS_OF_A_MONTH, LARGEST_PAY
from cases.forms.fields import WholeNumberField
from door.forms.fields import I_DO_NOT_KNOW, DoorChoice, DoorForm, line
from door.forms.rough import RoughDayField
from door.plain import from_plain
from pages.fields import HoursField, MoneyField, MonthField

ROWS, ROWS_MORE, MOST_ROWS = 2, 2, 40
IN_UNITS = {"daily", "piece"}
MOST_UNITS = 999
LEAST_HOURS_OF_UNIT = Decimal("0.1")
TOO_MANY_HOURS = pgettext_lazy("door", "A month has at most 744 hours. Please check the hours.")


class MonthForm(DoorForm):
    """One month of work. An empty row says nothing."""

    month = MonthField(label=pgettext_lazy("door", "Month and year"), required=False)
    worked = HoursField(
        label=pgettext_lazy("door", "Hours or units in this month"), required=False, most=HOURS_OF_A_MONTH
    )
    paid = MoneyField(label=pgettext_lazy("door", "Money received"), required=False)
    paid_kind = DoorChoice("paid_kind", empty=I_DO_NOT_KNOW, label=pgettext_lazy("door", "How did it come?"))

    def clean(self):
        row = self.cleaned_data
        month = row.get("month")
        if month is None and any(row.get(name) is not None for name in ("worked", "paid")):
            self.refuse("month", pgettext_lazy("door", "Please write the month this line is about."))
        if month:
            self.refuse_future("month")
        if month and row.get("paid") is None:
            sentence = pgettext_lazy("door", "Please write what was paid. If nothing came, write 0.")
            self.refuse("paid", sentence)


class PayForm(DoorForm):
    """What was promised, as a sum or in the person's own words."""

    may_be_unknown = ("amount",)

    kind = DoorChoice(
        "pay_kind", label=pgettext_lazy("door", "How was the pay counted?"), widget=forms.RadioSelect
    )
    amount = MoneyField(label=pgettext_lazy("door", "Amount"), required=False)
    currency = DoorChoice(
        choices=currencies.choices,
        label=pgettext_lazy("door", "Currency"),
        initial="EUR",
    )
    words = line(
        pgettext_lazy("door", "Or in your own words, for example: 1,200 in cash and a room"),
        200,
    )

    def clean(self):
        facts = self.cleaned_data
        amount = facts.get("amount")
        if amount is not None and not 0 < amount <= LARGEST_PAY:
            sentence = pgettext_lazy("door", "Please write only figures, for example 1250.")
            self.refuse("amount", sentence)
        if amount and not facts.get("kind"):
            self.refuse("kind", pgettext_lazy("door", "Please choose an answer."))


class UnitForm(DoorForm):
    """Only where the pay went by the day or by the piece."""

    may_be_unknown = ("hours_per_unit",)

    unit = DoorChoice(
        "piece_unit",
        empty=I_DO_NOT_KNOW,
        label=pgettext_lazy("door", "For which unit?"),
    )
    hours_per_unit = HoursField(
        label=pgettext_lazy("door", "How many hours did one unit take, with waiting and preparation?"),
        help_text=pgettext_lazy("door", "You may leave this empty."),
        required=False,
    )

    def clean(self):
        hours = self.cleaned_data.get("hours_per_unit")
        if hours is not None and hours < LEAST_HOURS_OF_UNIT:
            self.refuse("hours_per_unit", pgettext_lazy("door", "Please write the hours, for example 2.5."))


class PayDayForm(DoorForm):
    may_be_unknown = ("pay_day",)

    pay_day = WholeNumberField(
        label=pgettext_lazy("door", "On which day of the month was the wage due?"),
        help_text=pgettext_lazy("door", "From this day the dates for unpaid wages are counted."),
        least=1,
        most=31,
        sentence=pgettext_lazy("door", "The day is a number from 1 to 31."),
        required=False,
    )
    due = DoorChoice(
        "pay_due", label=pgettext_lazy("door", "In which month was it due?"), widget=forms.RadioSelect
    )


class MonthsForm(DoorForm):
    """What came, month by month, as `self.months`. `more` adds empty rows and judges nothing."""

    deductions = line(
        pgettext_lazy("door", "Was something taken off, for example for a room, transport, tools or a fine?"),
        300,
    )

    def __init__(self, data=None, *, today=None, answers=None, quiet=False, more=0, **options):
        super().__init__(data, today=today, answers=answers, quiet=quiet, **options)
        rows = (answers or {}).get("months", [])
        self.months = month_rows(data, today=today, rows=rows, quiet=quiet, more=more)

    @property
    def wrong(self):
        return [*super().wrong, *(field for row in self.months.forms for field in row.wrong)]

    def is_valid(self):
        parts = [super().is_valid(), self.months.is_valid()]
        if all(parts):
            self._check_together()
        return super().is_valid() and all(row.is_valid() for row in self.months.forms)

    def _check_together(self):
        """Units must fit into their month, and each month stands once."""
        unit, seen = Decimal((self.others.get("unit") or {}).get("hours_per_unit") or 0), set()
        in_units = (self.others.get("pay") or {}).get("kind") in IN_UNITS
        for row in self.months.forms:
            month, worked = row.cleaned_data.get("month"), row.cleaned_data.get("worked") or 0
            if in_units and (worked > MOST_UNITS or worked * unit > HOURS_OF_A_MONTH):
                row.refuse("worked", TOO_MANY_HOURS)
            if month in seen:
                sentence = pgettext_lazy("door", "This month stands here twice. Please put both together.")
                row.refuse("month", sentence)
            if month:
                seen.add(month)

    def plain(self):
        rows = [row.plain() for row in self.months.forms if hasattr(row, "cleaned_data")]
        return {**super().plain(), "months": [row for row in rows if row.get("month")]}

    def rows(self, values):
        for row in values.get("months", []):
            yield wording.month(row["month"][:7]), _month(row)
        yield from super().rows(values)


def _month(row):
    """Money is shown without its currency: that stands with the agreed pay."""
    received = pgettext("door", "Money received")
    said = [f"{received}: {wording.number(row['paid'], 2)}"]
    if row.get("paid_kind"):
        said.append(str(wording.label("paid_kind", row["paid_kind"])))
    if row.get("worked") is not None:
        worked = pgettext("door", "Hours or units in this month")
        said.insert(0, f"{worked}: {wording.number(row['worked'])}")
    return ". ".join(said)


class ContractForm(DoorForm):
    heading = "has"

    has = DoorChoice(
        choices=lambda: [
            ("copy", pgettext_lazy("door", "Yes, and I have it or a photo of it")),
            ("without", pgettext_lazy("door", "Yes, but only the employer has it")),
            ("none", pgettext_lazy("door", "No, nothing in writing")),
            ("", I_DO_NOT_KNOW),
        ],
        label=pgettext_lazy("door", "Do you have a written contract?"),
        widget=forms.RadioSelect,
    )


class ClauseForm(DoorForm):
    """Only where there is a contract."""

    may_be_unknown = ("clause_months", "clause_signed_on")
    may_be_rough = ("clause_signed_on",)

    clause_months = WholeNumberField(
        label=pgettext_lazy("door", "How many months are written there?"),
        least=1,
        most=60,
        sentence=pgettext_lazy("door", "Please write the months as a number, for example 3."),
        required=False,
    )
    clause_signed_on = RoughDayField(
        label=pgettext_lazy("door", "When was the contract signed?"), required=False
    )
    clause_exempts = DoorChoice(
        choices=lambda: [
            ("yes", pgettext_lazy("door", "Yes")),
            ("no", pgettext_lazy("door", "No")),
            ("", I_DO_NOT_KNOW),
        ],
        label=pgettext_lazy("door", "Does it say that the minimum wage is not affected?"),
        widget=forms.RadioSelect,
    )

    def clean(self):
        self.refuse_future("clause_signed_on")


def month_rows(data, *, today, rows, quiet, more):
    """The rows as posted or as stored, and `more` empty ones; nothing is lost."""
    formset = forms.formset_factory(MonthForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    options = {"prefix": "months", "form_kwargs": {"today": today, "quiet": quiet}}
    if data is None:
        fields = MonthForm.base_fields.items()
        stored = [{name: from_plain(field, row.get(name)) for name, field in fields} for row in rows]
        return formset(initial=stored, **options)
    posted = data.copy()
    said = data.get("months-TOTAL_FORMS", "")
    there = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0
    posted["months-TOTAL_FORMS"] = str(min(there + more, MOST_ROWS))
    # No row counts as unchanged: what is posted is what holds.
    posted["months-INITIAL_FORMS"] = "0"
    return formset(posted, **options)
