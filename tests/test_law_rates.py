"""Dated rates: what holds on a day, gaps that are named, and the check that nothing is missing."""

from datetime import date
from decimal import Decimal

import pytest

from lawpack import checking_rates, rates, tables

D = Decimal


@pytest.mark.parametrize(
    ("country", "day", "contract", "amount"),
    [
        ("FR", date(2026, 5, 31), None, "12.02"),
        ("FR", date(2026, 6, 1), None, "12.31"),
        ("PL", date(2024, 6, 30), "civil", "27.70"),
        ("PL", date(2024, 7, 1), "civil", "28.10"),
        ("NL", date(2025, 7, 1), None, "14.40"),
        ("CZ", date(2025, 1, 1), None, "124.40"),
    ],
)
def test_the_minimum_of_the_day(country, day, contract, amount):
    found = rates.minimum_wage(country, day, contract)
    assert (found.amount, found.is_verified, found.warning) == (D(amount), True, None)


@pytest.mark.parametrize("country", ["AT", "IT", "ES", "XX"])
def test_no_minimum_for_an_hour(country):
    assert rates.minimum_wage(country, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("country", "day", "amount", "since"),
    [
        ("NL", date(2026, 7, 1), "14.71", "2026-01-01"),
        ("FR", date(2027, 1, 1), "12.31", "2026-06-01"),
        ("DE", date(2028, 1, 1), "14.60", "2027-01-01"),
    ],
)
def test_a_rate_nobody_has_read_is_named(country, day, amount, since):
    found = rates.minimum_wage(country, day)
    assert (found.amount, found.is_verified) == (D(amount), False)
    assert (found.warning.code, found.warning.facts["since"]) == ("minimum_missing", since)


def test_a_month_of_full_time_work():
    assert rates.monthly_minimum("ES", date(2026, 3, 1)).amount == D(1221)
    assert rates.monthly_minimum("PL", date(2026, 3, 1), "employment").amount == D(4806)
    assert rates.monthly_minimum("PL", date(2026, 3, 1), "civil") is None
    assert rates.monthly_minimum("DE", date(2026, 3, 1)) is None


def test_a_span_is_split_where_the_rate_changes_and_nowhere_else():
    found = rates.minimum_wages_between("DE", date(2025, 6, 1), date(2027, 6, 1))
    assert [(start, wage.amount) for start, wage in found] == [
        (date(2025, 6, 1), D("12.82")),
        (date(2026, 1, 1), D("13.90")),
        (date(2027, 1, 1), D("14.60")),
    ]
    months = rates.minimum_wages_between("PL", date(2026, 1, 15), date(2026, 3, 15), "employment")
    assert [start for start, _ in months] == [date(2026, 1, 15), date(2026, 3, 1)]  # 160, 160 and 176 hours


def test_the_rows_of_the_program_are_complete():
    assert checking_rates.mistakes() == []
    assert "base_rates.csv DE 2026-07-01 basiszinssatz_247" in set(checking_rates.unverified())


@pytest.mark.parametrize(
    ("name", "column", "text", "mistake"),
    [
        ("base_rates.csv", "value", "", "it is empty, and the row is marked as verified"),
        ("base_rates.csv", "value", "high", "cannot be read"),
        ("base_rates.csv", "known_until", "2010-01-01", "known until a day before it begins"),
        ("base_rates.csv", "effective_from", "2015-01-01", "not later than the row before"),
        ("base_rates.csv", "citation", "", "legal basis or the source is missing"),
        ("minimum_wages.csv", "series", "other", "minimum_series.csv does not say what it is"),
        ("minimum_series.csv", "per", "day", "per must be one of"),
        ("minimum_series.csv", "series", "other", "minimum_wages.csv has no row for it"),
        ("minimum_series.csv", "month_hours", "kp_131", "month_hours must be one of"),
        ("minimum_series.csv", "source", "", "legal basis or the source is missing"),
        ("interest_rules.csv", "surcharge", "other", "base_rates.csv has no row for other"),
        ("interest_rules.csv", "series", "other", "base_rates.csv has no row for it"),
        ("interest_rules.csv", "raised_after_months", "", "raised_after_months must say"),
        ("interest_rules.csv", "is_default", "maybe", "must be yes or no"),
        ("interest_rules.csv", "source", "", "legal basis or the source is missing"),
        ("claim_rules.csv", "computation", "guess", "the computation 'guess' is not known"),
        ("claim_rules.csv", "country", "DE", "stands there twice"),
        ("claim_rules.csv", "percent", "many", "percent is no number"),
        ("claim_rules.csv", "citation", "", "the legal basis must be named"),
        ("claim_rules.csv", "source", "", "the source is missing"),
        ("claim_texts.csv", "country", "XX", "claim_texts.csv: no text for AT"),
        ("claim_texts.csv", "gross_less_net", "{gross}", "does not name the sum and the currency"),
    ],
)
def test_a_mistake_is_named(monkeypatch, name, column, text, mistake):
    real = tables.rows

    def rows(asked):
        found = [dict(row) for row in real(asked)]
        if asked == name:
            found[1][column] = text
        return found

    monkeypatch.setattr(tables, "rows", rows)
    assert any(mistake in sentence for sentence in checking_rates.mistakes())
