"""Dates by the law pack: questions about legal deadlines that one process answers in a second."""

import json
from datetime import date, timedelta

from bench import report
from bench.clock import busy
from lawpack import asking, deadline_questions, regions, rules

QUESTIONS, ROUNDS, DAYS = 10_000, 5, 1_500
FIRST_DAY = date(2023, 1, 1)


def main():
    print("\nDates by the law pack")
    text = json.dumps([_question(number) for number in range(QUESTIONS)])
    taken = busy(ROUNDS, lambda: _answered(text))
    said = f"{taken:.2f} s of one process for {QUESTIONS:,}"
    report.row("deadlines a second, from JSON to sentences", QUESTIONS / taken, said, least=10_000)
    report.finish()


def _question(number):
    """All rules and regions in turn, over four years."""
    law = [rule for rule in rules.all_rules() if rule.is_switched_on]
    rule = law[number % len(law)]
    places = regions.of_country(rule.country)
    return {
        "id": number,
        "country": rule.country,
        "region": places[number % min(len(places), 16)],
        "rule": rule.rule_id,
        "trigger_date": (FIRST_DAY + timedelta(days=number % DAYS)).isoformat(),
        "facts": {"clause_months": 3},
    }


def _answered(text):
    _, is_complete = asking.answers(asking.parse(text), deadline_questions.answer)
    assert is_complete


if __name__ == "__main__":
    main()
