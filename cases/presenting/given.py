"""The intake as it was given, question by question; questions without an answer are left out."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.utils.translation import gettext_lazy as _

import wording
from cases.presenting.beside import BESIDE, BESIDE_IN, told_beside
from wording import places

YES_NO = {True: _("Yes"), False: _("No")}


def sections(intake):
    """[(heading, [(question, answer), ...]), ...] in the order of the page, without empty ones."""
    return told_sections(intake.given)


def told_sections(told):
    """The same for a story no case was opened for yet. `told` has the shape of the import format."""
    given = {name: _without_beside(name, value) for name, value in told.items()}
    found = [
        (_("What happened, and where"), _where(given)),
        (_("Employer"), _named(given.pop("employer", None), EMPLOYER)),
        (_("Job"), _named(given.pop("employment", None), JOB)),
        (_("Dismissal"), _named(given.pop("dismissal", None), DISMISSAL)),
        (_("Pay"), _pay(given.pop("pay", None))),
        (_("Months of work"), _months(given.pop("periods", None))),
        (_("Cut-off clause"), _named(given.pop("clause", None), CLAUSE)),
        (_("Story"), [("", given.pop("story", ""))]),
        (_("Person"), _person(given)),
        (_("Consent"), _named(given.pop("consent", None), CONSENT)),
    ]
    beside = told_beside(told)
    for name in BESIDE:
        given.pop(name, None)
    found.append((_("Also said"), beside))
    found.append((_("Other"), list(given.items())))
    return [(heading, answered) for heading, rows in found if (answered := _answered(rows))]


def _without_beside(name, value):
    left_out = BESIDE_IN.get(name)
    if not (left_out and isinstance(value, dict)):
        return value
    return {key: said for key, said in value.items() if key not in left_out}


def _answered(rows):
    return [(question, answer) for question, answer in rows if answer not in ("", None, [], {})]


def _named(values, shown):
    """Rows of a group of answers: [(question, answer)]; `shown` says how each is called and written."""
    values = dict(values or {})
    rows = [(question, write(values.pop(name, None))) for name, (question, write) in shown.items()]
    return [*rows, *values.items()]


def _where(given):
    return [
        (_("What happened?"), _codes("problem", given.pop("problems", []))),
        (_("Country"), _or_nothing(places.country_name)(given.pop("country", None))),
        (_("Region"), _or_nothing(places.region_name)(given.pop("region", None))),
        (_("Town or village"), given.pop("place", "")),
    ]


def _pay(pay):
    if not pay:
        return []
    pay = dict(pay)
    amount, currency = pay.pop("amount", None), pay.pop("currency", "EUR")
    pay_day = pay.pop("pay_day", None) or {}
    due = {0: "same_month", 1: "next_month"}.get(pay_day.get("months_after", 1), "unknown")
    return [
        (_("Agreed pay, gross"), _money(amount, currency)),
        *_named(pay, PAY),
        (_("Day of the month on which the wage is due"), pay_day.get("day")),
        (_("Due in which month?"), wording.label("pay_due", due) if pay_day else ""),
    ]


def _months(periods):
    return [(_month(period.get("month")), _month_said(period)) for period in periods or []]


def _month_said(period):
    """148.5 hours; paid 1,200.00, net"""
    said = []
    if period.get("hours") not in (None, ""):
        said.append(_("%(number)s hours") % {"number": _number(period["hours"])})
    if period.get("units") not in (None, ""):
        said.append(_("%(number)s days or pieces") % {"number": _number(period["units"])})
    kind = wording.label("paid_kind", period.get("paid_kind") or "gross")
    said.append(_("paid: %(sum)s (%(kind)s)") % {"sum": _number(period.get("paid") or "0"), "kind": kind})
    return "; ".join(str(part) for part in said)


def _person(given):
    person = dict(given.pop("person", None) or {})
    contact = person.pop("contact", None) or {}
    return [
        (_("Language of the person"), _language(given.pop("language", ""))),
        *_named(person, PERSON),
        (_("How can we reach the person?"), _code("channel")(contact.get("channel"))),
        (_("Number, name there or address"), contact.get("value")),
    ]


def _code(codes):
    return lambda code: wording.label(codes, code) if code else ""


def _codes(codes, given):
    return ", ".join(str(wording.label(codes, code)) for code in given or [])


def _labels(codes):
    return lambda given: _codes(codes, given)


def _weekdays(numbers):
    return ", ".join(wording.weekday_name(number) for number in numbers or [])


def _or_nothing(write):
    return lambda value: write(value) if value else ""


def _plain(value):
    return value


def _yes_no(value):
    return YES_NO.get(value, "") if isinstance(value, bool) else value


def _language(code):
    return dict(settings.LANGUAGES).get(code, code)


def _day(text):
    try:
        return wording.day(date.fromisoformat(text)) if text else ""
    except (TypeError, ValueError):
        return text


def _month(text):
    try:
        return wording.month(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return text


def _number(text):
    try:
        return wording.number(Decimal(str(text)))
    except InvalidOperation:
        return text


def _money(amount, currency):
    try:
        return wording.money(Decimal(str(amount)), currency) if amount not in (None, "") else ""
    except InvalidOperation:
        return amount


EMPLOYER = {
    "name": (_("Name of the firm"), _plain),
    "represented_by": (_("Represented by"), _plain),
    "street": (_("Street and number"), _plain),
    "address": (_("Address"), _plain),
    "postal_code": (_("Postal code"), _plain),
    "town": (_("Town"), _plain),
    "email": (_("E-mail"), _plain),
    "register_number": (_("Register number"), _plain),
}
JOB = {
    "job_title": (_("Job"), _plain),
    "from": (_("First day of work"), _day),
    "until": (_("Last day of work"), _day),
}
DISMISSAL = {
    "form": (_("How did the dismissal come?"), _code("dismissal_form")),
    "dated": (_("Date on the letter"), _day),
    "received_on": (_("Received on"), _day),
    "known_by": (_("How is this day known?"), _code("trigger_known")),
}
PAY = {
    "kind": (_("How was the pay counted?"), _code("pay_kind")),
    "hours_per_unit": (_("Hours for one day, shift or piece"), _or_nothing(_number)),
}
CLAUSE = {
    "months": (_("Months to ask for money"), _plain),
    "contract_signed": (_("Contract signed on"), _day),
    "exempts_minimum_wage": (_("Does the clause leave the minimum wage untouched?"), _yes_no),
}
PERSON = {
    "alias": (_("What should we call the person?"), _plain),
    "name": (_("Full name"), _plain),
    "passport_name": (_("Name as in the passport"), _plain),
    "address": (_("Postal address of the person"), _plain),
    "safe_to_contact": (_("Is it safe to write or call there?"), _yes_no),
    "contact_note": (_("How and when"), _plain),
    "contact_rules": (_("What must be respected"), _labels("contact_rule")),
    "contact_times": (_("When is it safe?"), _labels("contact_time")),
    "contact_days": (_("Only on these days"), _weekdays),
    "contact_from": (_("Not before"), _plain),
    "contact_until": (_("Not after"), _plain),
    "known_as": (_("Words we say first when we call or write"), _plain),
    "callback_words": (_("Safety words of the person"), _plain),
}
CONSENT = {
    "read": (_("We may write down the story and read it"), _yes_no),
    "act": (_("We may work on the case"), _yes_no),
    "language": (_("In which language was this explained?"), _language),
}
