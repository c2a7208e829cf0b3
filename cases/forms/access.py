"""Who is let in, kept away, or made responsible."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import LocalGroup, User
from cases import policy
from cases.forms.fields import CHOOSE, CaseForm, ChoiceOf, EmailLine
from cases.models import Scope
from cases.models.access import AdmissionRole
from pages.fields import DayField
from security.clean import LineField


class PersonChoice(forms.ModelChoiceField):
    """One of the people named; anybody else is no answer."""

    default_error_messages = {"required": CHOOSE, "invalid_choice": CHOOSE}

    def __init__(self, **options):
        super().__init__(queryset=User.objects.none(), empty_label="", **options)

    def among(self, people):
        self.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name")


class AdmitForm(CaseForm):
    """Let one person in from outside, for a purpose and as short as possible."""

    most_are_optional = False
    email = EmailLine(label=_("E-mail of the person"))
    role = ChoiceOf(choices=lambda: AdmissionRole.choices, empty="", label=_("Role"), required=True)
    scope = ChoiceOf(
        choices=lambda: Scope.choices,
        label=_("What may the person see?"),
        required=True,
        initial=Scope.CASE,
        widget=forms.RadioSelect,
    )
    purpose = LineField(
        label=_("Purpose"),
        help_text=_("For example: interprets the talk with the employer. No names."),
        max_length=200,
        error_messages={"required": _("Write what the person is needed for.")},
    )
    until_on = DayField(label=_("Until"), help_text=_("Empty means until you end it."), required=False)

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_email(self):
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise ValidationError(_("No account has this address. The person needs an invitation first."))
        return user

    def clean_until_on(self):
        day = self.cleaned_data["until_on"]
        if day and day < self.today:
            raise ValidationError(_("This day is over. Write a day from today on."))
        return day


class HandOverForm(CaseForm):
    most_are_optional = False
    to = PersonChoice(label=_("Who is responsible from now on?"))

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        people = policy.team(case, "work_case")
        self.fields["to"].among([person for person in people if person.pk != case.responsible_id])


class RestrictForm(CaseForm):
    """At least two people, so that a reminder never ends with one who is ill."""

    most_are_optional = False
    people = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        label=_("Who may still see the case?"),
        help_text=_("Choose at least two people."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least two people."), "invalid_choice": CHOOSE},
    )
    purpose = LineField(
        label=_("Why is the case restricted?"),
        help_text=_("In a few words, without names."),
        max_length=200,
        error_messages={"required": _("Write why the case is restricted.")},
    )

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        team = [person.pk for person in policy.team(case, "work_case")]
        self.fields["people"].queryset = User.objects.filter(pk__in=team).order_by("name")

    def clean_people(self):
        people = list(self.cleaned_data["people"])
        if len(people) < policy.SMALLEST_CIRCLE:
            raise ValidationError(_("Choose at least two people."))
        return people


class WallForm(CaseForm):
    most_are_optional = False
    user = PersonChoice(label=_("Who is kept away from the case?"))

    def __init__(self, *args, case, by, **options):
        super().__init__(*args, **options)
        self.fields["user"].among([one for one in policy.team(case, "view_case") if one.pk != by.pk])


class RouteForm(CaseForm):
    most_are_optional = False
    group = forms.ModelChoiceField(
        label=_("Which group takes the case?"),
        queryset=LocalGroup.objects.all(),
        empty_label="",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
