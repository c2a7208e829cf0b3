"""What each step of the case must be told. A step without a form here is taken at the press of a button."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import IN_FUTURE, CaseForm, ChoiceOf
from pages.fields import DayField
from security.clean import LineField, ParagraphField

LONGEST = 4_000


def _reason(label, **options):
    return ParagraphField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **options
    )


class StepForm(CaseForm):
    """Knows the case, so that it asks only for what this case needs."""

    most_are_optional = False

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        self.case = case
        self.shape()

    def shape(self):
        """Add or drop fields to fit the case."""


class FarewellForm(StepForm):
    """The worker reads the reason in plain words, and every date that still runs."""

    message = _reason(
        _("Message to the worker"),
        help_text=_(
            "The worker reads this. Write in the language of the worker. The dates that still run are added below."
        ),
        required=False,
    )


class DeclineForm(FarewellForm):
    reason = ChoiceOf("decline_reason", empty="", label=_("Why is the case declined?"), required=True)
    field_order = ["reason", "message"]


class ReferForm(FarewellForm):
    reason = ChoiceOf("refer_reason", empty="", label=_("Why is the case referred?"), required=True)
    to = LineField(
        label=_("Who carries on?"),
        help_text=_("Name of the body, with phone or address. The worker reads this too."),
        max_length=300,
        error_messages={"required": _("Name the body that carries on.")},
    )
    field_order = ["reason", "to", "message"]


class EarlyForm(StepForm):
    """Court and authority: before the case is accepted a coordinator says why it cannot wait."""

    def shape(self):
        if self.case.stage == "checking":
            self.fields["early_reason"] = _reason(
                _("Why can this not wait until the case is accepted?"),
                help_text=_("Only the team sees this."),
                error_messages={"required": _("Write the reason for the early step.")},
            )


class ComplainForm(EarlyForm):
    authority = LineField(
        label=_("Which authority?"), max_length=200, error_messages={"required": _("Name the authority.")}
    )


class FileSuitForm(EarlyForm):
    court = LineField(
        label=_("Which court?"), max_length=200, error_messages={"required": _("Name the court.")}
    )
    filed_on = DayField(
        label=_("Filed on"), help_text=_("The day the court received the claim, not the day it was posted.")
    )

    def shape(self):
        super().shape()
        _offer_dates(self)

    def clean_filed_on(self):
        return _not_in_future(self.cleaned_data["filed_on"], self.case)


class CloseForm(StepForm):
    outcome = ChoiceOf("outcome", empty="", label=_("How did the case end?"), required=True)
    money_result = ChoiceOf("money_result", empty="", label=_("What became of the money?"), required=True)

    def shape(self):
        if self.case.deadlines.open().legal().exists():
            self.fields["waive_reason"] = _reason(
                _("Why may the open legal deadlines be given up?"),
                help_text=_("One reason for the list above. Leave it empty if a date must still be met."),
                required=False,
            )
        if self.case.running_instalments():
            self.fields["write_off_reason"] = _reason(
                _("Why are the unpaid instalments written off?"),
                help_text=_("Leave it empty if the employer must still pay."),
                required=False,
            )


class ReopenForm(StepForm):
    reason = _reason(
        _("Why is the case opened again?"),
        error_messages={"required": _("Say why the case is opened again.")},
    )


FORMS = {
    "decline": DeclineForm,
    "refer": ReferForm,
    "complain": ComplainForm,
    "file_suit": FileSuitForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}


def form_for(step):
    """The form of a step; steps that need no word have an empty one."""
    return FORMS.get(step, StepForm)


def _offer_dates(form):
    """Filing a suit meets dates: they can be ticked off at once."""
    from cases.presenting import dates

    legal = form.case.deadlines.open().legal()
    if legal:
        form.fields["met"] = forms.MultipleChoiceField(
            label=_("Which deadlines does the suit meet?"),
            choices=[(str(one.pk), dates.name_of(one)) for one in legal],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


def _not_in_future(day, case):
    if day and day > case.today():
        raise forms.ValidationError(IN_FUTURE)
    return day
