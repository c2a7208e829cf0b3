"""law_deadlines: a table of questions worked out by hand, each rule, country and way of counting among them."""

import csv
import json
from pathlib import Path

import pytest
from django.utils import translation

from lawpack import asking, deadline_questions, rules

TABLE = Path(__file__).parent / "law_deadlines.csv"
KEYS = ["id", "rule", "due_date", "safe_date", "latest_date", "reason", "steps", "legal_basis", "verified"]


def told():
    with open(TABLE, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def value(text):
    """A fact as it stands in a question: true, 3, or a word."""
    return json.loads(text) if text in ("true", "false") or text.isdigit() else text


def question(row):
    trigger = {"from": row["trigger"], "to": row["to"]} if row["to"] else row["trigger"]
    facts = dict(pair.split("=") for pair in row["facts"].split(";") if pair)
    return {
        "id": row["why"],
        "country": row["country"],
        "region": row["region"] or None,
        "rule": row["rule"],
        "trigger_date": trigger,
        "facts": {name: value(text) for name, text in facts.items()},
    }


def answer(question):
    with translation.override("en"):
        ((found,), _) = asking.answers([question], deadline_questions.answer)
    return found


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['rule']} {row['why']}") for row in told()])
def test_days_worked_out_by_hand(row):
    found = answer(question(row))
    assert list(found) == [*KEYS, "warnings"]
    said = [found[name] or "" for name in ("due_date", "safe_date", "latest_date")]
    assert said == [row["due"], row["safe"], row["latest"]], found["steps"]
    assert bool(found["reason"]) is (not row["due"])
    assert found["legal_basis"] and (found["steps"] or not row["due"])
    assert row["warns"] in " | ".join(found["warnings"])


def test_the_table_has_every_rule_country_and_way_of_counting():
    worked = {row["rule"] for row in told()}
    law = [rule for rule in rules.all_rules() if rule.is_switched_on]
    assert {rule.rule_id for rule in law} == worked
    shown = [rule for rule in law if rule.rule_id in worked]
    assert {rule.computation for rule in shown} == set(rules.COMPUTATIONS)
    assert {rule.shift for rule in shown} == set(rules.SHIFTS)
    assert {rule.safe for rule in shown} == set(rules.SAFE_DAYS)
    assert {row["country"] for row in told()} == {"DE", "FR", "PL", "AT", "NL", "ES", "IT", "CZ"}


def test_rules_the_sources_leave_open_say_so():
    for row in told():
        found = answer(question(row))
        if not found["verified"]:
            assert any("Check before use" in warning for warning in found["warnings"]), row["rule"]
