"""In which language a calculation sheet is printed."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from documents.calculation import official_language


class CalculationForm(forms.Form):
    """The question about interest travels with it, as the money tab asks it."""

    language = forms.ChoiceField(label=_("Language of the sheet"), choices=settings.LANGUAGES)

    def __init__(self, *args, case, **options):
        super().__init__(*args, initial={"language": official_language(case.country)}, **options)
