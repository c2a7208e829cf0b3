"""Money by the law pack: wage lines and sums with interest that one process answers in a second."""

import json

from bench import report
from bench.clock import busy
from lawpack import asking, interest_questions, wage_questions

LINES, ITEMS, A_QUESTION = 10_000, 2_000, 10
ROUNDS = 5
MONTHS = [f"2026-{month:02}" for month in range(1, A_QUESTION + 1)]
WAGES = [
    {
        "id": number,
        "country": "DE",
        "currency": "EUR",
        "lines": [
            {"month": month, "hours": "120.5", "agreed_hourly": "12.00", "paid_gross": "1000.00"}
            for month in MONTHS
        ],
    }
    for number in range(LINES // A_QUESTION)
]
INTEREST = [
    {
        "id": number,
        "country": "DE",
        "items": [{"principal": "1668.00", "due_date": "2024-10-15"} for _ in range(A_QUESTION)],
        "until": "2026-11-22",
    }
    for number in range(ITEMS // A_QUESTION)
]


def main():
    print("\nMoney by the law pack")
    _row("wage lines a second, from JSON", WAGES, wage_questions.answer, LINES, least=10_000)
    _row("sums with interest a second, six segments", INTEREST, interest_questions.answer, ITEMS)
    report.finish()


def _row(what, questions, answer, number, **goal):
    text = json.dumps(questions)
    taken = busy(ROUNDS, lambda: _answered(text, answer))
    report.row(what, number / taken, f"{taken:.2f} s of one process for {number:,}", **goal)


def _answered(text, answer):
    _, is_complete = asking.answers(asking.parse(text), answer)
    assert is_complete


if __name__ == "__main__":
    main()
