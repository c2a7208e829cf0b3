"""Forms about a dispute: what it is, who takes part, what is asked, what happened."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import policy
from cases.disputes import IN_A_DISPUTE
from cases.forms.fields import IN_FUTURE, CaseForm, ChoiceOf
from cases.forms.once import KeyField
from cases.models import Case, DisputeMember
from pages.fields import DayField
from security.clean import LineField, ParagraphField

MOST_OFFERED = 30


class DisputeForm(CaseForm):
    """A form whose days are over or today."""

    most_are_optional = False
    days = ("on",)

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean(self):
        answers = super().clean()
        for name in self.days:
            if answers.get(name) and answers[name] > self.today:
                self.add_error(name, IN_FUTURE)
        return answers


class DescriptionForm(DisputeForm):
    """The dispute itself."""

    days = ("began_on",)
    name = LineField(
        label=_("Name"),
        help_text=_("How the team calls it, for example: The guides’ strike. Name no worker here."),
        max_length=120,
        error_messages={"required": _("Write how the team calls the dispute.")},
    )
    employer_name = LineField(
        label=_("Employer"),
        max_length=200,
        error_messages={"required": _("Write the name of the employer.")},
    )
    place = LineField(label=_("Place of work"), max_length=120, required=False)
    began_on = DayField(label=_("When did it begin?"))
    story = ParagraphField(
        label=_("What is it about?"),
        help_text=_("Only your group reads this."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class NewDisputeForm(DescriptionForm):
    """A new dispute, of one of the reader's groups."""

    group = ChoiceOf(label=_("Which group leads it?"), required=True, choices=lambda: [])
    submission_key = KeyField()
    field_order = ["group"]

    def __init__(self, *args, groups, **options):
        super().__init__(*args, **options)
        self.groups = {group.code: group for group in groups}
        self.fields["group"].choices = [(code, group.name) for code, group in self.groups.items()]
        if len(self.groups) == 1:
            self.fields["group"].initial = next(iter(self.groups))
            self.fields["group"].widget = forms.HiddenInput()

    def clean_group(self):
        return self.groups[self.cleaned_data["group"]]


class CaseNumberField(LineField):
    """The number of a case, as it stands on lists."""

    def __init__(self, **options):
        super().__init__(
            label=_("Number of the case"),
            help_text=_("For example KLN-2026-0147."),
            max_length=20,
            error_messages={"required": _("Write the number of the case.")},
            **options,
        )
        self.widget.attrs |= {"autocomplete": "off", "list": "offered-cases", "spellcheck": "false"}


class CaseOfDisputeForm(DisputeForm):
    """Which case; what one may not see is answered as what does not exist."""

    reference = CaseNumberField()

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user

    def clean_reference(self):
        number = self.cleaned_data["reference"].upper()
        case = Case.objects.visible_to(self.user).filter(reference=number).first()
        if case is None:
            raise ValidationError(_("You see no case with this number. Check the number."))
        if not policy.can(self.user, "work_case", case):
            raise ValidationError(_("You may look at this case, but not change it. Ask its group."))
        if DisputeMember.objects.filter(case=case).exists():
            raise ValidationError(IN_A_DISPUTE)
        self.case = case
        return number


class AddCaseForm(CaseOfDisputeForm):
    """A case, and since when the worker takes part."""

    days = ("joined_on",)
    joined_on = DayField(label=_("Taking part since"))
    state = ChoiceOf("member_state", label=_("Does the person take part?"), required=True, initial="joined")
    submission_key = KeyField()


class AddMemberForm(DisputeForm):
    """A member without a case."""

    days = ("joined_on",)
    name = LineField(
        label=_("Called"),
        help_text=_("A chosen name is enough. Leave it open if the person wants no name kept."),
        max_length=80,
        required=False,
    )
    joined_on = DayField(label=_("Taking part since"))
    state = ChoiceOf("member_state", label=_("Does the person take part?"), required=True, initial="joined")
    submission_key = KeyField()


class MemberForm(DisputeForm):
    """Whether somebody still takes part; the name only where there is no case."""

    name = LineField(label=_("Called"), max_length=80, required=False)
    state = ChoiceOf("member_state", label=_("Does the person take part?"), required=True)
    on = DayField(label=_("Since when?"))

    def __init__(self, *args, has_case, **options):
        super().__init__(*args, **options)
        if has_case:
            del self.fields["name"]


class DemandForm(DisputeForm):
    """One demand, as the members say it."""

    words = LineField(
        label=_("What do the members ask for?"),
        help_text=_("One demand at a time, for example: written contracts."),
        max_length=200,
        error_messages={"required": _("Write what the members ask for.")},
    )
    on = DayField(label=_("Raised on"))
    submission_key = KeyField()


class DemandStateForm(DisputeForm):
    """What became of a demand."""

    state = ChoiceOf("demand_state", label=_("How does it stand?"), required=True, widget=forms.RadioSelect)
    on = DayField(label=_("Since when?"))
    words = ParagraphField(
        label=_("What was said or offered?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EntryForm(DisputeForm):
    """A line of the journal."""

    kind = ChoiceOf("action", label=_("What happened?"), required=True, empty=_("Choose"))
    on = DayField(label=_("Day"))
    words = ParagraphField(
        label=_("In a few words"),
        help_text=_("Only your group reads this. Name no member."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    submission_key = KeyField()


class StageForm(DisputeForm):
    """Where the dispute stands now."""

    stage = ChoiceOf(
        "dispute_stage", label=_("Where does it stand?"), required=True, widget=forms.RadioSelect
    )
    on = DayField(label=_("Since when?"))
    words = ParagraphField(
        label=_("In a few words"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def offered_cases(user, dispute):
    """Open cases against the same employer that are in no dispute yet: [(number, who it is)], newest first."""
    from cases import search

    key = search.employer_key(dispute.employer_name)
    cases = policy.with_person_mark(user, Case.objects.visible_to(user).open())
    found = cases.filter(employer__name_key=key, dispute_member=None).select_related("worker", "employer")
    return [
        (case.reference, case.worker.called if case.sees_person else case.employer.name)
        for case in found.order_by("-opened_at", "-id")[:MOST_OFFERED]
    ]
