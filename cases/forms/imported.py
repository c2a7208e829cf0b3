"""A row of the import format, judged by the rules of the intake page."""

from datetime import date
from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from cases.forms.employer import EmployerForm
from cases.forms.facts import MOST_ROWS, EmploymentForm, PeriodForm, check_months_against_pay
from cases.forms.intake import StoryForm
from cases.forms.person import PersonForm
from cases.forms.where import WhereForm
from security.clean import one_line
from wording import places

WRITE_COUNTRY = _("Write the country as two capital letters, such as DE.")
WRITE_REGION = _("Write a region of the country by its ISO 3166-2 code, such as DE-NW.")
TOO_MANY_MONTHS = _("Write at most %(most)s months.")
MONTH_TWICE = _("This month stands here twice. Put both into one.")
SAME_OR_NEXT = _("Write 0 for the same month or 1 for the month after.")

WHERE = {"problems": "problems", "place": "place"}
EMPLOYER = {
    "name": "employer.name",
    "street": "employer.address",
    "email": "employer.email",
    "register_number": "employer.register_number",
}
JOB = {
    "first_day": "employment.from",
    "last_day": "employment.until",
    "dismissal_form": "dismissal.form",
    "dismissal_received_on": "dismissal.received_on",
    "pay_kind": "pay.kind",
    "pay_amount": "pay.amount",
    "pay_currency": "pay.currency",
    "hours_per_unit": "pay.hours_per_unit",
    "pay_day": "pay.pay_day.day",
    "pay_months_after": "pay.pay_day.months_after",
    "clause_months": "clause.months",
    "clause_signed_on": "clause.contract_signed",
}
PERSON = {
    "language": "language",
    "name": "person.name",
    "passport_name": "person.passport_name",
    "contact_channel": "person.contact.channel",
    "contact_value": "person.contact.value",
    "contact_note": "person.contact_note",
}
PERIOD = {name: name for name in ("month", "hours", "units", "paid", "paid_kind")}
STORY = {"story": "story"}
DAYS = ("first_day", "last_day", "dismissal_received_on", "clause_signed_on")


def faults(row, *, today):
    """[(field, reason)] of a row whose shape is right."""
    job = EmploymentForm(_typed_job(row), today=today)
    periods = [PeriodForm(_typed_period(period), today=today) for period in row.get("periods") or []]
    forms = [
        (WhereForm(_typed(row, WHERE) | {"country": places.ELSEWHERE}), WHERE, ""),
        (EmployerForm(_typed_employer(row)), EMPLOYER, ""),
        (job, JOB, ""),
        *((form, PERIOD, f"periods.{place}.") for place, form in enumerate(periods, start=1)),
        (PersonForm(_typed(row, PERSON)), PERSON, ""),
        (StoryForm(_typed(row, STORY)), STORY, ""),
    ]
    if all([form.is_valid() for form, _names, _prefix in forms]):
        check_months_against_pay(job, SimpleNamespace(forms=periods))
    found = [*_of_place(row), *_of_months(row)]
    for form, names, prefix in forms:
        found += [
            (prefix + names.get(field, field), _reason(form, field, error))
            for field, errors in form.errors.as_data().items()
            for error in errors
        ]
    return found


def _of_place(row):
    """Any country is taken, so that no story from elsewhere is lost; some have a list of their regions."""
    country, region = row["country"], row.get("region")
    if not places.is_country(country):
        yield "country", str(WRITE_COUNTRY)
    elif region and not places.is_region(country, region):
        yield "region", str(WRITE_REGION)


def _of_months(row):
    periods = row.get("periods") or []
    if len(periods) > MOST_ROWS:
        yield "periods", str(TOO_MANY_MONTHS % {"most": MOST_ROWS})
    seen = set()
    for place, period in enumerate(periods, start=1):
        if period["month"] in seen:
            yield f"periods.{place}.month", str(MONTH_TWICE)
        seen.add(period["month"])


def _reason(form, field, error):
    """The page's own sentence; where it says to choose, the file has to be told from what."""
    if field == "pay_months_after":
        return str(SAME_OR_NEXT)
    if error.code == "invalid_choice":
        return f"Write one of: {', '.join(_codes(form.fields[field].choices))}."
    return " ".join(str(message) for message in error.messages)


def _codes(choices):
    return [str(code) for code, _label in choices if code]


def _at(row, path):
    for key in path.split("."):
        row = (row or {}).get(key)
    return row


def _typed(row, names):
    """What somebody would have typed on the page."""
    return {field: _as_typed(_at(row, path)) for field, path in names.items()}


def _as_typed(value):
    return str(value) if isinstance(value, int) else value


def _typed_employer(row):
    typed = _typed(row, EMPLOYER)
    return typed | {"street": one_line(typed["street"])}


def _typed_job(row):
    typed = _typed(row, JOB)
    for name in DAYS:
        typed |= _parts(name, typed[name])
    return typed


def _typed_period(period):
    first = f"{period['month']}-01"
    return {**period, **_parts("month", first)}


def _parts(name, text):
    if not text:
        return {}
    day = date.fromisoformat(text)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": f"{day.year:04d}"}
