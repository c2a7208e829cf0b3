"""What only some rules of the law ask: facts a date waits for, and rules that hold for some people only."""

from django.db import transaction

import wording
from cases import events, facts
from cases.models import Employment
from lawpack import rules

ASK = "ask_"  # a warning of this name says which fact is missing


def waited_for(case):
    """Names of facts that open dates wait for or that are answered, in the order of their questions."""
    warned = [step["code"] for one in case.deadlines.all() if one.is_open for step in one.warnings]
    names = {code.removeprefix(ASK) for code in warned if code.startswith(ASK)} | set(
        case.employment.law_answers
    )
    return [name for name in wording.codes("law_fact") if name in names]


def rules_to_ask_for(country):
    """Ids of rules that are left out until somebody says that they hold for the person."""
    asked = [
        rule.rule_id for rule in rules.all_rules() if rule.country == country and rule.needs == rules.ASKED
    ]
    return [rule_id for rule_id in dict.fromkeys(asked) if wording.is_worded(rule_id)]


def choices(name):
    """The answers some rule knows beside yes and no; empty where it is a question of yes or no."""
    known = [
        answer for rule in rules.all_rules() if rule.when and rule.when[0] == name for answer in rule.when[1]
    ]
    return [answer for answer in dict.fromkeys(known) if answer not in rules.ANSWERS.values()]


@transaction.atomic
def answer(case, *, by, answers, asked_rules):
    """Keep the answers ({name: true, false, a code, or None for not known}); the dates follow.

    Answers not named here stay. `asked_rules` replaces the list. What stood there before stays in history.
    """
    facts.take_turn(case)
    job = case.employment = Employment.objects.get(case=case)
    new = {**job.law_answers, **answers}
    new = {name: value for name, value in new.items() if value is not None}
    changed = {
        name: {"old": job.law_answers.get(name), "new": new.get(name)}
        for name in sorted(job.law_answers.keys() | new.keys())
        if job.law_answers.get(name) != new.get(name)
    }
    wanted = sorted(asked_rules)
    if not changed and wanted == job.asked_rules:
        return
    detail = {"changed": changed, "rules": {"old": job.asked_rules, "new": wanted}}
    job.law_answers, job.asked_rules = new, wanted
    job.save(update_fields=["law_answers", "asked_rules"])
    events.record(case, "law_answered", by=by, detail=detail)
    facts.recompute(case, by=by)
