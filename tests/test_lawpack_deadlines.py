"""Dates of the law: a table of facts and days worked out by hand, and what must hold for any day."""

import csv
import json
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lawpack
import wording
from lawpack import counting, rules
from lawpack.deadlines import CaseFacts, Clause, PayDay, compute
from lawpack.workdays import Workdays

TABLE = Path(__file__).parent / "lawpack_deadlines.csv"
LANDS = [f"DE-{code}" for code in "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH".split()]
days = st.dates(date(2015, 1, 1), date(2060, 12, 31))
months = days.map(lambda day: day.replace(day=1))
FIFTEENTH = PayDay(15)


def told_in_table():
    with open(TABLE, encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["why"]) for row in csv.DictReader(file)]


def facts_of(row):
    return CaseFacts(
        country=row["rule_id"][:2],
        region=row["region"] or None,
        dismissal_form=row["form"] or None,
        dismissal_received_on=day_of(row["received"]),
        dismissal_learned_on=day_of(row["learned"]),
        end_known_on=day_of(row["end_known"]),
        last_day=day_of(row["last_day"]),
        pay_day=PayDay(int(row["pay_day"]), int(row["months_after"])) if row["pay_day"] else None,
        months=(day_of(f"{row['month']}-01"),) if row["month"] else (),
        clause=Clause(int(row["clause"])) if row["clause"] else None,
        extra_holidays=frozenset([day_of(row["local_holiday"])] if row["local_holiday"] else []),
    )


def day_of(text):
    return date.fromisoformat(text) if text else None


def one(facts, rule_id):
    (found,) = [deadline for deadline in compute(facts) if deadline.rule_id == rule_id]
    return found


def codes(notes):
    return [note.code for note in notes]


def dismissed(received=date(2026, 11, 12), form="written", **more):
    return CaseFacts("DE", "DE-NW", dismissal_form=form, dismissal_received_on=received, **more)


def unpaid(*worked, pay_day=FIFTEENTH, **more):
    return CaseFacts("DE", "DE-NW", months=worked, pay_day=pay_day, **more)


@pytest.mark.parametrize("row", told_in_table())
def test_days_worked_out_by_hand(row):
    found = one(facts_of(row), row["rule_id"])
    assert [str(found.trigger_on), str(found.due_on), str(found.safe_on)] == [
        row["trigger_on"],
        row["due_on"],
        row["safe_on"],
    ]


def test_the_working_is_told_step_by_step():
    steps = one(dismissed(date(2026, 11, 14)), "DE_KSCHG_4").steps
    assert [wording.sentence(step) for step in steps] == [
        "Dismissal letter on paper reached you: Saturday 14 November 2026",
        "3\u00a0weeks later: Saturday 5 December 2026",
        "Saturday 5 December 2026: weekend. Moved to: Monday 7 December 2026",
        "Safe date, counted without moving a day: Friday 4 December 2026",
    ]


def test_a_holiday_is_called_a_holiday():
    assert "moved_holiday" in codes(one(dismissed(date(2026, 5, 14)), "DE_KSCHG_4").steps)


@pytest.mark.parametrize(
    ("form", "event", "reason"),
    [
        ("oral", "dismissal_oral", "spoken_dismissal"),
        ("electronic", "dismissal_electronic", "electronic_dismissal"),
    ],
)
@pytest.mark.parametrize("received", [date(2026, 11, 12), None])
def test_a_dismissal_not_on_paper_starts_no_date_and_says_why(form, event, reason, received):
    found = compute(dismissed(received, form))
    assert [deadline.rule_id for deadline in found] == ["DE_KSCHG_4"]
    assert found[0].due_on is found[0].safe_on is None
    assert (found[0].trigger_event, found[0].trigger_on) == (event, received)
    assert found[0].no_date_reason.code == reason
    assert "wage goes on" in wording.sentence(found[0].no_date_reason)


def test_an_unknown_day_of_receipt_asks_for_it():
    found = one(dismissed(None), "DE_KSCHG_4")
    assert (found.due_on, found.no_date_reason.code) == (None, "day_unknown")


def test_no_dismissal_starts_nothing():
    assert compute(CaseFacts("DE", "DE-NW")) == []


def test_an_unknown_form_is_said():
    assert "form_unknown" in codes(one(dismissed(form="unknown"), "DE_KSCHG_4").warnings)


def test_an_unknown_region_is_said():
    known, unknown = dismissed(), replace(dismissed(), region=None)
    strange = replace(dismissed(), region="DE-XX")
    assert "region_unknown" not in codes(one(known, "DE_KSCHG_4").warnings)
    assert "region_unknown" in codes(one(unknown, "DE_KSCHG_4").warnings)
    assert "region_unknown" in codes(one(strange, "DE_KSCHG_4").warnings)


@pytest.mark.parametrize(("enclosed", "warned"), [(None, True), (False, False)])
def test_power_of_attorney_missing_or_not_known(enclosed, warned):
    warnings = codes(one(dismissed(power_of_attorney_enclosed=enclosed), "DE_BGB_174").warnings)
    assert ("check_power_of_attorney" in warnings) is warned


def test_power_of_attorney_enclosed_rules_the_rule_out():
    found = compute(dismissed(power_of_attorney_enclosed=True))
    assert "DE_BGB_174" not in [deadline.rule_id for deadline in found]


def test_register_for_work_even_after_a_void_dismissal():
    facts = dismissed(form="oral", end_known_on=date(2026, 11, 12))
    assert "dismissal_may_be_void" in codes(one(facts, "DE_SGBIII_38").warnings)


def test_without_the_last_day_it_counts_from_the_news():
    facts = dismissed(end_known_on=date(2026, 11, 12))
    assert "end_day_unknown" in codes(one(facts, "DE_SGBIII_38").warnings)


def test_each_month_has_its_own_dates():
    facts = unpaid(date(2026, 10, 1), date(2026, 9, 1), clause=Clause(3))
    found = compute(facts)
    for rule_id in ("DE_BGB_195_199", "DE_AUSSCHLUSSFRIST_CONTRACT", "DE_MILOG_2_DUE"):
        assert sorted(d.subject for d in found if d.rule_id == rule_id) == ["2026-09", "2026-10"]


def test_without_a_clause_no_exclusion_period():
    found = compute(unpaid(date(2026, 9, 1)))
    assert sorted(deadline.rule_id for deadline in found) == ["DE_BGB_195_199", "DE_MILOG_2_DUE"]


def test_an_unknown_pay_day_counts_from_the_earliest_and_never_from_the_latest():
    facts = unpaid(date(2026, 9, 1), pay_day=None, clause=Clause(3))
    clause, latest = one(facts, "DE_AUSSCHLUSSFRIST_CONTRACT"), one(facts, "DE_MILOG_2_DUE")
    assert clause.trigger_on == date(2026, 9, 30) < latest.due_on
    assert "pay_day_unknown" in codes(clause.warnings)
    assert "pay_day_unknown" in codes(one(facts, "DE_BGB_195_199").warnings)


def test_the_employer_owes_the_latest_pay_day():
    found = one(unpaid(date(2026, 9, 1)), "DE_MILOG_2_DUE")
    assert (found.actor, found.is_limitation) == ("employer", False)


def test_31_december_may_be_no_bank_day():
    found = one(unpaid(date(2026, 11, 1)), "DE_MILOG_2_DUE")
    assert (found.due_on, codes(found.warnings)) == (date(2026, 12, 31), ["bank_day_unsure"])


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (Clause(3, date(2026, 1, 1), False), ["clause_void_minimum_wage", "clause_spares_minimum_wage"]),
        (Clause(3, date(2026, 1, 1), True), ["clause_spares_minimum_wage"]),
        (Clause(3, date(2026, 1, 1), None), ["clause_check_minimum_wage", "clause_spares_minimum_wage"]),
        (Clause(3, None, False), ["clause_check_minimum_wage", "clause_spares_minimum_wage"]),
        (Clause(3, date(2014, 12, 31), False), ["clause_spares_minimum_wage"]),
        (Clause(2, date(2026, 1, 1), True), ["clause_too_short", "clause_spares_minimum_wage"]),
    ],
)
def test_what_is_said_about_a_clause_while_the_date_is_kept(clause, said):
    found = one(unpaid(date(2026, 9, 1), clause=clause), "DE_AUSSCHLUSSFRIST_CONTRACT")
    assert codes(found.warnings) == said
    assert found.due_on == counting.later(date(2026, 10, 15), clause.months, "months")


def test_a_country_without_rules_has_no_dates_and_a_warning():
    assert compute(replace(dismissed(), country="XX", region=None)) == []
    assert compute(replace(unpaid(date(2026, 9, 1)), country="BE", region=None)) == []
    assert lawpack.country_warning("XX").code == "no_rules_for_country"
    assert lawpack.country_warning("DE") is None
    assert lawpack.covers("DE") and not lawpack.covers("XX")


def test_the_most_urgent_comes_first_and_dates_without_a_day_last():
    found = compute(dismissed(None, end_known_on=date(2026, 11, 12)))
    assert [deadline.safe_on is None for deadline in found] == [False, True, True]
    safe = [deadline.safe_on for deadline in compute(unpaid(date(2026, 9, 1), clause=Clause(3)))]
    assert safe == sorted(safe)


def test_a_version_holds_for_its_own_time():
    (rule,) = [rule for rule in rules.all_rules() if rule.rule_id == "DE_KSCHG_4"]
    old = replace(rule, effective_until=date(2026, 6, 30), length=2, version="old")
    new = replace(rule, effective_from=date(2026, 7, 1), version="new")
    versions = {
        day: [found.rule_version for found in compute(dismissed(day), law=(old, new))]
        for day in (date(2026, 6, 30), date(2026, 7, 1), None)
    }
    assert versions == {date(2026, 6, 30): ["old"], date(2026, 7, 1): ["new"], None: ["new"]}


def test_further_events_start_rules_by_their_code():
    (rule,) = [rule for rule in rules.all_rules() if rule.rule_id == "DE_KSCHG_4"]
    other = replace(rule, event="fixed_term_ended", no_date=())
    facts = CaseFacts("DE", "DE-NW", events={"fixed_term_ended": date(2026, 11, 12)})
    assert [found.due_on for found in compute(facts, law=(other,))] == [date(2026, 12, 3)]


def test_everything_can_be_stored_and_told():
    facts = unpaid(date(2026, 9, 1), pay_day=None, clause=Clause(2, None, None))
    facts = replace(facts, dismissal_form="written", dismissal_received_on=date(2026, 11, 14), region=None)
    for found in compute(facts):
        for step in (*found.steps, *found.warnings):
            stored = json.loads(json.dumps(asdict(step)))
            assert wording.sentence(stored) == wording.sentence(step) != step.code


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        (date(2026, 6, 30), 2, "months", date(2026, 8, 30)),
        (date(2026, 8, 31), 3, "months", date(2026, 11, 30)),
        (date(2026, 11, 30), 3, "months", date(2027, 2, 28)),
        (date(2027, 11, 30), 3, "months", date(2028, 2, 29)),
        (date(2028, 2, 29), 1, "years", date(2029, 2, 28)),
        (date(2027, 5, 31), -3, "months", date(2027, 2, 28)),
        (date(2026, 12, 31), 1, "days", date(2027, 1, 1)),
        (date(2026, 12, 12), 3, "weeks", date(2027, 1, 2)),
    ],
)
def test_counting(start, length, unit, end):
    assert counting.later(start, length, unit) == end


def test_counting_in_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="fortnights"):
        counting.later(date(2026, 1, 1), 1, "fortnights")


def test_a_country_without_holiday_data_has_weekends():
    assert Workdays("XX").forward(date(2026, 12, 26)) == date(2026, 12, 28)


@given(received=days, region=st.sampled_from([None, *LANDS]), learned=st.integers(0, 20))
def test_dates_of_a_dismissal_hold_for_any_day(received, region, learned):
    facts = replace(
        dismissed(received, dismissal_learned_on=received + timedelta(days=learned), end_known_on=received),
        region=region,
    )
    workdays = Workdays("DE", region)
    found = compute(facts)
    assert {deadline.rule_id for deadline in found} == {"DE_KSCHG_4", "DE_BGB_174", "DE_SGBIII_38"}
    for deadline in found:
        assert deadline.trigger_on <= deadline.safe_on <= deadline.due_on
        if deadline.rule_id != "DE_BGB_174":
            assert workdays.is_working(deadline.due_on)
    suit = one(facts, "DE_KSCHG_4")
    assert 0 <= (suit.due_on - received - timedelta(weeks=3)).days <= 5


@given(received=days, region=st.sampled_from(LANDS))
def test_an_unknown_region_is_never_later_than_a_known_one(received, region):
    known, unknown = dismissed(received), replace(dismissed(received), region=None)
    known = replace(known, region=region)
    assert one(unknown, "DE_KSCHG_4").due_on <= one(known, "DE_KSCHG_4").due_on


@given(
    month=months,
    day=st.none() | st.integers(1, 31),
    after=st.integers(0, 2),
    clause=st.integers(1, 12),
    region=st.sampled_from([None, *LANDS]),
)
def test_dates_of_a_wage_hold_for_any_month(month, day, after, clause, region):
    facts = unpaid(month, pay_day=PayDay(day, after) if day else None, clause=Clause(clause))
    facts = replace(facts, region=region)
    workdays = Workdays("DE", region)
    for deadline in compute(facts):
        assert deadline.safe_on <= deadline.due_on
        if deadline.actor == "worker":
            assert deadline.trigger_on < deadline.due_on
            assert workdays.is_working(deadline.due_on)
        else:
            assert Workdays("DE", "DE-HE").is_working(deadline.due_on)
    limitation = one(facts, "DE_BGB_195_199")
    assert (limitation.safe_on.month, limitation.safe_on.day) == (12, 31)
    assert limitation.safe_on.year >= month.year + 3


@given(received=days, later=st.integers(0, 60))
def test_a_later_letter_never_ends_earlier(received, later):
    first, second = (
        one(dismissed(day), "DE_KSCHG_4") for day in (received, received + timedelta(days=later))
    )
    assert first.due_on <= second.due_on and first.safe_on <= second.safe_on
