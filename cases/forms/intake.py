"""The long intake page: its parts, checked together, and what was given in the shape of the import format."""

import re
import secrets

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.forms.employer import EmployerForm
from cases.forms.facts import EmploymentForm, check_months_against_pay, outside_job, period_rows
from cases.forms.fields import CaseForm, ChoiceOf
from cases.forms.parts import PartsOfPage
from cases.forms.person import PersonForm
from cases.forms.where import WhereForm
from cases.models.intake import IntakeChannel
from security.clean import ParagraphField

KEY = re.compile(r"[0-9a-f]{32}")
SAVE_AGAIN = _("This page did not arrive whole. Look at it and save it again.")
LONGEST_STORY = 20_000
CLAUSE = ("clause_months", "clause_signed_on", "clause_exempts_minimum_wage")


class BeginningForm(WhereForm):
    """What happened and where, and how we heard of it."""

    channel = ChoiceOf(
        choices=lambda: [(code, code.label) for code in (IntakeChannel.PHONE, IntakeChannel.VISIT)],
        required=True,
        label=_("How did the person come to us?"),
        widget=forms.RadioSelect,
        initial=IntakeChannel.PHONE,
    )


class StoryForm(CaseForm):
    story = ParagraphField(
        label=_("The story"),
        help_text=_("In the person’s own words and language. Write nothing about residence papers."),
        max_length=LONGEST_STORY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ConsentForm(CaseForm):
    """What the person agreed to on the phone or at the table."""

    read = forms.BooleanField(label=_("We may write down the story and read it"), required=False)
    act = forms.BooleanField(label=_("We may work on the case"), required=False)
    language = ChoiceOf(
        choices=lambda: settings.LANGUAGES,
        empty=_("The language of the person"),
        label=_("In which language was this explained?"),
    )


class IntakePage(PartsOfPage):
    """All parts of the page. `quiet` shows what was typed without judging it; `more` adds rows for months."""

    def __init__(self, data=None, *, today, country="", quiet=False, more=0):
        self.is_quiet = quiet
        posted = posted_key(data) if data is not None else ""
        self.is_without_key = data is not None and not posted
        self.key = posted or new_key()
        self.where = BeginningForm(data, prefix="where", initial={"country": country}, quiet=quiet)
        self.employer = EmployerForm(data, prefix="employer", quiet=quiet)
        self.job = EmploymentForm(data, prefix="job", today=today, quiet=quiet)
        self.periods = period_rows(data, today=today, quiet=quiet, more=more)
        self.story = StoryForm(data, prefix="story", quiet=quiet)
        self.person = PersonForm(data, prefix="person", quiet=quiet)
        self.consent = ConsentForm(data, prefix="consent", quiet=quiet)

    @property
    def forms(self):
        """Every single form, in the order of the page."""
        return [
            self.where,
            self.employer,
            self.job,
            *self.periods.forms,
            self.story,
            self.person,
            self.consent,
        ]

    @property
    def channel(self):
        return self.where.cleaned_data["channel"]

    def is_valid(self):
        # Without a key the same page sent twice would be two cases.
        return super().is_valid() and not self.is_without_key

    def non_field_errors(self):
        found = super().non_field_errors()
        return [*found, SAVE_AGAIN] if self.is_without_key and not self.is_quiet else found

    def submission_key(self, user):
        """The same page posted again by the same person has the same key; nobody meets another person's."""
        return f"{self.key}{user.pk.hex}"

    def check_together(self):
        check_months_against_pay(self.job, self.periods)

    def given(self):
        """What was given, in the shape of the import format."""
        where = self.where.cleaned_data
        return {
            "language": self.person.cleaned_data["language"],
            "country": where["country"],
            "region": where["region"] or None,
            "place": where["place"],
            "problems": where["problems"],
            "employer": dict(self.employer.cleaned_data),
            **_job(self.job.cleaned_data),
            "periods": [_period(row) for row in self.periods.periods()],
            "person": _person(self.person.cleaned_data),
            "consent": dict(self.consent.cleaned_data),
            "story": self.story.cleaned_data["story"],
        }

    def months_outside_job(self):
        facts = self.job.cleaned_data
        return outside_job(self.periods.periods(), facts["first_day"], facts["last_day"])


def new_key():
    return secrets.token_hex(16)


def posted_key(data):
    """The key the page was drawn with, or nothing for a key of no known shape."""
    key = data.get("submission_key") or ""
    return key if KEY.fullmatch(key) else ""


def _job(facts):
    return {
        "employment": {
            "from": _day(facts["first_day"]),
            "until": _day(facts["last_day"]),
            "job_title": facts["job_title"],
        },
        "dismissal": _dismissal(facts) if facts["dismissal_form"] else None,
        "pay": _pay(facts)
        if any(facts[name] for name in ("pay_kind", "pay_day", "hours_per_unit"))
        else None,
        "clause": _clause(facts) if any(facts[name] not in (None, "") for name in CLAUSE) else None,
    }


def _dismissal(facts):
    return {
        "form": facts["dismissal_form"],
        "dated": _day(facts["dismissal_dated"]),
        "received_on": _day(facts["dismissal_received_on"]),
        "known_by": facts["known_by"],
    }


def _pay(facts):
    return {
        "kind": facts["pay_kind"],
        "amount": _sum(facts["pay_amount"]),
        "currency": facts["pay_currency"],
        "hours_per_unit": _sum(facts["hours_per_unit"]),
        "pay_day": {"day": facts["pay_day"], "months_after": facts["pay_months_after"]}
        if facts["pay_day"]
        else None,
    }


def _clause(facts):
    return {
        "months": facts["clause_months"],
        "contract_signed": _day(facts["clause_signed_on"]),
        "exempts_minimum_wage": facts["clause_exempts_minimum_wage"],
    }


def _period(row):
    """A row as the import format has it: hours or units, whichever was said."""
    said = {name: _sum(row[name]) for name in ("hours", "units") if row[name] is not None}
    return {
        "month": f"{row['month']:%Y-%m}",
        **said,
        "paid": _sum(row["paid"]),
        "paid_kind": row["paid_kind"],
    }


def _person(facts):
    plain = (
        *("alias", "name", "passport_name", "address", "safe_to_contact", "contact_note"),
        *("contact_rules", "contact_times", "contact_days", "known_as", "callback_words"),
    )
    contact = {"channel": facts["contact_channel"], "value": facts["contact_value"]}
    hours = {name: _hour(facts[name]) for name in ("contact_from", "contact_until")}
    return {**{name: facts[name] for name in plain}, **hours, "contact": contact}


def _hour(value):
    return f"{value:%H:%M}" if value else None


def _day(value):
    return value.isoformat() if value else None


def _sum(value):
    return None if value is None else f"{value:f}"
