"""Ways a case ends, and the way back. Who leaves our care is told which dates still run."""

from django.db import transaction
from django.utils import translation

import wording
from cases import agreements, deadlines, lifecycle


@transaction.atomic
def decline(case, *, by, reason, message=""):
    """The group does not take the case on."""
    words = farewell(case, wording_set="decline_reason", reason=reason, message=message)
    return lifecycle.advance(case, "decline", by=by, reason=reason, on=case.today(), text=words)


@transaction.atomic
def refer(case, *, by, reason, to, message=""):
    """Another body carries on."""
    words = farewell(case, message="\n".join(part for part in (to, message) if part))
    return lifecycle.advance(case, "refer", by=by, reason=reason, on=case.today(), text=words)


@transaction.atomic
def close(case, *, by, outcome, money_result, waive_reason="", write_off_reason=""):
    """The case has ended. Open legal dates and unpaid instalments go only with a reason."""
    open_dates = list(case.deadlines.open().legal())
    if open_dates and waive_reason:
        deadlines.waive(case, by=by, deadlines=open_dates, reason=waive_reason)
    unpaid = case.running_instalments()
    if unpaid and write_off_reason:
        agreements.write_off(case, by=by, instalments=unpaid, reason=write_off_reason)
    return lifecycle.advance(
        case, "close", by=by, outcome=outcome, money_result=money_result, on=case.today()
    )


@transaction.atomic
def reopen(case, *, by, reason):
    """The case comes back, and with it the legal dates that its end gave up and that still run."""
    closed_on = case.closed_on
    lifecycle.advance(case, "reopen", by=by, reason=reason)
    if closed_on:
        deadlines.revive(case, by=by, waived_on=closed_on)
    return case


def farewell(case, *, wording_set=None, reason="", message=""):
    """What the worker reads, in the worker's language: why, and every legal date that still runs."""
    with translation.override(case.worker.language):
        lines = [str(wording.label(wording_set, reason, "worker"))] if wording_set else []
        lines += [message] if message else []
        return "\n".join(lines + running_dates(case))


def running_dates(case):
    """One line for each rule whose date still runs, in the active language; months of wages share a line."""
    days = {}
    for deadline in case.deadlines.open().legal():
        if (deadline.due_on or deadline.safe_on) >= case.today():
            days.setdefault(deadline.rule_id, []).append(_day(deadline))
    return [_line(wording.deadline_text(rule_id), said) for rule_id, said in days.items()]


def _line(text, days):
    return f"{text.name}: {'; '.join(days)}. {text.lose} {text.do}"


def _day(deadline):
    day = wording.day(deadline.safe_on)
    return f"{day} ({wording.subject(deadline.subject)})" if deadline.subject else day
