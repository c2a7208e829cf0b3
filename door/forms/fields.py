"""What all steps share: "I do not know" and "about" beside dates and sums, and fields that answer plainly."""

from django import forms
from django.utils.translation import pgettext, pgettext_lazy

import wording
from cases.forms.fields import CaseForm, ChoiceOf
from door.forms.rough import ABOUT, earliest, said
from door.plain import from_plain, to_plain
from pages.fields import DayField, MoneyField
from security.clean import LineField, ParagraphField

ROUGHLY = pgettext_lazy("door", "I do not remember exactly. It was about:")
CHOOSE = pgettext_lazy("door", "Please choose an answer.")
I_DO_NOT_KNOW = pgettext_lazy("door", "I do not know")
TOO_LONG = pgettext_lazy(
    "door", "This text is too long. Please shorten it a little. Limit in characters: %(limit_value)s"
)
BUSY = pgettext_lazy("door", "Too many tries. Please wait and try again. Waiting time: 1 minute")
UNKNOWN = "_unknown"
LONGEST_ABOUT, LONGEST_TYPED = 120, 2_000
BESIDE = (UNKNOWN, ABOUT)


class DoorForm(CaseForm):
    """One step. `may_be_unknown` names the fields that get a box "I do not know" of their own, `may_be_rough`
    those that get a line for what is remembered instead of a day.

    `answers` are the stored values of this step, `others` those of all steps.
    """

    may_be_unknown = may_be_rough = ()
    heading = ""  # the field whose label is the heading of the page already

    def __init__(
        self, data=None, files=None, *, today=None, answers=None, others=None, quiet=False, **options
    ):
        self.today, self.others, answers = today, others or {}, answers or {}
        super().__init__(self._without_unknown(data), files, quiet=quiet, **options)
        for name in self.may_be_unknown:
            self.fields[name + UNKNOWN] = forms.BooleanField(label=I_DO_NOT_KNOW, required=False)
        for name in self.may_be_rough:
            self.fields[name + ABOUT] = line(ROUGHLY, LONGEST_ABOUT)
        for name, field in self.fields.items():
            field.template_name = "door/field.html"
            if name in answers:
                self.initial[name] = from_plain(field, answers[name])

    def _without_unknown(self, data):
        """Where "I do not know" is ticked, what stands in the field itself says nothing."""
        silent = [name for name in self.may_be_unknown if data and data.get(name + UNKNOWN)]
        if not silent:
            return data
        data = data.copy()
        for key in list(data):
            if key in silent or key.rpartition("_")[0] in silent and not key.endswith(BESIDE):
                data[key] = ""
        return data

    @property
    def questions(self):
        """The fields in their order; "I do not know" and "about" are drawn with their field."""
        return [field for field in self.visible_fields() if not field.name.endswith(BESIDE)]

    @property
    def wrong(self):
        """The fields with an error, for the list above the page."""
        return [field for field in self.visible_fields() if field.errors]

    def plain(self):
        """What was understood, as plain JSON values; a field with an error is left out."""
        return {name: to_plain(value) for name, value in self.cleaned_data.items()}

    def not_understood(self):
        """{label: what was typed} of each field that could not be read; asked after `is_valid`."""
        typed = {field: self._typed(field) for field in self.wrong}
        return {str(field.label): words for field, words in typed.items() if words}

    def _typed(self, field):
        parts = field.data if isinstance(field.data, (list, tuple)) else [field.data]
        return " ".join(str(part) for part in parts if part)[:LONGEST_TYPED]

    def rows(self, values):
        """(question, answer) for everything of the stored values that was answered."""
        for name, field in self.fields.items():
            if name.endswith(BESIDE) or name == "currency":
                continue
            if values.get(name + UNKNOWN):
                yield field.label, I_DO_NOT_KNOW
            elif name in self.may_be_rough:
                if told := said(values.get(name), values.get(name + ABOUT) or ""):
                    yield field.label, told
            elif values.get(name) not in (None, "", [], False):
                yield field.label, shown(field, values[name], values)

    def refuse_future(self, name):
        day = earliest(self.cleaned_data.get(name))
        if day and day > self.today:
            sentence = pgettext_lazy(
                "door", "This day is still to come: %(date)s. Please give a day up to today."
            )
            self.refuse(name, sentence % {"date": wording.day(day)})


def shown(field, value, values):
    """One stored value as a person reads it; `values` are those of the same step."""
    if value is True:
        return pgettext("door", "Yes")
    if isinstance(field, DayField):
        return wording.day(value)
    if isinstance(field, MoneyField):
        return wording.money(value, values.get("currency") or "EUR")
    if hasattr(field, "choices"):
        labels = dict(_flat(field.choices))
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(code, code)) for code in chosen)
    return value


def _flat(choices):
    """Choices in groups, as one list."""
    for code, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield code, label


class DoorChoice(ChoiceOf):
    default_error_messages = {"required": CHOOSE, "invalid_choice": CHOOSE}


class DoorChoices(forms.MultipleChoiceField):
    """Several answers of one list."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": CHOOSE, "invalid_choice": CHOOSE, "invalid_list": CHOOSE}


class IconChoices(forms.CheckboxSelectMultiple):
    """Choice cards with a picture at the end, for people who read slowly."""

    template_name = "door/icon_choices.html"


def line(label, limit, *, autocomplete="off", **options):
    """A line of text that may stay empty. Browsers remember nothing of it, but may offer the own name."""
    field = LineField(label=label, max_length=limit, required=False, **options)
    field.widget.attrs["autocomplete"] = autocomplete
    return _quiet(field)


def paragraph(label, limit, *, rows, **options):
    widget = forms.Textarea(attrs={"rows": rows})
    return _quiet(ParagraphField(label=label, max_length=limit, required=False, widget=widget, **options))


def _quiet(field):
    field.widget.attrs.setdefault("autocomplete", "off")
    field.error_messages["max_length"] = TOO_LONG
    # Django's own validator carries the message; the browser's limit would cut what is pasted without a word.
    for validator in field.validators:
        if getattr(validator, "code", "") == "max_length":
            validator.message = TOO_LONG
    field.widget.attrs.pop("maxlength", None)
    return field
