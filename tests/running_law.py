"""A law of our own for one test: rules changed, added or taken out, as if the program had been updated."""

from dataclasses import replace

from cases import law_stamp
from lawpack import rules

INSOLVENCY = "DE_SGBIII_324_INSOLVENZGELD"


def of(monkeypatch, change, stamp="new"):
    """The program runs with `change(rule)` of each rule: a rule, or None to leave it out."""
    changed = tuple(found for rule in rules.all_rules() if (found := change(rule)) is not None)
    monkeypatch.setattr(rules, "all_rules", lambda: changed)
    monkeypatch.setattr(law_stamp, "current", lambda: stamp)


def with_insolvency(monkeypatch):
    """Two months from the insolvency, counted like the suit against a dismissal (SGB III 324(3))."""
    rest = tuple(rule for rule in rules.all_rules() if rule.rule_id != INSOLVENCY)
    like = next(rule for rule in rest if rule.rule_id == "DE_KSCHG_4")
    added = replace(like, rule_id=INSOLVENCY, event="insolvency", length=2, unit="months", no_date=())
    monkeypatch.setattr(rules, "all_rules", lambda: (*rest, added))
