"""The facts of the job: changed and confirmed here, and everything computed from them follows."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import claiming, deadlines, events, holidays, law_stamp, ledger, months
from cases.models import Employment, HistoryHead, TriggerDate
from lawpack import rules
from lawpack.deadlines import CaseFacts, Clause, PayDay

TRIGGER_OF_FORM = {
    "written": "dismissal_received",
    "unknown": "dismissal_received",
    "electronic": "dismissal_electronic",
    "oral": "dismissal_oral",
}
WAGE_DUE, END_KNOWN, LEARNED = "wage_due", "end_date_known", "dismissal_learned"
# These follow from the facts of the job; every other event is recorded by hand (`cases/triggers.py`).
FROM_FACTS = {*TRIGGER_OF_FORM.values(), END_KNOWN, WAGE_DUE}
# Answers about the cut-off clause, and what the law pack calls them there.
CLAUSE_ANSWERS = {"clause_in_standard_terms": "in_standard_terms"}
PAY_DAY = {"pay_day", "pay_months_after"}
FREE_WORDS = {"job_title", "place"}
# What a page that replaces the months may leave out; it stays with its month.
BESIDE = ("paid_net", "paid_cash", "hours_known", "days")
CHANGES = ("opened", "facts_changed", "periods_changed")


class ChangedMeanwhile(Exception):
    """Somebody else changed the facts after the page was drawn; nothing was saved."""


def version(case):
    """Number of the last entry in history that changed the facts: what a page was drawn from."""
    return case.events.filter(kind__in=CHANGES).values_list("number", flat=True).first() or 0


@transaction.atomic
def change(case, *, by, where=None, employment=None, periods=None, known_by=None, seen=None):
    """Change facts of the job; triggers, claims and deadlines follow, the old values stay in history.

    `where` and `employment` map fields of Case and Employment to new values, `periods` (dicts of PayPeriod's
    fields) replaces the months of work, `known_by` says how the day of the dismissal is known; None leaves
    each as it is. Raises ChangedMeanwhile if the facts are no longer those of the version `seen`.
    """
    take_turn(case)
    if seen is not None and seen != version(case):
        raise ChangedMeanwhile
    job = case.employment = Employment.objects.get(case=case)
    changed = _set(case, where or {}) | _set(job, employment or {})
    known = _known_by(case, known_by)
    if changed or known:
        words = "\n".join(
            f"{said['old']} → {said['new']}" for name, said in changed.items() if name in FREE_WORDS
        )
        detail = {name: {} if name in FREE_WORDS else said for name, said in changed.items()}
        events.record(case, "facts_changed", by=by, detail={"changed": detail, **known}, text=words)
    if periods is not None:
        _replace_periods(case, periods, by)
    sync_triggers(case, known_by=known_by, doubted={WAGE_DUE} if PAY_DAY & changed.keys() else ())
    recompute(case, by=by)


def take_turn(case):
    """The lock on the head of the history orders those who change the same case."""
    HistoryHead.objects.select_for_update().filter(case=case).first()


def set_periods(case, *, by, periods):
    """Replace the months and weeks of work. Each period is a dict of PayPeriod's fields."""
    change(case, by=by, periods=periods)


def _set(row, values):
    """Set and save what differs; returns {name: old and new}."""
    changed = {
        name: {"old": getattr(row, name), "new": value}
        for name, value in values.items()
        if getattr(row, name) != value
    }
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=list(changed))
    return changed


def _known_by(case, said):
    """{"known_by": old and new} where something else is said about the day of the dismissal, else {}."""
    trigger = dismissal_trigger(case)
    if said is None or trigger is None or trigger.known_by == said:
        return {}
    return {"known_by": {"old": trigger.known_by, "new": said}}


def _replace_periods(case, periods, by):
    if months.clashes(periods):
        raise ValueError("a day of work stands in two rows")
    kept = {
        (period.month, period.week): {name: getattr(period, name) for name in BESIDE}
        for period in case.periods.all()
    }
    old = [_line(period) for period in case.periods.all()]
    case.periods.all().delete()
    for period in periods:
        case.periods.create(**{**kept.get(months.key(period), {}), **period})
    new = [_line(period) for period in case.periods.all()]
    if old != new:
        events.record(case, "periods_changed", by=by, detail={"old": old, "new": new})


def recompute(case, *, by):
    """Claims first: months with money open are what the deadlines are about. All by the law as it is known now."""
    ledger.recompute(case, by=by)
    claiming.recompute(case, by=by)
    deadlines.recompute(case, by=by)
    law_stamp.put(case, differs=False)


def dismissal_trigger(case):
    """The date the dismissal came, or None without one."""
    return case.triggers.filter(event_code__in=TRIGGER_OF_FORM.values()).first()


def sync_triggers(case, *, known_by=None, doubted=()):
    """Keep one row for each date that starts a period.

    A date must be confirmed again when it changed, when something else is said about how it is known, or when
    it is `doubted`: the fact behind it changed.
    """
    wanted, fresh = _wanted_triggers(case), []
    known = {trigger.event_code: trigger for trigger in case.triggers.filter(event_code__in=FROM_FACTS)}
    if known.keys() - wanted.keys():
        case.triggers.filter(event_code__in=known.keys() - wanted.keys()).delete()
    for code, days in wanted.items():
        said, trigger = known_by if code != WAGE_DUE else None, known.get(code)
        if trigger is None:
            trigger = TriggerDate(case=case, event_code=code, known_by=said or "")
            trigger.occurred_on, trigger.latest_on = days
            fresh.append(trigger)
        elif (trigger.occurred_on, trigger.latest_on) != days:
            _forget_confirmation(trigger, days, said or "")
        elif code in doubted:
            _forget_confirmation(trigger, days, "")
        elif said is not None and said != trigger.known_by and code != END_KNOWN:
            _forget_confirmation(trigger, days, said)
    TriggerDate.objects.bulk_create(fresh)


def _forget_confirmation(trigger, days, known_by):
    trigger.occurred_on, trigger.latest_on = days
    trigger.known_by = known_by
    trigger.confirmed_by = trigger.confirmed_at = None
    trigger.save()


def _wanted_triggers(case):
    """{event: (its day, the last day it may have been)} of what the facts of the job tell."""
    job, wanted = case.employment, {}
    if job.has_dismissal:
        days = (job.dismissal_received_on, job.dismissal_latest_on)
        wanted[TRIGGER_OF_FORM[job.dismissal_form]] = days
        if job.dismissal_received_on and rules.starts_a_period(case.country, END_KNOWN):
            wanted[END_KNOWN] = days
    if case.periods.exists():
        wanted[WAGE_DUE] = (None, None)
    return wanted


@transaction.atomic
def confirm(trigger, *, by, known_by):
    """Somebody of the team vouches for the date and says how it is known. Said twice it is one entry."""
    if trigger.occurred_on is None and _needs_a_day(trigger):
        raise ValidationError(_("The day is not known yet. Write it into the facts first."), code="no_day")
    if trigger.confirmed_at and trigger.known_by == known_by:
        return
    trigger.known_by = known_by
    trigger.confirmed_by, trigger.confirmed_at = by, timezone.now()
    trigger.save()
    events.record(trigger.case, "trigger_confirmed", by=by, detail=said_of(trigger))


def said_of(trigger):
    """A date that starts a period, as history keeps it."""
    said = {"event": trigger.event_code, "on": trigger.occurred_on, "known_by": trigger.known_by}
    said |= {"number": trigger.number} if trigger.number > 1 else {}
    return said | ({"latest": trigger.latest_on} if trigger.latest_on else {})


def _needs_a_day(trigger):
    """Wages fall due on the pay day. A spoken dismissal needs a day only where the law counts from it."""
    if trigger.event_code == "dismissal_oral":
        return rules.starts_a_period(trigger.case.country, trigger.event_code)
    return trigger.event_code != WAGE_DUE


def law_facts(case, triggers=None, *, at_latest=False):
    """The case as the law sees it: plain values, no database.

    Where a day is not certain the earliest counts, or with `at_latest` the latest. `triggers` are those of the
    case, if they were read already.
    """
    job = case.employment
    triggers = case.triggers.all() if triggers is None else triggers
    days = {trigger.event_code: _day(trigger, at_latest) for trigger in triggers}
    return CaseFacts(
        country=case.country,
        region=case.region or None,
        dismissal_form=job.dismissal_form or None,
        dismissal_received_on=(at_latest and job.dismissal_latest_on) or job.dismissal_received_on,
        dismissal_learned_on=days.get(LEARNED),
        end_known_on=days.get(END_KNOWN),
        last_day=job.last_day,
        pay_day=PayDay(job.pay_day, job.pay_months_after) if job.pay_day else None,
        months=_months_open(case),
        clause=_clause(job),
        extra_holidays=holidays.holding_for(case),
        power_of_attorney_enclosed=job.power_of_attorney_enclosed,
        contract_kind=job.contract_kind or None,
        asked_rules=frozenset(job.asked_rules),
        **{name: answer for name, answer in job.law_answers.items() if name not in CLAUSE_ANSWERS},
        events=_recorded(triggers, at_latest),
    )


def _recorded(triggers, at_latest):
    """{event: {number: day}} of the events recorded by hand."""
    found = {}
    for trigger in triggers:
        if trigger.occurred_on and trigger.event_code not in {*FROM_FACTS, LEARNED}:
            found.setdefault(trigger.event_code, {})[trigger.number] = _day(trigger, at_latest)
    return found


def _months_open(case):
    """The months with money open, each once: several weeks of a month have its dates together."""
    open_months = (claim.month for claim in case.claims.all() if claim.month and claim.open_gross > 0)
    return tuple(dict.fromkeys(open_months))


def _day(trigger, at_latest):
    return trigger.latest_on if at_latest and trigger.latest_on else trigger.occurred_on


def _clause(job):
    if not job.clause_months:
        return None
    answered = {field: job.law_answers.get(name) for name, field in CLAUSE_ANSWERS.items()}
    return Clause(job.clause_months, job.clause_signed_on, job.clause_exempts_minimum_wage, **answered)


def _line(period):
    return {
        "month": period.month,
        **({"week": period.week} if period.week else {}),
        "hours": period.hours,
        "units": period.units,
        "paid": period.paid,
        "paid_kind": period.paid_kind,
        **{name: getattr(period, name) for name in BESIDE if getattr(period, name)},
    }
