"""Money in the demo world: overtime, deductions, a typical week, a claim that is given up."""

from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from cases import claiming, deducting, facts, months, writing_off
from lawpack.typical_week import hours_of_week


def _key(case, what):
    """The same story told twice is one."""
    return uuid5(NAMESPACE_URL, f"{case.reference}/{what}")


def overtime(case, *, by, hours="12"):
    """Overtime in the first month of work, at the agreed rate."""
    first = case.periods.first().month
    rate = case.employment.pay_amount
    answers = {
        "month": first.isoformat(),
        "overtime_hours": hours,
        "agreed_hourly": f"{rate}",
        "ordered": True,
    }
    written = claiming.Written(
        claim_type="overtime",
        line={**answers, "month": f"{first:%Y-%m}"},
        answers={**answers, "currency": "EUR"},
        currency="EUR",
        month=first,
        note="Überstunden stehen im Heft der Kollegin.",
    )
    return claiming.add(case, by=by, written=written, submission_key=_key(case, "overtime"))


def polish_overtime(case, *, by):
    """Overtime in the first month by KP 151-1: ten hours with half a rate more, four with a whole one."""
    first = case.periods.first().month
    answers = {
        "hours_50": "10",
        "hours_100": "4",
        "agreed_monthly": f"{case.employment.pay_amount}",
        "normal_paid": True,
    }
    written = claiming.Written(
        claim_type="overtime",
        line={**answers, "month": f"{first:%Y-%m}"},
        answers={**answers, "month": first.isoformat(), "currency": "PLN"},
        currency="PLN",
        month=first,
        note="Lista godzin z telefonu.",
    )
    return claiming.add(case, by=by, written=written, submission_key=_key(case, "overtime"))


def deduction(case, *, by, month=None, amount="120.00", kind="lodging", note="Bett im Wohnheim"):
    """Money kept back in a month, the first one if none is named."""
    return deducting.add(
        case,
        by=by,
        month=month or case.periods.first().month,
        amount=Decimal(amount),
        currency="EUR",
        kind=kind,
        note=note,
        submission_key=_key(case, f"deduction-{kind}-{month}"),
    )


def given_up(
    claim, *, by, amount="10.00", reason="not_provable", words="Für diese Stunden gibt es keine Zeugin."
):
    """A part of a claim that will not be asked for."""
    key = _key(claim.case, "write-off")
    return writing_off.write_off(
        claim, by=by, amount=Decimal(amount), reason=reason, words=words, submission_key=key
    )


def typical_week(case, *, by, first, last, hours=(8, 8, 8, 8, 6, 0, 0), exceptions=()):
    """Hours nobody wrote down, rebuilt from a usual week; what was paid stays."""
    week = [Decimal(count) for count in hours]
    kept = {row["month"]: row for row in months.rows_of(case)}
    found = hours_of_week(week, first, last, {day: Decimal(count) for day, count in exceptions})
    rebuilt = [
        {**kept.get(one.month, {}), "month": one.month, "hours": one.hours, "hours_known": "remembered"}
        for one in found
    ]
    facts.change(case, by=by, periods=months.as_periods(months.joined(kept.values(), rebuilt)))
