"""Several forms on one page, asked as if they were one."""

from django import forms
from django.utils.translation import ngettext_lazy


class Rows(forms.BaseFormSet):
    """Rows of one form each. A count nobody can have typed is answered in our words."""

    default_error_messages = {
        "too_many_forms": ngettext_lazy(
            "This page takes at most %(num)d row. Take the others out and send it again.",
            "This page takes at most %(num)d rows. Take the others out and send it again.",
            "num",
        ),
    }


class PartsOfPage:
    """A page names its `forms` and its `periods`; errors of all of them stand in one list at the top."""

    is_quiet = False

    def is_valid(self):
        # A list, not a generator: every part is to say what is wrong with it.
        parts = [*self.forms, self.periods]
        if all([part.is_valid() for part in parts]):
            self.check_together()
        return all([part.is_valid() for part in parts])

    def check_together(self):
        """What can only be seen by looking at two parts; each of them alone is right."""

    @property
    def errors(self):
        """Fields with an error, and sentences about the rows as a whole."""
        return [*(field for field in self.visible_fields() if field.errors), *self.non_field_errors()]

    def visible_fields(self):
        return [field for form in self.forms for field in form.visible_fields()]

    def hidden_fields(self):
        return [field for form in self.forms for field in form.hidden_fields()]

    def non_field_errors(self):
        return [] if self.is_quiet or not self.periods.is_bound else list(self.periods.non_form_errors())
