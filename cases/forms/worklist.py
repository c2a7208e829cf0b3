"""The filters of a list of cases. What the address says wrongly filters nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Stage
from cases.search import LONGEST
from cases.worklist import SORTS
from security.clean import LineField


class FilterForm(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    employer = LineField(label=_("Employer"), required=False, widget=forms.TextInput({"autocomplete": "off"}))
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=SORTS)

    def __init__(self, data):
        super().__init__(data.copy(), auto_id="filter_%s")
        self.fields["stage"].choices = [("", _("Every stage")), *Stage.choices]

    def answers(self):
        """The filters that can be used, as text."""
        self.full_clean()
        found = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        found["employer"] = found["employer"][:LONGEST]
        return found

    def show_sort(self, sort):
        """The order the list is in stands in its field, chosen or not."""
        self.data["sort"] = sort

    def as_asked(self):
        return [self[name] for name in self.fields]
