"""A question about default interest, as law_interest takes it, and its answer."""

from lawpack import day_counts, interest, lump_sum, rates
from lawpack.claims.lines import amount
from lawpack.exact import ZERO, cents
from lawpack.interest import Item
from lawpack.notes import note
from lawpack.rates import A_DAY

MOST_ITEMS, MOST_PAYMENTS = 20_000, 500


def answer(row):
    """{items, total, day_count, warnings} of one question (reading.Row); values are Decimal, date and Note.

    What is wrong is noted on the row; then the answer does not count.
    """
    country = row.choice("country", rates.countries(), required=True)
    rule = _rule(row, country)
    last = _last_day(row)
    day_count = row.choice("day_count", day_counts.WAYS, default=day_counts.ACT_ACT)
    enforceable_on = row.day("enforceable_on")
    if row.has("enforceable_on") and rule and not rule.raised_by:
        row.refuse("enforceable_on", "No rate of this country rises after a judgment.")
    if row.yes_no(lump_sum.TYPE) and country:
        row.refuse(lump_sum.TYPE, lump_sum.message(country))
    read = [(one, _item(one)) for one in row.rows("items", required=True, most=MOST_ITEMS)]
    if row.errors or rule is None or last is None:
        return {}
    found = [_interest(one, item, rule, last, day_count, enforceable_on) for one, item in read]
    if row.errors:
        return {}
    return {
        "day_count": day_count,
        "items": [_told(one) for one in found],
        "total": sum((one.interest for one in found), ZERO),
        "sources": [rule.citation],
        "warnings": _warnings(found, rule, day_count, read),
    }


def _interest(row, item, rule, last, day_count, enforceable_on):
    try:
        (found,) = interest.on_items([item], rule, last, day_count=day_count, enforceable_on=enforceable_on)
    except interest.NoRate as error:
        return row.refuse("interest_from" if row.has("interest_from") else "due_date", str(error))
    return found


def _rule(row, country):
    known = interest.rules(country) if country else {}
    series = row.choice("series", known) if known else row.text("series")
    if country is None:
        return None
    try:
        return interest.rule_of(country, series if series in known else None)
    except interest.NoRate as error:
        return row.refuse("country", str(error))


def _last_day(row):
    """The last day with interest: `until` itself, or the day before the payment."""
    until, paid_on = row.day("until"), row.day("paid_on")
    if row.has("until") and row.has("paid_on"):
        return row.refuse("paid_on", "Give until or paid_on, not both.")
    if not row.has("until") and not row.has("paid_on"):
        return row.refuse("until", "Give until (the last day counted) or paid_on (not counted).")
    return until or (paid_on and paid_on - A_DAY)


def _item(row):
    before = len(row.errors)
    principal = amount(row, "principal", required=True)
    due, starts_on = row.day("due_date"), row.day("interest_from")
    if row.has("due_date") == row.has("interest_from"):
        row.refuse("due_date", "Give due_date or interest_from, one of the two.")
    payments = [_payment(one) for one in row.rows("payments", most=MOST_PAYMENTS)]
    row.finish()
    if len(row.errors) > before:
        return None
    return Item(cents(principal), starts_on or due + A_DAY, tuple(payments))


def _payment(row):
    payment = row.day("on", required=True), amount(row, "amount", required=True)
    row.finish()
    return payment


def _told(one):
    return {
        "interest": one.interest,
        "segments": [
            {
                "from": segment.first,
                "to": segment.last,
                "days": segment.days,
                "principal": segment.principal,
                "rate": segment.rate,
                "amount": segment.amount,
                "verified": segment.is_verified,
                "sources": list(segment.sources),
            }
            for segment in one.segments
        ],
        "rounding": one.rounding,
        "warnings": list(one.warnings),
    }


def _warnings(found, rule, day_count, read):
    """Each warning once, those of the whole question first."""
    said = []
    if not rule.is_verified:
        said.append(note("rate_unverified", citation=rule.citation))
    if rule.usual_day_count and rule.usual_day_count != day_count:
        said.append(note("day_count_unusual", usual=rule.usual_day_count, used=day_count))
    if rule.starts_with == "demand" and any(row.has("due_date") for row, _ in read):
        said.append(note("interest_from_demand", citation=rule.citation))
    for one in found:
        said += [warning for warning in one.warnings if warning not in said]
    return said
