"""The sum of a claim as a letter to the court writes it, in the official language of the country."""

from functools import cache

from lawpack.exact import ZERO
from lawpack.tables import rows


def claim_text(country, gross, net, currency):
    """1.668,00 EUR brutto; with a net payment: … brutto abzüglich gezahlter 900,00 EUR netto.

    country: ISO code; gross: Decimal, what is open gross; net: Decimal, what was paid net, never taken off
    (BAG 5 AZR 241/18); currency: ISO code. Raises KeyError for a country without a text in claim_texts.csv.
    """
    row = _rows()[country]
    text = row["gross_less_net"] if net else row["gross"]
    return text.format(
        gross=_number(gross, row), net=_number(net or ZERO, row), currency=_symbol(currency, row["symbols"])
    )


@cache
def _rows():
    return {row["country"]: row for row in rows("claim_texts.csv")}


@cache
def _symbol(currency, symbols):
    known = dict(pair.split("=") for pair in symbols.split(";") if pair)
    return known.get(currency, currency)


def _number(amount, row):
    whole, _point, part = f"{amount:,.2f}".partition(".")
    return whole.replace(",", row["thousands"]) + row["point"] + part
