"""A country comes with rows of data alone: minimum wage, claim, interest and wording, and no line of code."""

import sys

import pytest
from django.utils import translation

from lawpack import checking_rates, interest_questions, tables, wage_questions
from tests import law_answers

SOURCED = {"citation": "a law", "source": "its text", "verified": "yes", "note": ""}
NEW = {
    "minimum_series.csv": {"country": "XA", "series": "hourly", "per": "hour"},
    "minimum_wages.csv": {
        "country": "XA",
        "series": "hourly",
        "effective_from": "2026-01-01",
        "value": "11.10",
        "unit": "per hour gross",
        "currency": "EUR",
    },
    "claim_texts.csv": {
        "country": "XA",
        "language": "xa",
        "thousands": "'",
        "point": ".",
        "symbols": "EUR=€",
        "gross": "{currency} {gross} gross",
        "gross_less_net": "{currency} {gross} gross less {net} net",
    },
    "claim_rules.csv": {
        "country": "XA",
        "claim_type": "night",
        "computation": "of_the_wage",
        "percent": "20",
        "then_percent": "40",
    },
    "interest_rules.csv": {"country": "XA", "series": "fixed", "is_default": "yes", "starts_with": "due"},
    "base_rates.csv": {"country": "XA", "series": "fixed", "value": "5.00", "unit": "percent p.a."},
}


def forget():
    """Let every table be read anew."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "lawpack":
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


@pytest.fixture
def new_country(monkeypatch):
    real = tables.read

    def read(path):
        rows = real(path)
        more = NEW.get(path.name)
        return (*rows, {**dict.fromkeys(rows[0], ""), **SOURCED, **more}) if more else rows

    monkeypatch.setattr(tables, "read", read)
    forget()
    with translation.override("en"):
        yield
    monkeypatch.undo()
    forget()


def test_its_wages_claims_and_interest_are_answered(new_country):
    wages = law_answers.of_one(
        wage_questions.answer,
        country="XA",
        currency="EUR",
        lines=[
            {"month": "2026-09", "hours": "100", "paid_net": "50"},
            {"month": "2025-09", "hours": "1", "agreed_hourly": "9"},
        ],
    )
    assert wages["lines"][0]["gross_due"] == "1110.00"
    assert wages["lines"][0]["claim_text"] == "€ 1'110.00 gross less 50.00 net"
    assert wages["lines"][1]["warnings"] == [
        "The program knows no minimum wage for this country and time. The agreed pay is used."
    ]
    night = law_answers.of_one(
        wage_questions.answer,
        country="XA",
        currency="EUR",
        type="night",
        lines=[{"month": "2026-09", "night_hours": "10", "permanent": True, "night_worker": True}],
    )
    assert night["lines"][0]["gross_due"] == "44.40"
    interest = law_answers.of_one(
        interest_questions.answer,
        country="XA",
        items=[{"principal": "1000", "due_date": "2024-12-31"}],
        until="2025-12-31",
    )
    assert (interest["total"], interest["warnings"]) == ("50.00", [])


def test_its_rows_pass_the_check(new_country):
    assert checking_rates.mistakes() == []


def test_without_it_the_country_is_not_known():
    found = law_answers.of_one(
        wage_questions.answer, country="XA", currency="EUR", lines=[{"month": "2026-09"}]
    )
    assert law_answers.fields(found) == ["country"]
