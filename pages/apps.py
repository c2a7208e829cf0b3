from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self):
        """Django's own words name the mistake; ours say what to do."""
        forms.Field.default_error_messages["required"] = _("Answer this question.")
        forms.ChoiceField.default_error_messages["invalid_choice"] = _("Choose one of the answers.")
        forms.MultipleChoiceField.default_error_messages["invalid_choice"] = _("Choose from the answers.")
        forms.ModelChoiceField.default_error_messages["invalid_choice"] = _("Choose one of the answers.")
