"""The form that prints a calculation sheet, where the money tab shows it."""

from django import template

from documents.forms.calculation import CalculationForm

register = template.Library()


@register.inclusion_tag("documents/calculation_form.html")
def calculation_form(case, interest_form):
    """{% calculation_form case tab.interest_form %}: the language; interest as it is asked on the tab."""
    asked = interest_form.data if interest_form.is_bound else {}
    carried = [(name, value) for name, value in asked.items() if name != "language"]
    return {"case": case, "form": CalculationForm(case=case), "carried": carried}
