"""A date or a month as separate fields: alike in every language, and easy for screen readers."""

from django import forms
from django.utils.translation import gettext_lazy as _

import wording


class Part(forms.TextInput):
    """One of the small fields; it knows its own label."""

    def __init__(self, label, width, mode="numeric"):
        super().__init__({"class": width, "inputmode": mode, "autocomplete": "off", "maxlength": 20})
        self.label = label

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["label"] = self.label
        return context


class Parts(forms.MultiWidget):
    """Several small fields in one group. The values are what was typed, so that nothing typed is lost."""

    template_name = "forms/widgets/parts.html"
    use_fieldset = True
    wrong = ()  # the parts that are marked; all of them while nothing is said here

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for widget, part in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            widget["attrs"]["id"] = f"{context['widget']['attrs'].get('id', f'id_{name}')}_{part}"
            if self.wrong and part not in self.wrong:
                widget["attrs"].pop("aria-invalid", None)
        return context

    def id_for_label(self, id_):
        return f"{id_}_{self.parts[0]}" if id_ else ""


class DayWidget(Parts):
    """`name_day`, `name_month`, `name_year`."""

    parts = ("day", "month", "year")

    def __init__(self, attrs=None):
        super().__init__(
            {
                "day": Part(_("Day"), "w-2"),
                "month": Part(_("Month"), "w-10 month", mode="text"),
                "year": Part(_("Year"), "w-4"),
            },
            attrs,
        )

    def decompress(self, value):
        return [value.day, value.month, value.year] if hasattr(value, "year") else ["", "", ""]


class MonthWidget(Parts):
    """`name_month`, `name_year`."""

    parts = ("month", "year")

    def __init__(self, attrs=None):
        super().__init__(
            {"month": Part(_("Month"), "w-10 month", mode="text"), "year": Part(_("Year"), "w-4")}, attrs
        )

    def decompress(self, value):
        return [value.month, value.year] if hasattr(value, "year") else ["", ""]


class MonthOrWeekWidget(MonthWidget):
    """The same two fields; a week stands with its number where the month would."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets[0].label = _("Month or week")

    def decompress(self, value):
        if hasattr(value, "monday"):
            return [wording.week_number(value.monday), value.monday.isocalendar().year]
        return super().decompress(value)


class AmountInput(forms.TextInput):
    """A sum or a number of hours; the phone shows its number keys."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "class": "w-10", "autocomplete": "off", **(attrs or {})})
