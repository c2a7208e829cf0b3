"""law_deadlines: events instead of a rule, facts that are missing or do not fit, and mistakes at their field."""

from pathlib import Path

import pytest
from django.utils import translation

from lawpack import asking, deadline_questions, rules
from wording import legal_texts

LETTER = {"id": 1, "country": "DE", "region": "DE-NW", "rule": "DE_KSCHG_4", "trigger_date": "2026-11-12"}
CLAUSE = {**LETTER, "rule": "DE_AUSSCHLUSSFRIST_CONTRACT", "facts": {"clause_months": 3}}
NOTHING = object()


def answer(question, language="en", **changes):
    asked = {name: value for name, value in {**question, **changes}.items() if value is not NOTHING}
    with translation.override(language):
        ((found,), _) = asking.answers([asked], deadline_questions.answer)
    return found


def by_events(country, events, **more):
    return answer({"id": 1, "country": country, "events": events, **more})


def fields(found):
    return [error["field"] for error in found["errors"]]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": True}, "id"),
        ({"country": NOTHING}, "country"),
        ({"country": "GB"}, "country"),
        ({"country": "de"}, "country"),
        ({"country": 49}, "country"),
        ({"region": "DE-XX"}, "region"),
        ({"region": "NW"}, "region"),
        ({"region": "FR-75"}, "region"),
        ({"region": 5}, "region"),
        ({"rule": NOTHING}, "rule"),
        ({"rule": "DE_NONE"}, "rule"),
        ({"rule": "PL_KP_264"}, "rule"),
        ({"rule": 4}, "rule"),
        ({"events": {"wage_due": "2026-11-12"}}, "rule"),
        ({"trigger_date": NOTHING}, "trigger_date"),
        ({"trigger_date": None}, "trigger_date"),
        ({"trigger_date": "12.11.2026"}, "trigger_date"),
        ({"trigger_date": "2026-02-30"}, "trigger_date"),
        ({"trigger_date": "2026-11-12T00:00:00"}, "trigger_date"),
        ({"trigger_date": 20261112}, "trigger_date"),
        ({"trigger_date": ["2026-11-12"]}, "trigger_date"),
        ({"trigger_date": {"from": "2026-11-12"}}, "trigger_date.to"),
        ({"trigger_date": {"from": "2026-11-12", "to": "2026-11-11"}}, "trigger_date.to"),
        ({"trigger_date": {"from": "2026-11-12", "to": "2026-11-13", "at": "x"}}, "trigger_date.at"),
        ({"facts": []}, "facts"),
        ({"facts": {"weather": "rain"}}, "facts.weather"),
        ({"facts": {"dismissal_form": "paper"}}, "facts.dismissal_form"),
        ({"facts": {"claim_part": "all"}}, "facts.claim_part"),
        ({"facts": {"clause_months": "3"}}, "facts.clause_months"),
        ({"facts": {"clause_months": 3.0}}, "facts.clause_months"),
        ({"facts": {"clause_months": 0}}, "facts.clause_months"),
        ({"facts": {"clause_months": True}}, "facts.clause_months"),
        ({"facts": {"clause_in_standard_terms": "yes"}}, "facts.clause_in_standard_terms"),
        ({"facts": {"contract_signed": "2020"}}, "facts.contract_signed"),
        ({"facts": {"clause_exempts_minimum_wage": 1}}, "facts.clause_exempts_minimum_wage"),
        ({"facts": {"ill_during_shift": "no"}}, "facts.ill_during_shift"),
        ({"facts": {"works_council": "agreed"}}, "facts.works_council"),
        ({"facts": {"protestant_commune": "true"}}, "facts.protestant_commune"),
        ({"land": "NW"}, "land"),
    ],
)
def test_a_mistake_is_told_at_its_field(changes, field):
    found = answer(LETTER, **changes)
    assert set(found) == {"id", "errors"}
    assert fields(found) == [field]


@pytest.mark.parametrize("facts", [{"clause_months": "3"}, {"clause_months": 0}])
def test_wrong_months_of_a_clause_are_one_mistake(facts):
    assert fields(answer(CLAUSE, facts=facts)) == ["facts.clause_months"]


def test_an_empty_region_is_an_unknown_one():
    unknown, empty, blank = (answer(LETTER, region=region)["errors"] for region in ("DE-XX", "", " "))
    assert unknown == empty == blank
    assert unknown[0]["message"].startswith("Not a region of DE; ")


def test_all_mistakes_of_a_question_are_told_at_once():
    found = answer(LETTER, region="FR-75", trigger_date="soon", facts={"weather": 1})
    assert sorted(fields(found)) == ["facts.weather", "region", "trigger_date"]


def test_a_rule_that_is_switched_off_answers_nothing():
    question = {"id": 1, "country": "PL", "rule": "PL_PIP_DECISION_APPEAL", "trigger_date": "2026-11-12"}
    found = answer(question)
    assert fields(found) == ["rule"] and "switched off" in found["errors"][0]["message"]
    given = by_events("PL", {"decision_notified": "2026-11-12"})
    assert given["deadlines"] == []
    (warning,) = given["warnings"]
    assert "PL_PIP_DECISION_APPEAL" in warning and "a period may run" in warning
    assert by_events("PL", {"wage_due": "2026-11-12"})["warnings"] == []


@pytest.mark.parametrize(
    "rule", ["DE_AUSSCHLUSSFRIST_CONTRACT", "DE_AUSSCHLUSSFRIST_STAGE2", "DE_AUSSCHLUSSFRIST_CBA"]
)
def test_a_clause_without_its_months_is_a_mistake(rule):
    assert fields(answer(LETTER, rule=rule)) == ["facts.clause_months"]
    assert fields(answer(LETTER, rule=rule, facts={"claim_part": "minimum_wage"})) == ["facts.clause_months"]


def test_each_fact_that_could_void_the_clause_is_named_until_it_is_known():
    names = ["claim_part", "contract_signed", "clause_exempts_minimum_wage", "clause_in_standard_terms"]

    def named(facts):
        found = answer(CLAUSE, facts=facts)
        assert found["due_date"]
        return [name for name in names if any(said.startswith(f"{name}:") for said in found["warnings"])]

    assert named({"clause_months": 2}) == names
    assert named({"clause_months": 3}) == names[:3]
    assert named({"clause_months": 3, "claim_part": "above_minimum"}) == names[1:3]
    assert named({"clause_months": 3, "claim_part": "above_minimum", "contract_signed": "2014-12-31"}) == []
    known = {"clause_months": 2, "claim_part": "above_minimum", "clause_exempts_minimum_wage": True}
    assert named(known) == ["clause_in_standard_terms"]
    assert named({**known, "clause_in_standard_terms": False}) == []


def test_a_void_clause_says_why_and_keeps_the_day_to_work_to():
    found = answer(CLAUSE, facts={"clause_months": 2, "clause_in_standard_terms": True})
    assert (found["due_date"], found["safe_date"], found["latest_date"]) == (None, "2027-01-12", None)
    assert "§ 307 BGB" in found["reason"]
    assert not any("probably void" in warning for warning in found["warnings"])


def test_a_reason_is_told_in_each_language():
    said = {
        language: answer(LETTER, language, facts={"dismissal_form": "oral"})["reason"]
        for language in ("en", "de", "fr", "pl", "ru", "uk")
    }
    assert len(set(said.values())) == 6
    assert said["de"].startswith("Eine mündliche Kündigung")


def test_facts_that_do_not_matter_are_fine():
    facts = {"dismissal_form": "written", "works_council": "silent", "ill_during_shift": True}
    assert answer(LETTER, facts=facts)["due_date"] == "2026-12-03"


def test_a_rule_that_waits_for_paper_is_kept_and_marked_after_another_form():
    found = answer(LETTER, rule="DE_MUSCHG_17", facts={"dismissal_form": "oral"})
    assert found["due_date"] == "2026-11-26"
    assert any("on paper" in warning for warning in found["warnings"])
    registered = answer(LETTER, rule="DE_SGBIII_38", facts={"dismissal_form": "electronic"})
    assert any("probably void" in warning for warning in registered["warnings"])


def test_a_strike_needs_no_day_to_get_no_date():
    question = {"id": 1, "country": "FR", "rule": "FR_STRIKE_NOTICE"}
    assert answer(question)["reason"]
    assert fields(answer(question, trigger_date="soon")) == ["trigger_date"]


def test_a_range_over_two_versions_counts_each_day_by_its_own():
    posted = {
        **LETTER,
        "rule": "DE_SGG_84_POSTED",
        "trigger_date": {"from": "2024-12-31", "to": "2025-01-01"},
    }
    found = answer(posted)
    assert (found["due_date"], found["latest_date"]) == ("2025-02-03", "2025-02-05")


def test_a_range_that_begins_before_the_law_says_so_and_still_gives_the_latest():
    days = {"from": "2022-07-31", "to": "2022-08-01"}
    found = answer(LETTER, rule="DE_NACHWG_2_DAY7", trigger_date=days)
    assert (found["due_date"], found["latest_date"]) == (None, "2022-08-08")
    assert "1 August 2022" in found["reason"]


def test_events_start_all_their_rules_sorted_by_the_safe_day():
    found = by_events("DE", {"dismissal_received": "2026-11-14", "wage_due": "2026-10-15"}, region="DE-NW")
    assert list(found) == ["id", "deadlines", "warnings"]
    told = [(one["rule"], one["safe_date"]) for one in found["deadlines"]]
    assert told == [
        ("DE_BGB_174", "2026-11-17"),
        ("DE_SGBIII_38", "2026-11-17"),
        ("DE_MUSCHG_17", "2026-11-27"),
        ("DE_KSCHG_4", "2026-12-04"),
        ("DE_BGB_622", "2026-12-15"),
        ("DE_BRTV_BAU_14", "2026-12-15"),
        ("DE_AENTG_9", "2027-04-15"),
        ("DE_BGB_195_199", "2029-12-31"),
        ("DE_AUSSCHLUSSFRIST_CBA", None),
        ("DE_AUSSCHLUSSFRIST_CONTRACT", None),
        ("DE_MILOG_3", None),
    ]
    for one in found["deadlines"][-3:]:
        assert one["reason"] and one["due_date"] is None
    assert "clause_months" in found["deadlines"][-2]["reason"]


def test_events_with_a_clause_date_it():
    found = by_events("DE", {"wage_due": "2026-10-15"}, region="DE-NW", facts={"clause_months": 3})
    dated = {one["rule"]: one["due_date"] for one in found["deadlines"]}
    assert dated["DE_AUSSCHLUSSFRIST_CONTRACT"] == "2027-01-15"


def test_a_letter_that_was_read_later_counts_from_the_reading():
    found = by_events("DE", {"dismissal_received": "2026-11-12", "dismissal_learned": "2026-11-14"})
    (rejected,) = [one for one in found["deadlines"] if one["rule"] == "DE_BGB_174"]
    assert rejected["safe_date"] == "2026-11-17"


def test_a_consent_of_the_authority_is_shown_beside_the_letter():
    found = by_events(
        "DE", {"dismissal_received": "2026-11-02", "consent_decision_notified": "2026-11-10"}, region="DE-NW"
    )
    assert [one["due_date"] for one in found["deadlines"] if one["rule"] == "DE_KSCHG_4"] == [
        "2026-11-23",
        "2026-12-01",
    ]


@pytest.mark.parametrize("events", [{"dismissal_oral": "2026-11-12"}, {"dismissal_received": "2026-11-12"}])
def test_a_spoken_dismissal_in_germany_starts_nothing(events):
    found = by_events("DE", events, facts={"dismissal_form": "oral"})
    assert [(one["rule"], one["due_date"]) for one in found["deadlines"]] == [("DE_KSCHG_4", None)]


@pytest.mark.parametrize(
    ("country", "rule", "due"),
    [("FR", "FR_L1471_1_RUPTURE", "2027-11-12"), ("PL", "PL_KP_264", "2026-12-03"),
     ("AT", "AT_ARBVG_105", "2026-11-26"), ("ES", "ES_ET_59_3", "2026-12-11")],
)  # fmt: skip
def test_a_spoken_dismissal_elsewhere_starts_the_period(country, rule, due):
    """Spain: 13-30 November are 12 working days; 1-4 December 4; the 7th, 9th, 10th, 11th 4 (the 8th is free)."""
    found = by_events(country, {"dismissal_oral": "2026-11-12"})
    assert {one["rule"]: one["due_date"] for one in found["deadlines"]}[rule] == due


def test_an_objection_without_the_day_of_the_council_is_counted_from_the_letter():
    found = by_events("AT", {"dismissal_received": "2026-11-02"}, facts={"works_council": "objected"})
    (stand_in,) = found["deadlines"]
    assert (stand_in["due_date"], stand_in["verified"]) == ("2026-11-16", False)
    (warning,) = [text for text in stand_in["warnings"] if text.startswith("works_council_notified: ")]
    assert "may be earlier" in warning
    told = {"dismissal_received": "2026-11-02", "works_council_notified": "2026-11-02"}
    found = by_events("AT", told, facts={"works_council": "objected"})
    assert [(one["due_date"], one["verified"]) for one in found["deadlines"]] == [("2026-11-23", True)]


@pytest.mark.parametrize(
    ("told", "due"), [("2026-11-03", "2026-11-24"), ("2026-11-17", "2026-12-04"), (None, "2026-12-04")]
)
def test_while_nobody_knows_what_the_council_said_the_earlier_way_counts(told, due):
    """Received on 20 November: two weeks. Told on the 3rd: one week and two weeks, to the 24th."""
    events = {"dismissal_received": "2026-11-20", **({"works_council_notified": told} if told else {})}
    (found,) = by_events("AT", events, region="AT-9")["deadlines"]
    assert found["due_date"] == due
    (warning,) = [text for text in found["warnings"] if text.startswith("works_council: ")]
    assert "may be earlier" in warning


def test_an_event_may_lie_between_two_days():
    found = by_events("IT", {"challenge_sent": {"from": "2026-10-01", "to": "2026-10-03"}})
    (suit,) = found["deadlines"]
    assert (suit["due_date"], suit["latest_date"]) == ("2027-03-30", "2027-04-01")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"events": {}}, "events"),
        ({"events": []}, "events"),
        ({"events": {"full_moon": "2026-11-12"}}, "events.full_moon"),
        ({"events": {"certificate_received": "2026-11-12"}}, "events.certificate_received"),
        ({"events": {"wage_due": "soon"}}, "events.wage_due"),
        ({"events": {"wage_due": None}}, "events.wage_due"),
        ({"events": {"wage_due": {"from": "2026-11-12", "to": "2026-11-01"}}}, "events.wage_due.to"),
        ({"trigger_date": "2026-11-12"}, "trigger_date"),
        ({"facts": {"dismissal_form": "written"}, "events": {"dismissal_oral": "2026-11-12"}},
         "facts.dismissal_form"),
    ],
)  # fmt: skip
def test_a_mistake_in_events_is_told_at_its_place(changes, field):
    question = {"id": 1, "country": "DE", "events": {"wage_due": "2026-11-12"}}
    assert fields(answer(question, **changes)) == [field]


def test_every_event_of_the_table_starts_something_where_it_is_valid():
    """What the documents promise of events.csv: each is known to at least one rule of each of its countries."""
    for event in legal_texts.events():
        for country in event["country"].split(";"):
            named = [
                rule.rule_id
                for rule in rules.all_rules()
                if rule.country == country and event["event_code"] in rule.named_events
            ]
            assert named, (event["event_code"], country)


def test_every_rule_is_started_by_events_of_its_country_only():
    for rule in rules.all_rules():
        assert set(rule.named_events) <= set(deadline_questions.events_of(rule.country)), rule.rule_id


def test_the_documents_list_the_events_of_each_country():
    lines = (Path(__file__).parent.parent / "docs" / "law.md").read_text(encoding="utf-8").splitlines()
    for country in rules.countries():
        codes = ", ".join(f"`{code}`" for code in deadline_questions.events_of(country))
        assert f"| {country} | {codes} |" in lines


def test_a_rule_nobody_checked_names_its_legal_basis():
    found = answer({"id": 1, "country": "CZ", "rule": "CZ_ZP_72", "trigger_date": "2026-12-31"})
    assert any("not checked at its source yet (zákoník práce 72)" in words for words in found["warnings"])
