"""The words that fill the sentence of an event, from the ids, codes, dates and sums its row holds."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

import wording
from cases.forms.employer import EmployerForm
from cases.forms.facts import FactsForm
from cases.forms.person import PersonForm
from cases.forms.where import WhereForm
from cases.models import Case, DeadlineKind, Employment
from cases.models.intake import IntakeChannel

FORMS = (FactsForm, WhereForm, PersonForm, EmployerForm)


@dataclass(frozen=True)
class Known:
    """Names behind the ids that history rows hold."""

    people: dict
    groups: dict

    def person(self, pk):
        return self.people.get(str(pk), _("somebody who is no longer here"))

    def group(self, pk):
        return self.groups.get(str(pk), _("a group that no longer exists"))


def nothing_of(detail, known):
    return {}


def channel_of(detail, known):
    return {"channel": dict(IntakeChannel.choices).get(detail.get("channel"), "–")}


def date_of(detail, known):
    """A deadline as the events tell it: what, for which month, on which day."""
    rule, subject = detail.get("rule", ""), detail.get("subject")
    kinds = dict(DeadlineKind.choices)
    what = str(kinds[rule]) if rule in kinds else wording.deadline_text(rule).name
    if subject:
        what = f"{what} ({wording.subject(subject)})"
    old = detail.get("old")
    old = old if isinstance(old, dict) else {}  # a date of our own keeps the plain day
    return {
        "what": what,
        "day": _day(detail.get("safe_on")),
        "met": _day(detail.get("met_on")),
        "old": _day(old.get("safe_on")),
        "old_version": old.get("version") or "–",
        "version": detail.get("version") or "–",
    }


def dates_of(detail, known):
    return {"what": "; ".join(date_of(one, known)["what"] for one in detail.get("deadlines", []))}


def days_of(detail, known):
    told = (date_of(one, known) for one in detail.get("deadlines", []))
    return {"what": "; ".join(f"{one['what']}, {one['day']}" for one in told)}


def claim_of(detail, known):
    when = wording.worked(detail.get("month"), detail.get("week"))
    when = f" ({when})" if when else ""
    return {
        "what": f"{wording.label('claim_type', detail.get('type', ''))}{when}",
        "sum": wording.money(detail.get("open") or 0, detail.get("currency", "EUR")),
    }


def write_off_of(detail, known):
    return {
        **claim_of(detail, known),
        "sum": wording.money(detail.get("amount") or 0, detail.get("currency", "EUR")),
        "reason": wording.label("write_off_reason", detail.get("reason", "")),
    }


def deduction_of(detail, known):
    month = f" ({wording.month(detail['month'])})" if detail.get("month") else ""
    return {
        "what": f"{wording.label('deduction_kind', detail.get('kind', ''))}{month}",
        "sum": wording.money(detail.get("amount") or 0, detail.get("currency", "EUR")),
    }


def payment_of(detail, known):
    return {
        "sum": wording.money(detail.get("amount") or 0, detail.get("currency", "EUR")),
        "kind": wording.label("paid_kind", detail.get("kind", "")),
        "day": _day(detail.get("on")),
    }


def facts_of(detail, known):
    names = detail.get("changed") or detail.get("fields") or []
    return {"what": ", ".join(str(_field(name)) for name in names) or "–"}


def evidence_of(detail, known):
    return {"what": wording.label("evidence", detail.get("kind", "other"))}


def letter_of(detail, known):
    return {
        "channel": wording.label("dispatch", detail.get("channel") or ""),
        "day": _day(detail.get("on")),
        "number": f" {detail['number']}" if detail.get("number") else "",
    }


def agreement_of(detail, known):
    how = _("on the page") if detail.get("how") == "page" else _("told to the team")
    return {"how": f"{how}, {dict(settings.LANGUAGES).get(detail.get('language'), '')}"}


def trigger_of(detail, known):
    what, on = wording.event_label(detail.get("event", "")), detail.get("on")
    return {
        "what": f"{what} ({_span(detail)})" if on else what,
        "known": wording.label("trigger_known", detail.get("known_by", "")),
        "old": ", ".join(filter(None, _before(detail.get("old") or {}))),
    }


def answers_of(detail, known):
    """Questions answered anew, and rules that were asked for or no longer are."""
    changed = detail.get("changed") or {}
    told = [wording.label("law_fact", name) for name in changed]
    rules = detail.get("rules") or {}
    asked = set(rules.get("old", [])) ^ set(rules.get("new", []))
    told += [wording.deadline_text(rule_id).name for rule_id in sorted(asked)]
    return {"what": "; ".join(str(one) for one in told) or "–"}


def _span(said):
    """The day of an event, or the two it lies between."""
    return between(said.get("on"), said.get("latest"))


def _before(old):
    return _span(old), str(wording.label("trigger_known", old.get("known_by", "")))


def between(on, latest):
    """A day in words; where nobody knows it for certain, the first and the last it may have been."""
    if not on or not latest:
        return _day(on)
    return str(_("between %(first)s and %(last)s")) % {"first": _day(on), "last": _day(latest)}


def consent_of(detail, known):
    return {"what": wording.label("consent", detail.get("kind", "")), "day": _day(detail.get("on"))}


def on_of(detail, known):
    return {"day": _day(detail.get("on") or detail.get("filed_on") or detail.get("dispatched_on"))}


def call_of(detail, known):
    reached = _("The worker was called and reached") if detail.get("reached") else _("Called, not reached")
    return {"what": reached}


def admission_of(detail, known):
    return {
        "who": known.person(detail.get("user")),
        "role": wording.label("role", detail.get("role", "")),
        "until": _day(detail.get("until")),
    }


def people_of(detail, known):
    return {"who": ", ".join(str(known.person(pk)) for pk in detail.get("users", []))}


def hand_over_of(detail, known):
    return {"who": known.person(detail.get("to"))}


def from_of(detail, known):
    return {"who": known.person(detail.get("from"))}


def group_of(detail, known):
    return {"group": known.group(detail.get("group"))}


def responsible_of(detail, known):
    return {"who": known.person(detail.get("responsible"))}


def dispute_of(detail, known):
    """What happened in the dispute a case is part of; the row of the case holds no word of it."""
    states = "demand_state" if "number" in detail else "member_state"
    return {
        "day": _day(detail.get("on")),
        "number": detail.get("number", ""),
        "state": wording.label(states, detail.get("state", "")),
        "stage": wording.label("dispute_stage", detail.get("stage", "")),
        "action": wording.label("action", detail.get("action", "")),
    }


def step_of(detail, known):
    return {"step": wording.label("step", detail.get("step", ""))}


def declined_of(detail, known):
    return {"reason": wording.label("decline_reason", detail.get("reason", ""))}


def referred_of(detail, known):
    return {"reason": wording.label("refer_reason", detail.get("reason", ""))}


def closed_of(detail, known):
    return {
        "outcome": wording.label("outcome", detail.get("outcome", "")),
        "money": wording.label("money_result", detail.get("money_result", "")),
    }


def _day(value):
    return wording.day(value) if value else "–"


def _field(name):
    """What the page with this fact calls it."""
    return next((form.base_fields[name].label for form in FORMS if name in form.base_fields), name)


def changes(event):
    """Lines that show old and new values of a change of facts."""
    if event.kind == "deadline_recomputed":
        return _moved(event.detail)
    if event.kind == "law_answered":
        return _answered(event.detail)
    changed = event.detail.get("changed")
    if not isinstance(changed, dict):
        return []
    return [
        f"{_field(name)}: {_value(name, said['old'])} → {_value(name, said['new'])}"
        for name, said in changed.items()
        if {"old", "new"} <= said.keys()
    ]


def _answered(detail):
    return [
        f"{wording.label('law_fact', name)}: {_answer(name, said['old'])} → {_answer(name, said['new'])}"
        for name, said in (detail.get("changed") or {}).items()
    ]


def _answer(name, value):
    return wording.label(name, value) if isinstance(value, str) else _value(name, value)


def _moved(detail):
    old, new = detail.get("old") or {}, detail
    lines = [f"{_day(old.get('safe_on'))} → {_day(new.get('safe_on'))}"]
    if old.get("version") != new.get("version"):
        versions = {"old": old.get("version") or "–", "new": new.get("version") or "–"}
        lines.append(_("Version of the rule: %(old)s → %(new)s") % versions)
    return lines


def _value(name, value):
    """A stored value in words: a code as its label, a day as a day."""
    if value in (None, "", []):
        return "–"
    if value is True or value is False:
        return _("yes") if value else _("no")
    field = _column(name)
    if hasattr(field, "codes"):
        return wording.label(field.codes, value)
    if field is not None and field.get_internal_type() == "DateField":
        return wording.day(value)
    return (
        ", ".join(str(wording.label("problem", one)) for one in value) if isinstance(value, list) else value
    )


def _column(name):
    columns = {field.name: field for model in (Case, Employment) for field in model._meta.concrete_fields}
    return columns.get(name)
