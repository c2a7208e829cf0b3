"""Currencies that wages, claims and payments come in; the same list on every page."""

CURRENCIES = ["EUR", "PLN", "CHF", "CZK", "DKK", "GBP", "NOK", "RON", "SEK", "UAH"]


def choices():
    return [(code, code) for code in CURRENCIES]
