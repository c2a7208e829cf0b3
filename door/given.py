"""The answers of a draft in the shape of the import format, as `cases.intake.open_case` takes them.

What the format has no key for stands beside it and is shown with the intake: what people remember only roughly,
a typical week, who helps, how many they are.
"""

from door import steps, week
from door.forms.money import IN_UNITS
from door.forms.rough import ABOUT, exact, is_exact
from door.forms.week import told_week

TEAM_LANGUAGE = {"DE": "de", "FR": "fr", "PL": "pl"}


def given(answers, *, consent, language, unread=None):
    """Plain JSON. `language` is the one the form was read in; answers may be wanted in another."""
    answers = {step.slug: answers.get(step.slug) or {} for step in steps.path(answers)}
    where, talk = answers["where"], answers.get("talk", {})
    pay, months = answers.get("pay", {}), answers.get("months", {})
    told = {
        "language": talk.get("language") or language,
        "country": where["country"],
        "region": where.get("region") or None,
        "place": where.get("place", ""),
        "problems": answers["happened"]["problems"],
        "employer": _said(answers["employer"]),
        "employment": _employment(answers["dates"]),
        "dismissal": _dismissal(answers),
        "pay": _pay(answers),
        "periods": [_period(row, pay.get("kind")) for row in months.get("months", [])],
        "clause": _clause(answers.get("clause", {})),
        "person": _person(answers),
        "consent": {**consent, "language": language},
        "story": answers.get("story", {}).get("story", ""),
    }
    return told | _said(_beside(answers, unread))


def _beside(answers, unread):
    """What the import format has no key for; empty values are left out."""
    several, helper, talk = (answers.get(slug, {}) for slug in ("several", "helper", "talk"))
    told = told_week(answers.get("week", {}))
    return {
        "many_places": answers["where"].get("many_places") or None,
        "several": _said(several) if several.get("are_several") == "yes" else None,
        "helper": _said(helper) if helper.get("agreed") else None,
        "interpreter": (talk.get("interpreter_language") or "yes") if talk.get("interpreter") else None,
        "week": _said({"days": told, "hours": f"{week.hours(told)}" if told else None}),
        "week_in_words": answers.get("week", {}).get("words"),
        "deductions": answers.get("months", {}).get("deductions"),
        "contract": answers.get("contract", {}).get("has"),
        "not_understood": unread,
    }


def _said(values):
    return {name: value for name, value in values.items() if value not in (None, "", {}, [])}


def _roughly(values, name):
    """{"when": "2026-11", "words": "…"} where the day is not known; never a day."""
    value = values.get(name)
    return _said({"when": None if is_exact(value) else value, "words": values.get(name + ABOUT)})


def _employment(dates):
    beside = {
        "from_about": _roughly(dates, "first_day"),
        "until_about": _roughly(dates, "last_day"),
        "end": dates.get("end"),
    }
    return {"from": exact(dates.get("first_day")), "until": exact(dates.get("last_day"))} | _said(beside)


def _dismissal(answers):
    """A dismissal that was only ticked is one all the same: its date is the first thing to ask for."""
    if "dismissal" not in answers:
        return None
    said = answers["dismissal"]
    beside = {"received_about": _roughly(said, "received_on"), "signed_by": said.get("signed_by")}
    return {
        "form": said.get("form") or "unknown",
        "received_on": exact(said.get("received_on")),
        "known_by": said.get("known_by") or "",
    } | _said(beside)


def _pay(answers):
    pay, unit, pay_day = (answers.get(slug, {}) for slug in ("pay", "unit", "pay_day"))
    day = pay_day.get("pay_day")
    if not (pay.get("kind") or pay.get("words") or day):
        return None
    beside = {"words": pay.get("words"), "unit": unit.get("unit")}
    return {
        "kind": pay.get("kind") or "",
        "amount": pay.get("amount"),
        "currency": pay.get("currency") or "EUR",
        "hours_per_unit": unit.get("hours_per_unit"),
        "pay_day": {"day": day, "months_after": 0 if pay_day.get("due") == "same_month" else 1}
        if day
        else None,
    } | _said(beside)


def _period(row, kind):
    worked = "units" if kind in IN_UNITS else "hours"
    said = {worked: row["worked"]} if row.get("worked") is not None else {}
    return {
        "month": row["month"][:7],
        **said,
        "paid": row["paid"],
        # What people remember is what they had in the hand or on the account.
        "paid_kind": row.get("paid_kind") or "net",
    }


def _clause(clause):
    if not (clause.get("clause_months") or clause.get("clause_signed_on")):
        return None
    about = _roughly(clause, "clause_signed_on")
    return {
        "months": clause.get("clause_months"),
        "contract_signed": exact(clause.get("clause_signed_on")),
        "exempts_minimum_wage": {"yes": True, "no": False}.get(clause.get("clause_exempts")),
    } | _said({"signed_about": about})


def _person(answers):
    contact, talk = answers.get("contact", {}), answers.get("talk", {})
    channel = contact.get("channel") or "none"
    return {
        "alias": talk.get("alias", ""),
        "passport_name": talk.get("passport_name", ""),
        "contact": {"channel": channel, "value": contact.get("value", "")},
        "safe_to_contact": True if contact.get("value") else None,
        "contact_note": contact.get("note", ""),
        "contact_rules": contact.get("rules") or [],
        "contact_times": contact.get("times") or [],
        "known_as": contact.get("known_as", ""),
        "callback_words": talk.get("words", ""),
    }
