"""Forms about money: claims by hand, payments, agreements, the payee's account."""

import uuid
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import wording
from cases import claiming, interest, payee, paying
from cases.forms import currencies
from cases.forms.parts import Rows
from lawpack import day_counts
from pages.fields import DayField, MoneyField, MonthField
from security.clean import LineField, ParagraphField

DAY_COUNTS = {
    "act/act": _("act/act: the days of each year over its 365 or 366"),
    "act/365": _("act/365: always over 365"),
    "30/360": _("30/360: every month has thirty days"),
}
LAST_DAY_OF_INTEREST = date(2099, 12, 31)
MOST_ROWS = 60
FIRST_ROWS = 3


class OnceForm(forms.Form):
    """A form whose answer is kept once, however often it is sent."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def above_zero(amount):
    if amount == 0:
        raise ValidationError(_("Write a sum above zero."))


def not_in_future(today):
    def check(day):
        if day > today:
            raise ValidationError(_("This day is still to come. Check the date."))

    return check


class ClaimForm(OnceForm):
    """A head of claim the program does not compute."""

    claim_type = forms.ChoiceField(label=_("What is it for?"))
    month = MonthField(
        label=_("Month"), required=False, help_text=_("Leave it open if the sum is for no single month.")
    )
    amount = MoneyField(label=_("Sum, gross"), validators=[above_zero])
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies.choices)
    note = ParagraphField(
        label=_("How the sum was made"),
        required=False,
        max_length=2000,
        help_text=_("For example: 12 nights × €18.50"),
    )

    def __init__(self, *args, country, **options):
        super().__init__(*args, **options)
        kinds = claiming.by_hand(country, wording.codes("claim_type"))
        self.fields["claim_type"].choices = [(kind, wording.label("claim_type", kind)) for kind in kinds]


class PaymentForm(OnceForm):
    """Money that came in."""

    received_on = DayField(label=_("When did it arrive?"))
    amount = MoneyField(label=_("Sum"), validators=[above_zero])
    sum_is_right = forms.BooleanField(label=_("The sum is right"), required=False, widget=forms.HiddenInput)
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies.choices)
    kind = forms.ChoiceField(label=_("How was it paid?"), widget=forms.RadioSelect)
    instalment = forms.ChoiceField(label=_("For which instalment?"), required=False)
    is_rest = forms.BooleanField(
        label=_("This settles the instalment, although the sums differ"),
        required=False,
        help_text=_("For example if a gross sum was agreed and the net sum arrived."),
    )

    def __init__(self, *args, case, instalments=(), **options):
        super().__init__(*args, **options)
        self.case = case
        self.fields["kind"].choices = wording.choices("paid_kind")
        self.fields["received_on"].validators.append(not_in_future(case.today()))
        self.instalments = {str(one.pk): one for one in instalments}
        if self.instalments:
            named = [(key, _name(one)) for key, one in self.instalments.items()]
            self.fields["instalment"].choices = [("", _("None of them")), *named]
        else:
            del self.fields["instalment"], self.fields["is_rest"]

    def clean_instalment(self):
        return self.instalments.get(self.cleaned_data["instalment"])

    def clean(self):
        answers = super().clean()
        instalment = answers.get("instalment")
        currency = answers.get("currency")
        if instalment and currency and instalment.agreement.currency != currency:
            self.add_error(
                "currency",
                _("The agreement is in %(agreed)s. Choose it, or choose no instalment.")
                % {"agreed": instalment.agreement.currency},
            )
        if answers.get("is_rest") and not instalment:
            self.add_error("instalment", _("Choose the instalment that this settles."))
        self._ask_about_far_more(answers.pop("sum_is_right"), **answers)
        return answers

    def _ask_about_far_more(self, is_right, amount=None, currency=None, instalment=None, **_others):
        """A comma in the wrong place makes a hundred times as much: such a sum is taken only when it was ticked."""
        if not amount or not currency:
            return
        still_open = paying.far_exceeded(self.case, amount, currency, instalment)
        if still_open is None:
            return
        self.fields["sum_is_right"].widget = forms.CheckboxInput()
        if not is_right:
            self.add_error("amount", _far_more(still_open, currency))


def _far_more(still_open, currency):
    from pages.templatetags.parts import money

    return _(
        "This is far more than the %(open)s that are still open. Check the sum, or tick that it is right."
    ) % {"open": money(still_open, currency)}


def _name(instalment):
    from pages.templatetags.parts import day, money

    return _("%(number)s: %(open)s open, due %(day)s") % {
        "number": instalment.number,
        "open": money(instalment.open_amount(), instalment.agreement.currency),
        "day": day(instalment.due_on),
    }


class AgreementForm(OnceForm):
    """The day, the currency and the kind of an agreement; its sums stand in rows of their own."""

    agreed_on = DayField(label=_("When was it agreed?"))
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies.choices)
    kind = forms.ChoiceField(label=_("What are the sums?"), widget=forms.RadioSelect)

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [one for one in wording.choices("paid_kind") if one[0] != "cash"]
        self.fields["agreed_on"].validators.append(not_in_future(case.today()))


class InstalmentRow(forms.Form):
    due_on = DayField(label=_("Due on"), required=False)
    amount = MoneyField(label=_("Sum"), required=False, validators=[above_zero])

    def clean(self):
        answers = super().clean()
        if not self.errors and bool(answers.get("due_on")) != bool(answers.get("amount")):
            missing = "amount" if answers.get("due_on") else "due_on"
            says = {
                "amount": _("Write the sum for this day."),
                "due_on": _("Write the day on which this sum is due."),
            }
            self.add_error(missing, says[missing])
        return answers


class BaseInstalmentRows(Rows):
    def instalments(self):
        """[(due day, sum)] of the rows that were filled in."""
        answers = [row.cleaned_data for row in self.forms if row.is_valid()]
        filled = [(row.get("due_on"), row.get("amount")) for row in answers]
        return [(due_on, amount) for due_on, amount in filled if due_on and amount]

    def clean(self):
        if not any(self.errors) and not self.instalments():
            raise ValidationError(_("Write at least one sum and the day it is due."))


InstalmentRows = forms.formset_factory(
    InstalmentRow,
    formset=BaseInstalmentRows,
    extra=FIRST_ROWS,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS + 1,
    validate_max=True,
)


def due_before(agreed_on, rows):
    """Mark rows whose day lies before the agreement; True if there is one."""
    early = [row for row in rows if row.cleaned_data.get("due_on") and row.cleaned_data["due_on"] < agreed_on]
    for row in early:
        row.add_error("due_on", _("This day is before the agreement. Check the date."))
    return bool(early)


class WriteOffForm(forms.Form):
    """Instalments that will not come, with one reason."""

    instalments = forms.MultipleChoiceField(
        label=_("Which sums will not come?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one instalment.")},
    )
    reason = ParagraphField(
        label=_("Why?"),
        max_length=2000,
        error_messages={"required": _("Write the reason: others must understand it later.")},
    )

    def __init__(self, *args, instalments, **options):
        super().__init__(*args, **options)
        self.by_key = {str(one.pk): one for one in instalments}
        self.fields["instalments"].choices = [(key, _name(one)) for key, one in self.by_key.items()]

    def clean_instalments(self):
        return [self.by_key[key] for key in self.cleaned_data["instalments"]]


class GiveUpForm(OnceForm):
    """A claim, or a part of it, that is given up."""

    amount = MoneyField(label=_("Sum to write off, gross"), validators=[above_zero])
    reason = forms.ChoiceField(
        label=_("Why?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a reason.")}
    )
    words = ParagraphField(
        label=_("In words"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write the reason: others must understand it later.")},
    )

    def __init__(self, *args, currency, **options):
        super().__init__(*args, **options)
        self.currency = currency
        self.fields["reason"].choices = wording.choices("write_off_reason")


class DeductionForm(OnceForm):
    """Money kept back from the pay of a month."""

    month = MonthField(label=_("Month"))
    amount = MoneyField(label=_("Sum"), validators=[above_zero])
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies.choices)
    kind = forms.ChoiceField(
        label=_("What was it for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it was for.")},
    )
    note = ParagraphField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = wording.choices("deduction_kind")
        self.fields["month"].validators.append(not_in_future(case.today()))


class InterestForm(forms.Form):
    """Until which day interest is shown, and how it is counted. Nothing of it is stored."""

    until = DayField(label=_("Until (this day counts)"))
    day_count = forms.ChoiceField(label=_("How days are counted"), widget=forms.Select)
    starts_on = DayField(
        label=_("First day of interest for all sums"),
        required=False,
        help_text=_("Left empty, each sum starts on the day after its own pay day."),
    )
    series = forms.ChoiceField(label=_("Which rate?"), required=False)
    enforceable_on = DayField(
        label=_("Day from which a judgment could be enforced"),
        required=False,
        help_text=_("The rate rises two months later."),
    )

    def __init__(self, *args, country, **options):
        super().__init__(*args, **options)
        self.fields["day_count"].choices = [(way, DAY_COUNTS[way]) for way in day_counts.WAYS]
        series = interest.series_of(country)
        self.fields["series"].choices = [(one, wording.label("interest_series", one)) for one in series]
        if len(series) < 2:
            del self.fields["series"]
        if not interest.rises(country):
            del self.fields["enforceable_on"]
        if interest.needs_demand(country):
            self.fields["starts_on"].label = _("Day the formal demand was received")
            self.fields["starts_on"].help_text = _("From this day the sums bear interest in France.")

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until > LAST_DAY_OF_INTEREST:
            raise ValidationError(_("This day is far away. Check the year."))
        return until

    def question(self):
        return interest.Question(**{name: value for name, value in self.cleaned_data.items() if value})


class AccountForm(forms.Form):
    """Where the employer pays to."""

    holder = LineField(
        label=_("Account holder"),
        max_length=120,
        error_messages={"required": _("Write whose account it is.")},
    )
    iban = LineField(
        label=_("IBAN"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the IBAN, it stands on the bank card.")},
    )

    def clean_iban(self):
        return payee.checked_iban(self.cleaned_data["iban"])
