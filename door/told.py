"""Legal dates of a story no case was opened for yet: computed from what was told, and stored nowhere."""

from datetime import date
from decimal import Decimal

import wording
from lawpack import deadlines as law
from lawpack.deadlines import CaseFacts, Clause, PayDay


def facts(told) -> CaseFacts:
    """What was told (plain JSON as in `door.given`) as the law sees it. Months count where less came than worked."""
    dismissal, job = told.get("dismissal") or {}, told.get("employment") or {}
    pay_day = (told.get("pay") or {}).get("pay_day") or {}
    received = _day(dismissal.get("received_on"))
    return CaseFacts(
        country=told["country"],
        region=told.get("region") or None,
        dismissal_form=dismissal.get("form") or None,
        dismissal_received_on=received,
        end_known_on=received,
        last_day=_day(job.get("until")),
        pay_day=PayDay(pay_day["day"], pay_day["months_after"]) if pay_day else None,
        months=tuple(
            date.fromisoformat(f"{period['month']}-01")
            for period in told.get("periods") or []
            if Decimal(period["paid"]) == 0
        ),
        clause=_clause(told.get("clause")),
    )


def dates(told, today):
    """(dated, undated): computed dates of the worker from today on, and (name, reason) of those without a day."""
    if not told:
        return [], []
    computed = law.compute(facts(told))
    found = [one for one in computed if one.actor == "worker" and wording.is_worded(one.rule_id)]
    undated = [
        (wording.deadline_text(one.rule_id).name, wording.sentence(one.no_date_reason))
        for one in found
        if one.safe_on is None and one.no_date_reason
    ]
    return [one for one in found if one.safe_on and one.safe_on >= today], undated


def _clause(clause):
    if not clause or not clause.get("months"):
        return None
    return Clause(clause["months"], _day(clause.get("contract_signed")), clause.get("exempts_minimum_wage"))


def _day(text):
    return date.fromisoformat(text) if text else None
