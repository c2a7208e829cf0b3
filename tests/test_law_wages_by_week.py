"""law_wages by the week in Poland, where an hour of the monthly minimum depends on the working time of the month."""

from django.utils import translation

from lawpack import wage_questions
from tests import law_answers

TWO_MONTHS = "lies in two months, and the monthly minimum wage is divided by the working time of each"


def test_every_week_over_two_months_says_why_it_needs_its_days():
    """Poland: 160 hours in August, 176 in September and in October 2026; in January the minimum itself changes."""
    weeks = [
        {"week": week, "hours": 40} for week in ("2026-W36", "2026-W37", "2026-W31", "2026-W40", "2026-W01")
    ]
    job = {"country": "PL", "currency": "PLN", "contract": "employment"}
    with translation.override("en"):
        found = law_answers.of_one(wage_questions.answer, **job, lines=weeks)
    assert [(error["field"], error["message"].split(":")[0]) for error in found["errors"]] == [
        ("lines[0].days", f"2026-W36 {TWO_MONTHS}"),
        ("lines[2].days", f"2026-W31 {TWO_MONTHS}"),
        ("lines[4].days", "The minimum wage changes in 2026-W01"),
    ]
