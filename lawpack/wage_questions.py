"""A question about money owed, as law_wages takes it, and its answer."""

import re

from lawpack import lump_sum, rates, sources
from lawpack.claims import KINDS, lines

CURRENCY = re.compile("[A-Z]{3}")
DEFAULT = "unpaid_wages"


def answer(row):
    """{lines, total} of one question (reading.Row); values are Decimal, date and Note.

    What is wrong is noted on the row; then the answer does not count.
    """
    country = row.choice("country", rates.countries(), required=True)
    currency = _currency(row)
    kind = row.choice("type", (*KINDS, lump_sum.TYPE), default=DEFAULT)
    contract = _contract(row, country)
    with_formula = row.yes_no("formula")
    if kind == lump_sum.TYPE and country:
        row.refuse("type", lump_sum.message(country))
    if kind not in KINDS or not country or not currency:
        row.known.update(row.values)
        return {}
    row.known.add("lines")
    found = KINDS[kind](row, country, currency, contract)
    if row.errors:
        return {}
    return {
        "lines": [
            lines.told(line, label, country, currency, with_formula=with_formula) for label, line in found
        ],
        "total": lines.total([line for _, line in found], country, currency),
        **({"sources": _sources(found, country, kind)} if with_formula else {}),
    }


def _sources(found, country, kind):
    """What the sums are made of, for the sheet: minimum wages and the rule of the kind."""
    wages = [wage for _, line in found for wage in line.wages]
    return [*sources.of_claim(country, kind), *sources.of_wages(wages)]


def _currency(row):
    currency = row.text("currency", required=True)
    if currency and not CURRENCY.fullmatch(currency):
        return row.refuse("currency", "Must be three capital letters such as EUR.")
    return currency


def _contract(row, country):
    """The kind of contract, where the minimum wage depends on it."""
    known = rates.contracts(country) if country else ()
    if row.has("contract") and not known:
        return row.refuse("contract", "In this country the minimum wage does not depend on the contract.")
    return row.choice("contract", known)
