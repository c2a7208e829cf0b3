"""Form fields for dates, months, sums and hours: read alike in every language, answered with sentences.

A posted day comes as `name_day`, `name_month`, `name_year`; a month as `name_month`, `name_year`.
"""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from pages.amounts import read_hours, read_money
from pages.digits import whole_number
from pages.months import read_month
from pages.weeks import Week, read_week_number
from pages.widgets import AmountInput, DayWidget, MonthOrWeekWidget, MonthWidget

FIRST_YEAR, LAST_YEAR = 1920, 2100
WRITE_DAY = _("Write the day as a number from 1 to 31.")
WRITE_MONTH = _("Write the month as a number from 1 to 12, or as a word.")
WRITE_MONTH_OR_WEEK = _(
    "Write the month as a number or a word, or the week with its number, for example week 36."
)
NO_SUCH_WEEK = _("This year has no week 53. Check the week.")
WRITE_YEAR = _("Write the year with four numbers, for example 2026.")
SHORT_MONTH = ngettext_lazy(
    "This month has only %(days)s day. Check the day.",
    "This month has only %(days)s days. Check the day.",
    "days",
)


class PartsField(forms.Field):
    """A field of several parts: all of them, or none where the answer may stay open."""

    def clean(self, value):
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        answer = self.read(*parts)
        self.run_validators(answer)
        return answer

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


class DayField(PartsField):
    """A day as three fields; `clean` gives a date, or None where it may stay open."""

    widget = DayWidget
    default_error_messages = {"required": _("Write the day, the month and the year.")}

    def read(self, day, month, year):
        day, errors = whole_number(day, longest=2), []
        if not day or day > 31:
            errors.append(ValidationError(WRITE_DAY, code="day"))
        first = _first_of_month(month, year, errors)
        _refuse(errors)
        if day > (last := monthrange(first.year, first.month)[1]):
            raise ValidationError(SHORT_MONTH, code="day", params={"days": last})
        return first.replace(day=day)


class MonthField(PartsField):
    """A month as two fields; `clean` gives its first day, or None where it may stay open."""

    widget = MonthWidget
    default_error_messages = {"required": _("Write the month and the year.")}

    def read(self, month, year):
        errors = []
        first = _first_of_month(month, year, errors)
        _refuse(errors)
        return first


class MonthOrWeekField(MonthField):
    """A month, or a week with its number before the year; `clean` gives the month's first day, or a Week."""

    widget = MonthOrWeekWidget

    def read(self, month, year):
        number = read_week_number(month)
        if number is None:
            return self._month(month, year)
        year = whole_number(year)
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(WRITE_YEAR, code="year")
        try:
            return Week(date.fromisocalendar(year, number, 1))
        except ValueError:
            raise ValidationError(NO_SUCH_WEEK, code="month") from None

    def _month(self, month, year):
        try:
            return super().read(month, year)
        except ValidationError as wrong:
            raise ValidationError(
                [
                    ValidationError(WRITE_MONTH_OR_WEEK, code="month") if one.code == "month" else one
                    for one in wrong.error_list
                ]
            ) from None


class AmountField(forms.CharField):
    """One number, shown back with the decimal sign of the reader's language."""

    widget = AmountInput

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            text = f"{value:.2f}"
            return text if get_language() == "en" else text.replace(".", ",")
        return value

    def clean(self, value):
        text = self.to_python(value)
        if text in self.empty_values:
            self.validate(text)
            return None
        answer = self.read(text)
        self.run_validators(answer)
        return answer

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True

    def to_python(self, value):
        return str(value or "").replace("\0", "").strip()


class MoneyField(AmountField):
    """A sum of zero or more with two decimals, as Decimal."""

    default_error_messages = {"required": _("Write the sum, for example 1668.00.")}

    def read(self, text):
        return read_money(text)


class HoursField(AmountField):
    """A number of hours with two decimals, as Decimal; 7:30 is seven and a half."""

    default_error_messages = {"required": _("Write the hours, for example 7.5.")}

    def __init__(self, *, most=744, **options):
        self.most = Decimal(most)
        super().__init__(**options)

    def read(self, text):
        return read_hours(text, self.most)


def _first_of_month(month, year, errors):
    """The first day of the month, or None with one error more for each part that cannot be read."""
    month, year = read_month(month), whole_number(year)
    if month is None:
        errors.append(ValidationError(WRITE_MONTH, code="month"))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        errors.append(ValidationError(WRITE_YEAR, code="year"))
    return None if month is None or errors and errors[-1].code == "year" else date(year, month, 1)


def _refuse(errors):
    if errors:
        raise ValidationError(errors)
