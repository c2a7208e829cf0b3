"""Fields that several kinds of claim ask for."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import WholeNumberField
from cases.forms.ledger import exceptions
from pages.amounts import read_hours
from pages.fields import AmountField, HoursField, MoneyField, MonthField
from security.clean import ParagraphField

FIRST, LAST = date(1990, 1, 1), date(2199, 12, 31)


def a_month(**options):
    return MonthField(label=_("Month"), **options)


def some_hours(label, most=744, **options):
    return HoursField(label=label, most=most, **options)


def hourly_rate():
    return MoneyField(
        label=_("Agreed pay for an hour, gross"),
        required=False,
        help_text=_("If nothing was agreed, leave it empty: the minimum wage counts."),
    )


def a_percent(label, help_text=""):
    return PercentField(label=label, help_text=help_text, required=False)


def a_whole(label, least, most, **options):
    sentence = _("Write a number from %(least)s to %(most)s.") % {"least": least, "most": most}
    return WholeNumberField(label=label, least=least, most=most, sentence=sentence, **options)


class PercentField(AmountField):
    """Percent of the pay, with two decimals."""

    def read(self, text):
        return read_hours(text.rstrip("% \u00a0"), Decimal(500))


class DaysField(ParagraphField):
    """Hours of single days, one in each line; as the law pack takes them: {day: hours}."""

    widget = forms.Textarea({"rows": 5, "spellcheck": "false"})

    def clean(self, value):
        text = super().clean(value)
        self.found = exceptions(text, FIRST, LAST) if text else {}
        return text
