"""Many cases for figures, with dates and money; and plain SQL that counts them without our code."""

import itertools
from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from cases.models import Agreement, Case, Claim, Deadline, Instalment, Payment

KOELN = {"new": 7, "checking": 6, "claim_ready": 5, "demand_sent": 3, "agreed": 1}
HAMBURG = {"new": 5, "checking": 9, "at_court": 2}
NOWHERE = {"new": 3}
ENDS_KOELN = {"settled": 6, "withdrawn": 2}
ENDS_HAMBURG = {"settled": 5, "": 1}
_numbers = itertools.count(1)


def build(cast):
    """Cases of both groups and of none: open, closed, restricted, one with a wall for Ayla and Lena."""
    for group, stages, ends in (
        (cast.koeln, KOELN, ENDS_KOELN),
        (cast.hamburg, HAMBURG, ENDS_HAMBURG),
        (None, NOWHERE, {}),
    ):
        for stage, number in stages.items():
            for _ in range(number):
                _with_money(_case(group, stage, responsible=cast.lena if group == cast.koeln else None))
        for outcome, number in ends.items():
            for _ in range(number):
                _case(
                    group, "closed", outcome=outcome, closed_on=timezone.localdate(), money_result="paid_part"
                )
    _agreed(Case.objects.filter(group=cast.koeln, stage="agreed").get())
    old = Case.objects.filter(group=cast.koeln, stage="closed").first()
    Case.objects.filter(pk=old.pk).update(closed_on=timezone.localdate() - timedelta(days=1200))
    restricted = Case.objects.filter(group=cast.koeln, stage="checking").order_by("reference")[0]
    Case.objects.filter(pk=restricted.pk).update(is_restricted=True)
    walled = Case.objects.filter(group=cast.koeln, stage="new").order_by("reference")[0]
    for person in (cast.ayla, cast.lena):
        walled.walls.create(user=person, built_on=timezone.localdate(), by=cast.ayla)
    return restricted, walled


def _case(group, stage, **more):
    return Case.objects.create(
        reference=f"{group.code if group else 'NET'}-{next(_numbers):05}",
        group=group,
        stage=stage,
        country="DE",
        **more,
    )


def _with_money(case):
    today = timezone.localdate()
    Claim.objects.create(case=case, due="1000.10", open_gross="900.10", currency="EUR")
    Claim.objects.create(case=case, due="70.00", open_gross="70.00", currency="PLN")
    for kind, amount, currency in (
        ("gross", "100.10", "EUR"),
        ("net", "20.20", "EUR"),
        ("cash", "3.30", "EUR"),
        ("net", "5.00", "PLN"),
    ):
        Payment.objects.create(
            case=case,
            received_on=today,
            amount=amount,
            currency=currency,
            kind=kind,
            submission_key=f"world-{next(_numbers)}",
        )
    for kind, actor, days in (
        ("legal", "worker", -3),
        ("task", "worker", -1),
        ("reply", "employer", -1),
        ("legal", "worker", 0),
        ("task", "worker", 30),
        ("task", "worker", 31),
    ):
        on = today + timedelta(days=days)
        Deadline.objects.create(case=case, kind=kind, actor=actor, due_on=on, safe_on=on)
    met = {"kind": "legal", "due_on": today, "safe_on": today, "met_on": today}
    Deadline.objects.create(case=case, rule_id="MET", **met)


def _agreed(case):
    today = timezone.localdate()
    old = Agreement.objects.create(case=case, agreed_on=today, ended_on=today, currency="EUR")
    Instalment.objects.create(agreement=old, number=1, due_on=today, amount=Decimal("999.00"))
    new = Agreement.objects.create(case=case, agreed_on=today, currency="EUR", kind="net")
    for number in (1, 2):
        Instalment.objects.create(agreement=new, number=number, due_on=today, amount=Decimal("300.05"))


GROUP = "LEFT JOIN accounts_localgroup g ON g.id = c.group_id"
OURS = "d.met_on IS NULL AND d.waived_on IS NULL AND d.superseded_on IS NULL AND d.actor <> 'employer'"


def sql(query, *values):
    """The one number a query gives; nothing is 0."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0] or 0


def where(code):
    """SQL for the cases of a group, of none, or all."""
    return {"all": "1 = 1", None: "c.group_id IS NULL"}.get(code, f"g.code = '{code}'")


def cases_in(code, stage):
    return sql(f"SELECT COUNT(*) FROM cases_case c {GROUP} WHERE {where(code)} AND c.stage = %s", stage)


def open_cases(code):
    return sql(f"SELECT COUNT(*) FROM cases_case c {GROUP} WHERE {where(code)} AND c.stage <> 'closed'")


def closed_with(code, outcome):
    since = timezone.localdate() - timedelta(days=300)
    return sql(
        f"SELECT COUNT(*) FROM cases_case c {GROUP} WHERE {where(code)} AND c.stage = 'closed'"
        " AND c.closed_on >= %s AND c.outcome = %s",
        since,
        outcome,
    )


def dates(code, first, last, kinds="= 'legal'"):
    return sql(
        f"SELECT COUNT(*) FROM cases_deadline d JOIN cases_case c ON c.id = d.case_id {GROUP}"
        f" WHERE {where(code)} AND c.stage <> 'closed' AND {OURS} AND d.kind {kinds}"
        " AND d.safe_on BETWEEN %s AND %s",
        first,
        last,
    )


def claimed(code, currency):
    return money(
        f"SELECT SUM(m.open_gross) FROM cases_claim m JOIN cases_case c ON c.id = m.case_id {GROUP}"
        f" WHERE {where(code)} AND m.currency = %s",
        currency,
    )


def paid(code, currency, kinds):
    return money(
        f"SELECT SUM(m.amount) FROM cases_payment m JOIN cases_case c ON c.id = m.case_id {GROUP}"
        f" WHERE {where(code)} AND m.currency = %s AND m.kind {kinds}",
        currency,
    )


def agreed(code, kinds):
    return money(
        "SELECT SUM(i.amount) FROM cases_instalment i JOIN cases_agreement a ON a.id = i.agreement_id"
        f" JOIN cases_case c ON c.id = a.case_id {GROUP}"
        f" WHERE {where(code)} AND a.ended_on IS NULL AND a.kind {kinds}"
    )


def money(query, *values):
    return Decimal(str(sql(query, *values))).quantize(Decimal("0.01"))
