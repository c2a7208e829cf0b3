"""Claims the program adds up and does not work out: deductions that were unlawful, and all others."""

from lawpack.claim_rules import claim_rule
from lawpack.claims import lines
from lawpack.claims.each import each, settled
from lawpack.claims.lines import ClaimLine, Paid
from lawpack.exact import ZERO
from lawpack.notes import note


def deductions(row, country, currency, contract):
    """[(label, ClaimLine)]: what was kept back, claimed in full and flagged; whether from gross or net is open."""
    rule = claim_rule(country, "deductions")
    return each(row, lambda one: _kept_back(one, rule, currency))


def _kept_back(row, rule, currency):
    span = lines.when(row)
    paid = lines.paid(row)
    if not row.has("deductions"):
        row.refuse("deductions", "This is missing.")
    if span is None:
        return None
    basis = (note("deduction_rule", citation=rule.citation), *rule.warnings) if rule else ()
    doubts = (note("deduction_check"), *basis)
    due = paid.deductions
    given_back = Paid(paid.gross, paid.net, paid.cash, ZERO, paid.what)
    said = (*doubts, *lines.doubts(given_back, due, currency))
    line = ClaimLine(due, given_back, warnings=said, is_gross=False)
    return {span.kind: span.text}, line


def other(row, country, currency, contract):
    """[(label, ClaimLine)]: sums as they were written."""
    return each(row, lambda one: _other(one, currency))


def _other(row, currency):
    span = lines.when(row, needed=False)
    amount = lines.amount(row, "amount", required=True)
    what = row.text("what", required=True)
    if amount is None or what is None:
        return None
    label = {"what": what, **({span.kind: span.text} if span else {})}
    return label, settled(row, amount, currency, warnings=(note("not_worked_out"),))
