"""What to say about a cut-off clause, and whether it is void. A void clause is still a warning."""

from datetime import date
from functools import cache

from lawpack.notes import note
from lawpack.tables import rows

ANSWERS = {True: "yes", False: "no", None: "unknown"}
FITS, FAILS, UNKNOWN = "fits", "fails", "unknown"


@cache
def _checks(rule_id, effect):
    return tuple(
        row
        for row in rows("clause_checks.csv")
        if row["effect"] == effect and rule_id in row["rules"].split(";")
    )


def warnings(clause, rule_id):
    """Notes on one clause, from the "warn" rows of clause_checks.csv.

    A row speaks where all its filled columns fit: `months_below` (the clause gives less), `signed_from` (the
    contract is of that day or later; an unknown day fits), `exempts` (whether it leaves out the minimum
    wage: yes, no, unknown or any). Source: BGB 307; MiLoG 3; BAG 9 AZR 162/18.
    """
    return [_said(row) for row in _checks(rule_id, "warn") if _fits(row, clause)]


def void_reason(rule_id, clause, claim_part):
    """Why the clause takes nothing from the claim, as a Note; None where it is not known to be void.

    Here a row of clause_checks.csv fits only with facts that are known: `signed_from`, `exempts`,
    `standard_terms` (yes; "not no": unless it is known to be agreed one by one), `claim_part`. clause: Clause,
    or None for a rule with a length of its own.
    """
    for row in _checks(rule_id, "void"):
        if all(state == FITS for _, state in _conditions(row, clause, claim_part)):
            return _said(row)
    return None


def missing(rule_id, clause, claim_part):
    """Names of unknown facts that could make the clause void, in the order of the checks."""
    names = []
    for row in _checks(rule_id, "void"):
        states = _conditions(row, clause, claim_part)
        if all(state != FAILS for _, state in states):
            names += [name for name, state in states if state == UNKNOWN and name not in names]
    return names


def _conditions(row, clause, claim_part):
    """[(fact, fits | fails | unknown)] of the filled columns of a row."""
    found = []
    if row["claim_part"]:
        found.append(("claim_part", _state(claim_part, claim_part == row["claim_part"])))
    if row["months_below"]:
        found.append(("clause_months", _state(True, clause.months < int(row["months_below"]))))
    if row["signed_from"]:
        signed = clause.signed_on
        is_later = signed is not None and signed >= date.fromisoformat(row["signed_from"])
        found.append(("contract_signed", _state(signed, is_later)))
    if row["exempts"] != "any":
        exempts = clause.exempts_minimum_wage
        found.append(("clause_exempts_minimum_wage", _state(exempts, ANSWERS[exempts] == row["exempts"])))
    if row["standard_terms"]:
        found.append(("clause_in_standard_terms", _standard_terms(row, clause.in_standard_terms)))
    return found


def _standard_terms(row, told):
    if row["standard_terms"] == "not no":
        return FAILS if told is False else FITS
    return _state(told, ANSWERS[told] == row["standard_terms"])


def _state(value, does_fit):
    if value is None:
        return UNKNOWN
    return FITS if does_fit else FAILS


def _fits(row, clause):
    if row["months_below"] and clause.months >= int(row["months_below"]):
        return False
    if row["signed_from"] and clause.signed_on and clause.signed_on < date.fromisoformat(row["signed_from"]):
        return False
    if row["standard_terms"] == "not no" and clause.in_standard_terms is False:
        return False
    return row["exempts"] in ("any", _exempts(row, clause))


def _exempts(row, clause):
    """An old contract may leave the minimum wage in; while its day is unknown, the answer is unknown too."""
    if clause.exempts_minimum_wage is False and row["signed_from"] and clause.signed_on is None:
        return "unknown"
    return ANSWERS[clause.exempts_minimum_wage]


def _said(row):
    return note(row["code"], months=int(row["months_below"])) if row["months_below"] else note(row["code"])
