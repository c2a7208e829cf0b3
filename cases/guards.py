"""Named conditions for steps. Each reads only what this app stores and says what is missing."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def guard(reason, each=None):
    """Give a condition the sentence shown when it refuses a step, or with `each` one for everything missing."""

    def named(condition):
        condition.reason = reason
        condition.each = each or (lambda case: [reason])
        return condition

    return named


@guard(_("The conflict check has not been done."))
def conflict_checked(case):
    return case.conflict_checked_on is not None


@guard(_("The worker has not yet agreed that the group may act."))
def consent_to_act(case):
    return case.consents.filter(kind="act", withdrawn_on=None).exists()


@guard(_("Nobody is responsible for the case."))
def has_responsible(case):
    return case.responsible_id is not None


def unconfirmed_triggers(case):
    """Dates nobody vouches for, or of which nobody says how they are known."""
    by_day = (F("occurred_on").asc(nulls_last=True), "event_code")
    return case.triggers.filter(Q(confirmed_at=None) | Q(known_by="")).order_by(*by_day)


def not_confirmed(trigger):
    """The sentence that names one such date."""
    return _("Not confirmed yet: %(date)s") % {"date": trigger.name}


@guard(
    _("A date that starts a period is not confirmed."),
    each=lambda case: [not_confirmed(trigger) for trigger in unconfirmed_triggers(case)],
)
def trigger_dates_confirmed(case):
    return not unconfirmed_triggers(case).exists()


@guard(_("No agreement with sums and due days is recorded."))
def agreement_recorded(case):
    return case.agreements.filter(ended_on=None, instalments__isnull=False).exists()


@guard(_("No instalment is overdue."))
def instalment_overdue(case):
    return any(instalment.is_overdue(case.today()) for instalment in case.running_instalments())


@guard(_("A legal deadline is still open: mark it as met, or waive it with a reason."))
def no_open_legal_deadline(case):
    return not case.deadlines.open().legal().exists()


@guard(_("An instalment is unpaid: record the payment, or write it off with a reason."))
def no_unpaid_instalment(case):
    return not case.running_instalments()
