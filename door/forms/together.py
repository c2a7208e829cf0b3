"""Which dispute a case joins."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from security.clean import LineField

NEW = ""


class TogetherForm(forms.Form):
    """`dispute` is one of those offered, or None for a new one, which needs a name."""

    dispute = forms.ChoiceField(label=_("Which dispute?"), required=False, widget=forms.RadioSelect)
    name = LineField(
        label=_("Name of a new dispute"),
        help_text=_("How the team calls it, for example: The guides’ strike. Name no worker here."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args, case, disputes, **options):
        super().__init__(*args, **options)
        self.disputes = {str(one.pk): one for one in disputes}
        offered = [(key, f"{one.name} ({one.employer_name})") for key, one in self.disputes.items()]
        self.fields["dispute"].choices = [*offered, (NEW, _("A new dispute"))]
        self.fields["name"].initial = case.employer.name[:120]

    def clean_dispute(self):
        return self.disputes.get(self.cleaned_data["dispute"])

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not name and not self.cleaned_data.get("dispute"):
            raise ValidationError(_("Write how the team calls the dispute."))
        return name
