"""Days that start periods on a case: which event, when, how it is known, who vouched for it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

import wording
from cases import facts
from cases.models import TriggerDate
from cases.presenting.details import between
from lawpack import rules

PARTS = {facts.WAGE_DUE: "pay"}  # parts of the page of facts; all others stand with the dismissal


@dataclass(frozen=True)
class Started:
    """One event of a case. `starts_nothing`: no rule of the program counts from it in this country."""

    trigger: TriggerDate
    name: str
    day: str
    known: str
    confirmed_by: str
    change_url: str
    starts_nothing: bool

    @property
    def is_confirmed(self):
        return self.trigger.confirmed_at is not None and bool(self.trigger.known_by)


def listed(case):
    """The events of a case, by day."""
    return [of(case, trigger) for trigger in case.triggers.select_related("confirmed_by")]


def of(case, trigger):
    """One event of the case."""
    code = trigger.event_code
    return Started(
        trigger=trigger,
        name=trigger.name,
        day=_day(case, trigger),
        known=wording.label("trigger_known", trigger.known_by) if trigger.known_by else "",
        confirmed_by=trigger.confirmed_by.name if trigger.confirmed_by else "",
        change_url=_change_url(case, trigger),
        starts_nothing=code not in facts.FROM_FACTS and not _is_named(case.country, code),
    )


def _is_named(country, code):
    """Whether a rule of the country counts from the event, or says why it starts nothing."""
    return any(rule.country == country and code in rule.named_events for rule in rules.all_rules())


def _day(case, trigger):
    if trigger.event_code == facts.WAGE_DUE:
        return pay_day(case.employment)
    return between(trigger.occurred_on, trigger.latest_on) if trigger.occurred_on else ""


def pay_day(job):
    """What stands where a day would: wages fall due on the pay day of each month."""
    if not job.pay_day:
        return _("No pay day is known: the law’s own day counts.")
    due = wording.label("pay_due", "next_month" if job.pay_months_after else "same_month")
    return _("Pay day %(day)s. %(month)s") % {"day": job.pay_day, "month": due}


def _change_url(case, trigger):
    if trigger.event_code in facts.FROM_FACTS:
        return f"{reverse('cases:facts', args=[case.pk])}#{PARTS.get(trigger.event_code, 'dismissal')}"
    return reverse("cases:event_edit", args=[case.pk, trigger.pk])
