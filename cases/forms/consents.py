"""What the worker agreed to, and the power of attorney on paper."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import IN_FUTURE, CaseForm, ChoiceOf
from pages.fields import DayField


class PastDayForm(CaseForm):
    """A day that is not still to come."""

    most_are_optional = False

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def not_in_future(self, name):
        day = self.cleaned_data[name]
        if day > self.today:
            raise ValidationError(IN_FUTURE)
        return day


class ConsentGivenForm(PastDayForm):
    kind = ChoiceOf("consent", empty="", label=_("What did the worker agree to?"), required=True)
    given_on = DayField(label=_("Given on"))
    language = ChoiceOf(
        choices=lambda: settings.LANGUAGES,
        empty="",
        label=_("In which language was it explained?"),
        required=True,
    )

    def clean_given_on(self):
        return self.not_in_future("given_on")


class AuthorityForm(PastDayForm):
    signed_on = DayField(label=_("Power of attorney signed on"))

    def clean_signed_on(self):
        return self.not_in_future("signed_on")
