"""The other side, as far as it is known. Field names are those of the model Employer."""

from django.utils.translation import gettext_lazy as _

from cases.forms.fields import CaseForm, EmailLine
from security.clean import LineField


class EmployerForm(CaseForm):
    """Nothing is required: a case can begin with a name on a van."""

    name = LineField(
        label=_("Name of the firm"),
        help_text=_("As in the contract or on a payslip."),
        max_length=200,
        required=False,
    )
    represented_by = LineField(
        label=_("Represented by"),
        help_text=_("For letters, for example: the managing directors."),
        max_length=200,
        required=False,
    )
    street = LineField(label=_("Street and number"), max_length=160, required=False)
    postal_code = LineField(label=_("Postal code"), max_length=12, required=False)
    town = LineField(label=_("Town"), max_length=80, required=False)
    email = EmailLine(label=_("E-mail"), required=False)
    register_number = LineField(
        label=_("Register number"), help_text=_("HRB, SIREN, KRS or NIP."), max_length=60, required=False
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
