"""The lines of a question, one after the other, each with its own errors."""

from lawpack import rates
from lawpack.claim_rules import claim_rule
from lawpack.claims import lines
from lawpack.claims.lines import ClaimLine
from lawpack.exact import ZERO, cents
from lawpack.notes import note

EMPLOYMENT = "employment"


def rule_for(row, country, claim_type, what):
    """The rule of a kind of claim; None where the country has none, which the row then says."""
    rule = claim_rule(country, claim_type)
    return rule or row.refuse("type", f"The program knows no rule on {what} for {country}.")


def employed(row, country, contract, what):
    """Warnings about the kind of contract: where it matters, only employment has this kind of claim."""
    if contract not in (None, EMPLOYMENT):
        row.refuse("contract", f"A civil-law contract has no {what} (Act of 10.10.2002).")
    is_open = contract is None and EMPLOYMENT in rates.contracts(country)
    return (note("employment_only"),) if is_open else ()


def each(row, read):
    """[(label, ClaimLine)] of the lines that `read` could make something of; the others say what is wrong."""
    found = []
    for one in row.rows("lines", required=True, most=lines.MOST_LINES):
        before = len(one.errors)
        line = read(one)
        one.finish()
        if line and len(one.errors) == before:
            found.append(line)
    return found


def settled(row, due, currency, *, hours=None, formula=(), warnings=(), more=None, wages=()):
    """A sum that is due, less what the line says was paid. due: unrounded; rounded here, once."""
    paid, amount = lines.paid(row, hours), cents(due)
    return ClaimLine(
        amount,
        paid,
        hours,
        tuple(formula),
        (*warnings, *lines.doubts(paid, amount, currency)),
        more or {},
        wages=tuple(wages),
    )


def nothing(row, currency, reason, more=None):
    """A line for which the law gives nothing, with the reason."""
    return settled(row, ZERO, currency, warnings=(reason,), more=more)
