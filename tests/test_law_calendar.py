"""The calendar of the law: month arithmetic against dateutil, holidays of regions, and what holds on any day."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from lawpack import counting, deadline_questions, periods, regions, rules
from lawpack.deadlines import CaseFacts, Clause, compute, of_occurrence, place_of_act
from lawpack.occurrences import told
from lawpack.workdays import Workdays

days = st.dates(date(2015, 1, 1), date(2060, 12, 31))
COUNTRIES = rules.countries()
DATED = [rule for rule in rules.all_rules() if rule.is_switched_on and rule.computation != "none"]
a_rule = st.sampled_from(DATED)
often = settings(max_examples=400)


def counted(rule, day, region=None, **facts):
    """The Deadline of one row of the rules from one day."""
    known = CaseFacts(rule.country, region, clause=Clause(3), **facts)
    return of_occurrence(rule, told(rule.events[0], day), known, {})


def year(country, region, number):
    return {day for day in all_days(number) if Workdays(country, region).is_holiday(day)}


def all_days(number):
    first = date(number, 1, 1)
    return [
        first + timedelta(days=step) for step in range(366) if (first + timedelta(days=step)).year == number
    ]


# Month arithmetic. dateutil agrees wherever the law adds one period to a day whose own day does not count: both
# take the last day of a shorter month (BGB 188(3), KC 112, CPC 641). The law differs in three places, and the
# tests below show each: a day that counts itself ends the period a day earlier (BGB 187(2), 188(2)); two
# periods one after the other are not one long period (SGB X 37(2)); a year-end limitation forgets the day.


@given(day=days, length=st.integers(-60, 60), unit=st.sampled_from(counting.UNITS))
def test_one_period_is_counted_as_dateutil_counts_it(day, length, unit):
    assert counting.later(day, length, unit) == day + relativedelta(**{unit: length})


def test_a_first_day_that_counts_ends_the_period_a_day_earlier_than_dateutil():
    (rule,) = [one for one in DATED if one.rule_id == "DE_EFZG_3_LAST_DAY" and one.event_day == "counted"]
    start = date(2026, 11, 2)
    assert counted(rule, start).due_on == start + relativedelta(days=42) - timedelta(days=1)


def test_two_periods_in_a_row_are_not_one():
    (rule,) = [one for one in DATED if one.rule_id == "DE_SGG_84_POSTED" and one.effective_from]
    posted = date(2026, 2, 27)
    assert posted + relativedelta(months=1, days=4) == date(2026, 3, 31)
    assert counted(rule, posted, "DE-NW").due_on == date(2026, 4, 3) + timedelta(
        days=4
    )  # 3 April: Good Friday


def test_a_year_end_forgets_the_day():
    (rule,) = [one for one in DATED if one.rule_id == "PL_KC_118"]
    assert counted(rule, date(2026, 1, 1)).due_on == counted(rule, date(2026, 12, 31)).due_on


@given(number=st.integers(1900, 2199))
def test_easter(number):
    assert regions.easter(number) == easter(number)


# Holidays


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("number", [2015, 2024, 2026, 2028, 2040])
def test_holidays_of_a_country_are_holidays_of_all_its_regions(country, number):
    """So the holidays of the country alone give the earliest day there is."""
    everywhere = year(country, None, number)
    assert everywhere
    for region in regions.of_country(country)[:30]:
        missing = everywhere - year(country, region, number)
        assert not missing, region


@pytest.mark.parametrize(
    ("region", "day", "is_free"),
    [
        ("DE-MV", "2022-03-08", False),
        ("DE-MV", "2023-03-08", True),
        ("DE-BE", "2025-05-08", True),
        ("DE-BE", "2026-05-08", False),
        ("DE-HE", "2025-05-08", False),
        ("DE-BE", "2028-06-17", True),
        ("DE-BB", "2028-06-17", False),
        ("DE-HH", "2025-10-31", True),
        ("DE-NW", "2025-10-31", False),
        ("DE-SN", "2026-11-18", True),
        ("DE-TH", "2026-09-20", True),
        ("DE-NW", "2026-12-24", False),
        ("DE-NW", "2026-12-31", False),
        ("FR-2A", "2026-07-14", True),
        ("FR-974", "2026-12-20", True),
        ("FR-75", "2026-12-26", False),
        ("FR-57", "2026-12-26", True),
        ("PL-14", "2024-12-24", False),
        ("PL-14", "2025-12-24", True),
        ("AT-9", "2026-12-24", False),
        ("AT-3", "2026-12-08", True),
        ("ES-MD", "2023-05-02", True),
        ("ES-VC", "2026-10-09", True),
        ("ES-A", "2026-10-09", True),
        ("IT-BZ", "2026-05-25", True),
        ("IT-25", "2026-05-25", False),
        ("NL-NH", "2026-04-27", True),
        ("CZ-10", "2026-09-28", True),
    ],
)
def test_a_holiday_of_a_region(region, day, is_free):
    assert Workdays(region[:2], region).is_holiday(date.fromisoformat(day)) is is_free


def test_regions_of_the_package_are_in_our_table_by_their_own_names():
    import holidays

    codes = holidays.list_supported_countries(include_aliases=False)
    named = {regions.holidays_of(region) for region in regions.codes()} - {""}
    known = {name for country in COUNTRIES for name in codes[country]}
    assert named <= known
    assert {f"DE-{name}" for name in codes["DE"] if len(name) == 2} == set(regions.of_country("DE"))
    assert {f"ES-{name}" for name in codes["ES"] if len(name) == 2} <= set(regions.of_country("ES"))


@given(day=days, region=st.sampled_from(["DE-BY", "DE-SN", "FR-57", "FR-67", "FR-971"]))
def test_a_day_that_may_be_a_holiday_gives_the_earlier_day_both_ways(day, region):
    """Forward it is a working day, backward none; a group that keeps it gets what it keeps."""
    calendar = Workdays(region[:2], region, protestant_commune=None)
    unsure = [one for one in all_days(day.year) if calendar.unsure(one) is not None]
    keeping = Workdays(region[:2], region, frozenset(unsure))
    for one in (day, *unsure):
        assert calendar.forward(one) <= keeping.forward(one)
        assert calendar.back(one) == keeping.back(one)


# Every rule, on any day


@often
@given(rule=a_rule, day=days, where=st.integers(0, 400))
def test_the_safe_day_is_never_after_the_last_and_the_last_is_where_the_rule_puts_it(rule, day, where):
    known = regions.of_country(rule.country)
    region = known[where % len(known)]
    found = counted(rule, day, region)
    if found is None:
        assert not rule.is_in_force(day)
        return
    calendar = place_of_act(CaseFacts(rule.country, region), rule)
    assert found.safe_on <= found.due_on
    if rule.computation not in ("month_day", "last_bank_day"):
        assert found.due_on >= day
    if rule.shift != "none":
        assert calendar.is_working(found.due_on)
    if rule.computation == "working_days":
        passed = [day + timedelta(days=step) for step in range(1, (found.due_on - day).days + 1)]
        assert sum(calendar.is_working(one) for one in passed) == rule.length
        assert calendar.is_working(found.due_on)


@often
@given(rule=a_rule, day=days, where=st.integers(0, 400))
def test_without_a_region_no_day_is_later(rule, day, where):
    known = regions.of_country(rule.country)
    with_region, without = counted(rule, day, known[where % len(known)]), counted(rule, day)
    if with_region is not None:
        assert without.due_on <= with_region.due_on
        if rule.uses_calendar and not rule.calendar:
            assert "region_unknown" in [warning.code for warning in without.warnings]


@often
@given(rule=a_rule, day=days, more=st.integers(0, 40))
def test_a_later_event_never_ends_earlier(rule, day, more):
    first, second = counted(rule, day), counted(rule, day + timedelta(days=more))
    if first and second:
        assert first.due_on <= second.due_on and first.safe_on <= second.safe_on


def test_every_way_of_counting_is_known_to_the_check():
    assert {*periods.COUNTING, "none"} == set(rules.COMPUTATIONS)


# The rules of a case


def rules_of(**facts):
    return [one.rule_id for one in compute(CaseFacts(**facts))]


def test_a_case_gets_only_what_its_facts_call_for():
    wages = rules_of(country="DE", region="DE-NW", months=(date(2026, 9, 1),), last_day=date(2026, 9, 30))
    assert sorted(wages) == ["DE_BGB_195_199", "DE_MILOG_2_DUE"]
    french = rules_of(country="FR", region="FR-75", last_day=date(2026, 9, 30))
    assert french == []
    dutch = rules_of(country="NL", months=(date(2026, 9, 1),), last_day=date(2026, 9, 30))
    assert dutch == ["NL_3_308"]


@pytest.mark.parametrize(
    "rule_id", ["DE_MUSCHG_17", "DE_BGB_622", "DE_BRTV_BAU_14", "DE_MILOG_3", "DE_AENTG_9"]
)
def test_a_rule_that_waits_to_be_asked_for_comes_when_asked(rule_id):
    facts = {
        "country": "DE", "region": "DE-NW", "dismissal_form": "written", "months": (date(2026, 9, 1),),
        "dismissal_received_on": date(2026, 11, 12),
    }  # fmt: skip
    assert rule_id not in rules_of(**facts)
    assert rule_id in rules_of(**facts, asked_rules=frozenset([rule_id]))


def test_a_recorded_event_starts_its_rules_without_more_asking():
    found = rules_of(country="FR", region="FR-75", events={"end_of_employment": date(2026, 9, 30)})
    assert found == ["FR_L8223_1_DISSIMULE"]


def test_polish_wages_show_both_kinds_of_contract_until_one_is_known():
    facts = {"country": "PL", "region": "PL-14", "months": (date(2026, 9, 1),)}
    assert rules_of(**facts) == ["PL_KP_85_DUE", "PL_KC_118", "PL_KP_291"]
    assert rules_of(**facts, contract_kind="employment") == ["PL_KP_85_DUE", "PL_KP_291"]
    assert rules_of(**facts, contract_kind="civil") == ["PL_KP_85_DUE", "PL_KC_118"]


def test_a_rule_stands_once_in_a_case_and_the_earlier_day_counts():
    told_twice = {"dismissal_received": date(2026, 11, 2), "consent_decision_notified": date(2026, 11, 10)}
    found = [
        one for one in compute(CaseFacts("DE", "DE-NW", events=told_twice)) if one.rule_id == "DE_KSCHG_4"
    ]
    assert [one.due_on for one in found] == [date(2026, 11, 23)]


def test_a_rule_that_is_switched_off_stands_in_no_case():
    assert rules_of(country="PL", region="PL-14", events={"decision_notified": date(2026, 11, 2)}) == []


def test_a_void_clause_stands_as_a_warning_with_its_day():
    clause = Clause(2, date(2026, 1, 1), True, True)
    (found,) = [
        one
        for one in compute(CaseFacts("DE", "DE-NW", months=(date(2026, 9, 1),), clause=clause))
        if one.rule_id == "DE_AUSSCHLUSSFRIST_CONTRACT"
    ]
    assert (found.void_reason.code, found.due_on) == ("clause_is_too_short", date(2026, 11, 30))


def test_events_of_a_country_are_those_of_the_table():
    assert "strike_planned" in deadline_questions.events_of("FR")
    assert deadline_questions.events_of("XX") == ()
