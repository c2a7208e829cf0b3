"""What the team says about photos and papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.consents import PastDayForm
from cases.forms.fields import CaseForm, ChoiceOf
from evidence.forms.files import FilesField
from pages.fields import DayField
from security.clean import LineField, ParagraphField


class DescribeForm(PastDayForm):
    """Kind, what it shows, of which day."""

    most_are_optional = True
    kind = ChoiceOf("evidence", label=_("Kind"), required=True)
    shows = LineField(
        label=_("What it shows"),
        max_length=300,
        required=False,
        help_text=_("For example: hours of September, with the foreman’s signature."),
    )
    dated_on = DayField(label=_("Date of the thing"), required=False)

    def clean_dated_on(self):
        return self.not_in_future("dated_on") if self.cleaned_data["dated_on"] else None


class AddForm(DescribeForm):
    """One or more files that show the same thing."""

    files = FilesField(
        label=_("Files"), help_text=_("JPEG, PNG, HEIC, WebP or PDF, up to 10 MB each, ten at a time.")
    )
    field_order = ["files", "kind", "shows", "dated_on"]


class RemoveForm(CaseForm):
    most_are_optional = False
    reason = ParagraphField(
        label=_("Why does it go?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why. The reason stays in the history, the file does not.")},
    )
