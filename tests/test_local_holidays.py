"""Local holidays: added and taken away by a coordinator, told beforehand, followed by the dates they touch."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from accounts.models import Region
from cases import deadlines, events, facts, holidays
from cases.models import LocalHoliday
from tests import cast as people
from tests.answers import day

COURT = "DE_KSCHG_4"
LAST_DAY = date(2026, 12, 3)  # three weeks after Thursday, 12 November


@pytest.fixture(autouse=True)
def on_a_november_evening():
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast):
    return people.taken_case(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def text(response):
    return response.content.decode()


def feast(group, **more):
    said = {"name": "Stadtfest", "on": LAST_DAY, "country": "DE", "region": "DE-NW"} | more
    return LocalHoliday(group=group, **said)


def court(case):
    return case.deadlines.get(rule_id=COURT)


HOLIDAY = {"name": "Stadtfest", "region": "DE-NW", "place": "", **day("on", 3, 12, 2026)}
ADDRESS = "/groups/KLN/holidays/"


# The verbs


def test_a_last_day_on_the_new_holiday_moves_and_the_safe_day_goes_before_it(cast, case):
    changed = holidays.add(feast(cast.koeln), by=cast.ayla)
    assert changed == [case]
    deadline = court(case)
    assert (deadline.due_on, deadline.safe_on) == (date(2026, 12, 4), date(2026, 12, 2))
    told = case.events.filter(kind="holiday_added").get()
    assert told.by == cast.ayla and told.detail == {"on": "2026-12-03"}
    moved = case.events.filter(kind="deadline_recomputed", detail__rule=COURT).get()
    assert (moved.detail["old"]["due_on"], moved.detail["due_on"]) == ("2026-12-03", "2026-12-04")
    assert events.verify(case) == case.events.count()


def test_taken_away_again_the_day_goes_back_and_both_stand_in_history(cast, case):
    holiday = feast(cast.koeln)
    holidays.add(holiday, by=cast.ayla)
    holidays.remove(holiday, by=cast.ayla)
    assert court(case).due_on == LAST_DAY
    assert case.events.filter(kind="deadline_recomputed", detail__rule=COURT).count() == 2
    assert case.events.filter(kind="holiday_removed").count() == 1
    assert not LocalHoliday.objects.exists()


def test_a_day_nothing_ends_on_touches_no_case(cast, case):
    count = case.events.count()
    assert holidays.add(feast(cast.koeln, on=date(2026, 12, 8)), by=cast.ayla) == []
    assert case.events.count() == count


@pytest.mark.parametrize(
    ("changes", "moves"),
    [
        ({"region": ""}, True),
        ({"region": "DE-RP"}, False),
        ({"region": "", "country": "FR"}, False),
        ({"place": "  köln "}, True),
        ({"place": "Bonn"}, False),
    ],
)
def test_it_holds_where_it_was_said_to_hold(cast, case, changes, moves):
    assert bool(holidays.touched(feast(cast.koeln, **changes))) is moves


def test_without_a_region_the_earliest_date_stays(cast, case):
    """A holiday can move a last day to a later one; nobody may rely on that where the place is not known."""
    facts.change(case, by=cast.lena, where={"region": ""})
    assert holidays.touched(feast(cast.koeln, region="")) == []
    Region.objects.create(group=cast.koeln, country="DE", region="")
    assert holidays.touched(feast(cast.koeln, region="")) == [case]


def test_it_holds_for_cases_of_the_group_that_are_open(cast, case):
    assert holidays.touched(feast(cast.hamburg)) == []
    for deadline in case.deadlines.open():
        deadlines.meet(deadline, by=cast.lena, on=case.today())
    assert holidays.touched(feast(cast.koeln)) == []


def test_every_year_it_comes_back(cast):
    holiday = feast(cast.koeln, on=date(2020, 12, 3), is_yearly=True)
    found = holidays.days_of(holiday)
    assert LAST_DAY in found and date(2019, 12, 3) not in found
    leap = holidays.days_of(feast(cast.koeln, on=date(2028, 2, 29), is_yearly=True))
    assert leap == [date(year, 2, 29) for year in range(2028, 2058, 4)]


def test_a_pay_day_on_the_holiday_moves_with_the_periods_that_start_there(cast, case):
    pay_day = date(2026, 10, 15)
    claim, clause = case.claims.get(month=date(2026, 9, 1)), {"rule_id": "DE_AUSSCHLUSSFRIST_CONTRACT"}
    assert (claim.pay_due_on, case.deadlines.get(subject="2026-09", **clause).trigger_on) == (
        pay_day,
        pay_day,
    )
    assert holidays.add(feast(cast.koeln, on=pay_day), by=cast.ayla) == [case]
    claim.refresh_from_db()
    moved = date(2026, 10, 16)
    assert (claim.pay_due_on, case.deadlines.get(subject="2026-09", **clause).trigger_on) == (moved, moved)


def test_a_new_case_knows_the_holidays_of_its_group(cast):
    holidays.add(feast(cast.koeln), by=cast.ayla)
    assert court(people.open_case(cast.lena)).due_on == date(2026, 12, 4)
    elsewhere = people.open_case(cast.hanna, region="DE-HH", place="Hamburg")
    assert court(elsewhere).due_on == LAST_DAY


# The pages


def test_the_page_says_first_how_many_cases_change(cast, case):
    ayla = signed_in(cast.ayla)
    page = ayla.post(ADDRESS, HOLIDAY)
    assert page.status_code == 200 and not LocalHoliday.objects.exists()
    assert "The dates of 1 open case change." in text(page)
    assert 'name="seen" value="1"' in text(page)
    assert ayla.post(ADDRESS, HOLIDAY | {"seen": "1", "add": "1"}).status_code == 302
    assert LocalHoliday.objects.get().added_by == cast.ayla
    assert court(case).due_on == date(2026, 12, 4)
    assert "Stadtfest" in text(ayla.get(ADDRESS))


def test_nobody_adds_what_they_have_not_seen(cast, case):
    """Between looking and adding another case may have come."""
    people.open_case(cast.lena)
    ayla = signed_in(cast.ayla)
    page = ayla.post(ADDRESS, HOLIDAY | {"seen": "1", "add": "1"})
    assert page.status_code == 200 and 'name="seen" value="2"' in text(page)
    assert not LocalHoliday.objects.exists()


def test_it_is_taken_away_after_a_look(cast, case):
    holiday = feast(cast.koeln)
    holidays.add(holiday, by=cast.ayla)
    ayla = signed_in(cast.ayla)
    address = f"{ADDRESS}{holiday.pk}/remove"
    assert "1 open case" in text(ayla.get(address))
    assert LocalHoliday.objects.exists()
    assert ayla.post(address).status_code == 302
    assert court(case).due_on == LAST_DAY
    assert ayla.post(address).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Write what the holiday is called."),
        ({"region": "DE-HH"}, "Choose one of the answers."),
        (day("on", 30, 2, 2027), "This month has only 28 days."),
        (day("on", 1, 1, 2050), "This day is far away."),
        (day("on", 25, 12, 2026), "This is a public holiday there already."),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_nothing_is_lost(cast, changes, sentence):
    answer = signed_in(cast.ayla).post(ADDRESS, HOLIDAY | {"place": "Brühl"} | changes)
    assert answer.status_code == 422
    assert sentence in text(answer) and "Brühl" in text(answer)
    assert not LocalHoliday.objects.exists()


def test_the_same_day_and_place_stands_once(cast):
    holidays.add(feast(cast.koeln), by=cast.ayla)
    answer = signed_in(cast.ayla).post(ADDRESS, HOLIDAY)
    assert answer.status_code == 422 and "This day stands in the list already." in text(answer)


def test_only_coordinators_of_the_group_come_in(cast):
    holiday = feast(cast.koeln)
    holidays.add(holiday, by=cast.ayla)
    for address in (ADDRESS, f"{ADDRESS}{holiday.pk}/remove"):
        assert signed_in(cast.lena).get(address).status_code == 403
        for person in (cast.hanna, cast.pavlo, cast.nora, cast.otto):
            assert signed_in(person).get(address).status_code == 404
            assert signed_in(person).post(address, HOLIDAY).status_code == 404
    # The coordinator of another group does not reach it through the own one either.
    assert signed_in(cast.pavlo).post(f"/groups/HAM/holidays/{holiday.pk}/remove").status_code == 404
    assert LocalHoliday.objects.count() == 1
