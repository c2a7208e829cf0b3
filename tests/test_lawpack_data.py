"""Law is data: the command that checks it, and a rule that comes without a change of code."""

import csv
from datetime import date
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from lawpack import asking, checking, deadline_questions, rules, tables
from lawpack.deadlines import CaseFacts, PayDay, compute

NEW_RULE = {
    "rule_id": "DE_NEW", "version": "2026-11-01", "country": "DE", "actor": "worker",
    "event": "strike_planned", "switched_on": "yes", "computation": "after_event", "length": "2",
    "unit": "months", "shift": "forward", "safe": "unmoved", "is_limitation": "no", "citation": "AGG 15(4)",
    "source": "statute text", "verified": "yes",
}  # fmt: skip
COLUMNS = list(tables.rows("rules.csv")[0])


@pytest.fixture
def rules_file(tmp_path):
    """Writes the program's rules and one more to a file."""

    def write(*more):
        path = tmp_path / "rules.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows([*tables.rows("rules.csv"), *more])
        return path

    return write


def changed(**cells):
    """The first rule of the program, with other cells, as a version of its own."""
    return {**tables.rows("rules.csv")[0], "rule_id": "DE_ANOTHER", **cells}


def test_the_program_s_data_is_complete(capsys):
    call_command("check_law")
    said = capsys.readouterr().out
    assert said.startswith("The law data is complete: 73 rules, ")
    assert "PL_PIP_DECISION_APPEAL" in said.split("Switched off")[1]
    assert "base_rates.csv DE 2026-07-01" in said


def test_a_new_rule_needs_a_row_and_nothing_else(rules_file, capsys):
    path = rules_file(NEW_RULE)
    call_command("check_law", rules=path)
    assert "74 rules" in capsys.readouterr().out
    facts = CaseFacts("DE", "DE-NW", events={"strike_planned": date(2026, 9, 30)})
    (found,) = compute(facts, law=rules.read(path))
    assert (found.rule_id, found.due_on) == ("DE_NEW", date(2026, 11, 30))


def test_a_new_country_needs_a_row_and_nothing_else(rules_file):
    row = {
        **NEW_RULE,
        "rule_id": "BE_WAGES",
        "country": "BE",
        "event": "wage_due",
        "length": "5",
        "unit": "years",
    }
    law = rules.read(rules_file(row))
    (found,) = compute(CaseFacts("BE", months=(date(2026, 9, 1),)), law=law)
    # 30 September 2031 is a Tuesday; Belgian holidays come from the package, weekends from the calendar.
    assert (found.rule_id, found.due_on) == ("BE_WAGES", date(2031, 9, 30))
    question = {"id": 1, "country": "BE", "rule": "BE_WAGES", "trigger_date": "2026-07-21"}
    (answer,), is_complete = asking.answers([question], partial(deadline_questions.answer, law=law))
    assert is_complete and answer["due_date"] == "2031-07-22"  # 21 July is the national day


def test_a_rule_that_is_not_explained_is_no_mistake_but_listed(rules_file, capsys):
    call_command("check_law", rules=rules_file(NEW_RULE))
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Off for workers")]
    assert line.endswith(": DE_NEW.")
    assert checking.unexplained() == []


def test_a_new_rule_for_wages_gets_a_date_for_each_month(rules_file):
    row = {**NEW_RULE, "event": "wage_due", "is_limitation": "yes"}
    facts = CaseFacts("DE", "DE-NW", pay_day=PayDay(15), months=(date(2026, 8, 1), date(2026, 9, 1)))
    found = [one for one in compute(facts, law=rules.read(rules_file(row))) if one.rule_id == "DE_NEW"]
    assert [(one.subject, one.due_on) for one in found] == [
        ("2026-08", date(2026, 11, 16)),  # the 15th is a Sunday
        ("2026-09", date(2026, 12, 15)),
    ]


@pytest.mark.parametrize(
    ("cells", "mistake"),
    [
        ({"citation": ""}, "citation is empty"),
        ({"source": " "}, "source is empty"),
        ({"length": ""}, "length is empty"),
        ({"length": "three"}, "cannot be read"),
        ({"length": "-3"}, "length must not be below zero"),
        ({"effective_from": "1.1.2026"}, "cannot be read"),
        ({"no_date": "dismissal_oral"}, "cannot be read"),
        ({"unit": "fortnights"}, "unit is 'fortnights'"),
        ({"shift": "sideways"}, "shift is 'sideways'"),
        ({"actor": "judge"}, "actor is 'judge'"),
        ({"computation": "guess"}, "computation is 'guess'"),
        ({"computation": "before_end"}, "notice_length"),
        ({"safe": "after_event"}, "safe_length"),
        ({"verified": "perhaps"}, "verified must be yes or no"),
        ({"event": "full_moon"}, "'full_moon' is not known"),
        ({"no_date": "full_moon=spoken_dismissal"}, "'full_moon' is not known"),
        ({"ask": "no_such_sentence"}, "'no_such_sentence' is not written"),
        ({"skip_if": "weather"}, "'weather' is not known"),
        ({"choice": "any"}, "choice is 'any'"),
        ({"event_day": "yes"}, "event_day is 'yes'"),
        ({"switched_on": "perhaps"}, "switched_on is 'perhaps'"),
        ({"computation": "none", "no_date": ""}, "no_date must say"),
        ({"computation": "after_first"}, "first_length"),
        ({"computation": "working_days"}, "belong together"),
        ({"unit": "working_days"}, "belong together"),
        ({"computation": "month_day", "marks": "40"}, "marks must be"),
        ({"safe": "saturday_counts"}, "saturday_counts belongs"),
        ({"safe": "shorter"}, "safe_length"),
        ({"also_free": "easter2026"}, "also_free"),
        ({"when": "weather=rain"}, "'weather' is not known"),
        ({"when": "weather"}, "cannot be read"),
        ({"needs": "luck"}, "'luck' is not known"),
        ({"warn": "no_such_sentence"}, "'no_such_sentence' is not written"),
        ({"calendar": "DE-XX"}, "'DE-XX' is not known"),
        ({"rule_id": "DE_KSCHG_4"}, "two versions hold on one day"),
        ({"effective_from": "2026-02-01", "effective_until": "2026-01-01"}, "ends before it begins"),
        ({"citation": "x" * 301}, "longer than 300"),
    ],
)
def test_a_mistake_in_a_rule_is_named(rules_file, cells, mistake):
    path = rules_file(changed(**cells))
    with pytest.raises(CommandError) as refused:
        call_command("check_law", rules=path)
    assert mistake in str(refused.value)
    assert cells.get("rule_id", "DE_ANOTHER") in str(refused.value)


def test_two_versions_of_a_rule_may_follow_each_other(rules_file):
    old = changed(effective_until="2026-06-30", version="1")
    new = changed(effective_from="2026-07-01", version="2")
    assert checking.mistakes(rules_file(old, new)) == []


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("check_law", rules=tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("name", "column", "text", "mistake"),
    [
        ("minimum_wages.csv", "value", "", "cannot be read"),
        ("minimum_wages.csv", "value", "0", "too low"),
        ("minimum_wages.csv", "effective_from", "1999-01-01", "not later than the row before"),
        ("minimum_wages.csv", "source", "", "source is missing"),
        ("base_rates.csv", "verified", "", "must be yes or no"),
        ("clause_checks.csv", "code", "nothing", "'nothing' is not written"),
        ("clause_checks.csv", "exempts", "so", "exempts must be"),
        ("clause_checks.csv", "effect", "so", "effect must be"),
        ("clause_checks.csv", "rules", "DE_NONE", "'DE_NONE' is not known"),
        ("regions.csv", "citation", "", "legal basis is missing"),
        ("local_holidays.csv", "day", "8.8.", "no day such as"),
        ("local_holidays.csv", "region", "DE-XX", "region is not known"),
        ("local_holidays.csv", "fact", "weather", "'weather' is not known"),
        ("local_holidays.csv", "source", "", "source is missing"),
    ],
)
def test_a_mistake_in_another_table_is_named(monkeypatch, name, column, text, mistake):
    real = tables.rows

    def rows(asked):
        found = [dict(row) for row in real(asked)]
        if asked == name:
            found[1][column] = text
        return found

    monkeypatch.setattr(tables, "rows", rows)
    assert any(mistake in sentence for sentence in checking.mistakes())


def test_a_sentence_without_a_language_is_named(monkeypatch):
    from wording import sentences

    broken = {"en": "On {on:day}", "de": "", "fr": "x", "pl": "x", "ru": "x", "uk": "x"}
    monkeypatch.setattr(sentences, "texts", lambda code: broken)
    found = checking.mistakes()
    assert any("a language is missing" in sentence for sentence in found)
    assert any("same placeholders" in sentence for sentence in found)


def test_the_law_does_not_load_holidays_at_start():
    import subprocess
    import sys

    code = "import sys, lawpack.deadlines, lawpack.wages; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=tables.HERE.parent).returncode == 0
