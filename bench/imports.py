"""Importing a file of intakes, each with its dates, claims, history and receipt code: a minute at most."""

import json

import django

django.setup()

from bench import report  # noqa: E402
from bench.clock import seconds  # noqa: E402
from door import importing  # noqa: E402

ROWS = 2_000
ROW = {
    "language": "uk",
    "country": "DE",
    "region": "DE-NW",
    "place": "Köln",
    "problems": ["unpaid_wages", "dismissal"],
    "employer": {"name": "Beispiel GmbH", "address": "Am Beispielufer 3, 50667 Köln"},
    "dismissal": {"form": "written", "received_on": "2026-11-09"},
    "pay": {
        "kind": "hourly",
        "amount": "12.00",
        "currency": "EUR",
        "pay_day": {"day": 15, "months_after": 1},
    },
    "periods": [
        {"month": "2026-09", "hours": "120.5", "paid": "600", "paid_kind": "cash"},
        {"month": "2026-10", "hours": "130", "paid": "0"},
    ],
    "clause": {"months": 3, "contract_signed": "2026-06-01", "exempts_minimum_wage": False},
    "person": {"name": "Оксана Малинова", "contact": {"channel": "signal", "value": "+49 000 555666"}},
    "consent": {"read": True, "act": True},
    "story": "Мені не заплатили за два місяці. " * 20,
}


def main():
    content = json.dumps([{**ROW, "external_id": f"bench-{number}"} for number in range(ROWS)]).encode()
    taken = seconds(lambda: importing.open_all(importing.read(content)))
    report.row("import of 2,000 rows, seconds", taken, f"{ROWS / taken:,.0f} rows a second", most=60)
    report.finish()


if __name__ == "__main__":
    main()
