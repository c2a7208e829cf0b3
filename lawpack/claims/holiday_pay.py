"""Holiday that can no longer be taken: paid out by the day (Germany) or as a tenth of the pay (France)."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from lawpack.claims import lines
from lawpack.claims.each import each, rule_for, settled
from lawpack.exact import cents
from lawpack.notes import note

WEEKS = 13
MOST_DAYS = Decimal(1000)


def holiday_payout(row, country, currency, contract):
    """[(label, ClaimLine)] of the lines of a question. Sources: claim_rules.csv."""
    rule = rule_for(row, country, "holiday_payout", "holiday pay")
    if rule is None:
        return []
    line = {"thirteen_weeks": _thirteen_weeks, "one_tenth": _one_tenth}[rule.computation]
    return each(row, lambda one: line(one, rule, currency))


def entitlement(rule, days_per_week, full_months):
    """Days of holiday by law for so many full months of a year.

    24 days of a six-day week, so 20 of a five-day week; a twelfth for each full month; a fraction of at least
    half a day rounds up, a smaller one stays. Returns Fraction. Source: BUrlG 3, 5(1), (2).
    """
    days = Fraction(rule.threshold) / Fraction(rule.limit) * Fraction(days_per_week) * full_months / 12
    whole = int(Decimal(days.numerator / Decimal(days.denominator)).to_integral_value(ROUND_FLOOR))
    return Fraction(whole + 1) if days - whole >= Fraction(1, 2) else days


def _thirteen_weeks(row, rule, currency):
    """Days left × pay of the last thirteen weeks ÷ working days in them (BUrlG 7(4), 11)."""
    year, before = row.whole("year", lowest=1990, highest=2199), len(row.errors)
    pay = lines.amount(row, "pay_13_weeks", required=True)
    days_per_week = row.number("days_per_week", lowest=Decimal("0.5"), highest=Decimal(7))
    worked = row.number("work_days_13_weeks", lowest=Decimal(1), highest=Decimal(91))
    days = _days_left(row, rule, days_per_week)
    if worked is None and days_per_week is None:
        row.refuse("work_days_13_weeks", "Give work_days_13_weeks or days_per_week.")
    if len(row.errors) > before or days is None:
        return None
    counted = Fraction(worked or WEEKS * days_per_week)
    due = days * Fraction(pay) / counted
    formula = (
        note(
            "holiday_thirteen_weeks", days=cents(days), pay=pay, work_days=cents(counted), sum=cents(due),
            currency=currency,
        ),
    )  # fmt: skip
    label = {"year": year} if year else {}
    more = {"days": cents(days), "daily_pay": cents(Fraction(pay) / counted)}
    return label, settled(row, due, currency, formula=formula, more=more)


def _days_left(row, rule, days_per_week):
    """Days as written, or those of the law for the months worked, less those taken."""
    days, months = row.number("days", highest=MOST_DAYS), row.whole("full_months", lowest=0, highest=12)
    taken = row.number("days_taken", highest=MOST_DAYS) or Decimal(0)
    if row.has("days") == row.has("full_months"):
        return row.refuse("days", "Give days (left), or full_months with days_per_week and days_taken.")
    if days is not None:
        return Fraction(days)
    if days_per_week is None:
        return row.refuse("days_per_week", "This is missing.")
    if months is None:
        return None
    return max(entitlement(rule, days_per_week, months) - Fraction(taken), Fraction(0))


def _one_tenth(row, rule, currency):
    """A tenth of the gross pay of the reference period, or the pay kept up where that is more (L.3141-24, -28)."""
    gross = lines.amount(row, "gross_reference", required=True)
    kept_up = lines.amount(row, "maintained_pay")
    earned = row.number("days_earned", lowest=Decimal("0.5"), highest=MOST_DAYS)
    left = row.number("days_left", highest=MOST_DAYS)
    year, before = row.whole("year", lowest=1990, highest=2199), len(row.errors)
    if row.has("days_earned") != row.has("days_left"):
        row.refuse("days_left", "Give days_earned and days_left together, or neither.")
    if (
        gross is None
        or len(row.errors) > before
        or (row.has("days_left") and not (earned and left is not None))
    ):
        return None
    if left is not None and left > earned:
        return row.refuse("days_left", "More days are left than were earned.")
    share = Fraction(1) if left is None else Fraction(left) / Fraction(earned)
    tenth = Fraction(gross) * Fraction(rule.percent) / 100 * share
    formula = [note("holiday_tenth", gross=gross, percent=rule.percent, sum=cents(tenth), currency=currency)]
    due = tenth
    if kept_up is not None and kept_up > tenth:
        due = Fraction(kept_up)
        formula.append(note("holiday_kept_up", sum=kept_up, currency=currency))
    doubts = () if kept_up is not None else (note("holiday_compare", citation=rule.citation),)
    more = {"one_tenth": cents(tenth), "maintained_pay": kept_up}
    label = {"year": year} if year else {}
    return label, settled(row, due, currency, formula=formula, warnings=doubts, more=more)
