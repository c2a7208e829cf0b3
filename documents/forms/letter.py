"""Starting a letter, writing it, and the reader's answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import IN_FUTURE, CaseForm, ChoiceOf
from cases.forms.once import KeyField
from documents import gathering, templates_of_letters
from documents.models import Delivery, Sender
from pages.fields import DayField
from security.clean import ParagraphField

LONGEST = 4_000


class NewLetterForm(CaseForm):
    most_are_optional = False
    template_key = ChoiceOf(
        choices=lambda: [],
        label=_("What kind of letter"),
        required=True,
        widget=forms.RadioSelect,
    )
    submission_key = KeyField()

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        keys = [
            key
            for key in templates_of_letters.keys()
            if templates_of_letters.template(key).country == case.country
        ]
        self.fields["template_key"].choices = [
            (key, templates_of_letters.template(key).title) for key in keys
        ]
        if keys:
            self.initial.setdefault("template_key", keys[0])


class LetterForm(CaseForm):
    """The words and choices of a draft. Sums are the case's and stand here to be ticked only."""

    sender = ChoiceOf(choices=lambda: Sender.choices, label=_("Who writes"), required=True)
    delivery = ChoiceOf(choices=lambda: Delivery.choices, label=_("Send by"), required=True)
    reply_by = DayField(label=_("Pay until"))
    claim_ids = forms.MultipleChoiceField(
        label=_("Claims in this letter"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one claim."),
            "invalid_choice": _("One of these claims no longer exists. Choose again."),
        },
    )
    opening = ParagraphField(
        label=_("Opening"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    closing = ParagraphField(
        label=_("Closing"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    enclosures = forms.MultipleChoiceField(
        label=_("Enclosures"), widget=forms.CheckboxSelectMultiple, required=False
    )
    worker_agreed_on = DayField(
        label=_("The worker agreed to this text on"),
        required=False,
        help_text=_("Explain the letter in the worker’s language first. Without this day it cannot go out."),
    )

    def __init__(self, *args, letter, **options):
        self.letter, template = letter, letter.template
        super().__init__(*args, initial={name: getattr(letter, name) for name in self.base_fields}, **options)
        self.claims = gathering.claimable(letter.case, template)
        self.fields["claim_ids"].choices = [(str(claim.pk), str(claim)) for claim in self.claims]
        names = templates_of_letters.words(template.language)["enclosure"]
        self.fields["enclosures"].choices = [
            (code, name.format(period="").strip())
            for code, name in names.items()
            if code in template.enclosures
        ]
        for name in ("opening", "closing"):
            self.fields[name].widget.attrs["lang"] = template.language

    def claim_boxes(self):
        """(tick box, claim) pairs for the page."""
        return list(zip(self["claim_ids"], self.claims, strict=True))

    def clean_worker_agreed_on(self):
        day = self.cleaned_data["worker_agreed_on"]
        if day and day > self.letter.case.today():
            raise ValidationError(IN_FUTURE, code="future")
        if day and day < timezone.localdate(self.letter.created_at):
            raise ValidationError(_("This day is before the letter was written."), code="too_early")
        return day

    def clean_reply_by(self):
        day = self.cleaned_data["reply_by"]
        if day <= self.letter.case.today():
            raise ValidationError(_("This day is past. Choose a day to come."), code="past")
        return day


class ApproveForm(CaseForm):
    """The reader lets the letter out; where there are warnings, with a reason."""

    words = ParagraphField(
        label=_("Why it may go out in spite of the warnings"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why the letter may go out in spite of the warnings.")},
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, has_warnings, **options):
        super().__init__(*args, **options)
        if has_warnings:
            self.fields["words"].required = True
        else:
            del self.fields["words"]


class SendBackForm(CaseForm):
    most_are_optional = False
    words = ParagraphField(
        label=_("What should change"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what should change.")},
    )
