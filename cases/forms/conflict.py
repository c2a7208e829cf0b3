"""The words of whoever vouches that nothing stands in the way."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import CaseForm
from security.clean import ParagraphField


class ConflictForm(CaseForm):
    """With matches on the page a word about them is needed."""

    most_are_optional = False
    note = ParagraphField(
        label=_("What did you check?"),
        help_text=_("Only the team sees this."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why the cases above are no conflict.")},
    )

    def __init__(self, *args, has_matches, **options):
        super().__init__(*args, **options)
        self.fields["note"].required = has_matches
