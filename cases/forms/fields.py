"""Field types that several forms of a case share. Each error says what to do."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

import wording
from pages.amounts import read_money
from pages.digits import whole_number
from pages.fields import AmountField
from security.clean import LineField

CHOOSE = _("Choose one of the answers.")
WRITE_EMAIL = _("Write the whole e-mail address, for example office@firm.example.")
IN_FUTURE = _("This day is still to come. Check the year.")


class CaseForm(forms.Form):
    """A part of a page about a case. Most answers may stay open, so the few that may not are marked.

    With `quiet` the form shows what was typed and says nothing about it yet.
    """

    most_are_optional = True

    def __init__(self, *args, quiet=False, **options):
        self.quiet = quiet
        super().__init__(*args, **options)

    @property
    def errors(self):
        return {} if self.quiet else super().errors

    def refuse(self, field, sentence):
        """Put a sentence beside a field that has none yet."""
        if field not in self._errors:
            self.add_error(field, sentence)


class ChoiceOf(forms.ChoiceField):
    """One code of a list; `empty` is the label for no answer."""

    default_error_messages = {"required": CHOOSE, "invalid_choice": CHOOSE}

    def __init__(self, codes=None, *, empty=None, choices=None, required=False, **options):
        listed = choices or (lambda: wording.choices(codes))
        first = [] if empty is None else [("", empty)]
        super().__init__(choices=lambda: [*first, *listed()], required=required, **options)


class ManyOf(forms.MultipleChoiceField):
    """Any number of codes of a list."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": CHOOSE, "invalid_choice": CHOOSE, "invalid_list": CHOOSE}

    def __init__(self, *, choices, required=False, **options):
        super().__init__(choices=choices, required=required, **options)


class YesNoField(ChoiceOf):
    """Yes, no, or not known: True, False or None."""

    widget = forms.RadioSelect
    answers = {"yes": True, "no": False}

    def __init__(self, **options):
        choices = lambda: [("yes", _("Yes")), ("no", _("No"))]  # noqa: E731 - read when the page is drawn
        super().__init__(choices=choices, empty=_("Not known"), **options)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def clean(self, value):
        return self.answers.get(super().clean(value))


class WholeNumberField(forms.CharField):
    """A whole number in digits of any script."""

    def __init__(self, *, least, most, sentence, **options):
        self.least, self.most, self.sentence = least, most, sentence
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}

    def clean(self, value):
        text = str(value or "").replace("\0", "").strip()
        if not text:
            self.validate(text)
            return None
        number = whole_number(text)
        if number is None or not self.least <= number <= self.most:
            raise ValidationError(self.sentence, code="number")
        return number


class UnitsField(AmountField):
    """How many days, tours or pieces, with two decimals."""

    def read(self, text):
        try:
            number = read_money(text)
        except ValidationError:
            number = None
        if number is None or number > 9_999:
            raise ValidationError(_("Write how many in numbers, for example 22."), code="number")
        return number


class EmailLine(LineField):
    """An e-mail address in one line."""

    widget = forms.EmailInput
    default_validators = [EmailValidator(WRITE_EMAIL)]

    def __init__(self, **options):
        super().__init__(**{"max_length": 254, **options})
