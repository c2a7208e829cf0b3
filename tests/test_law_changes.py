"""A new version of the law: nothing changes by itself; the changes are shown, then applied, and history keeps both."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from cases import admissions, deadlines, events, facts, law_changes, law_stamp
from cases.models import Case, LawCheck
from tests import cast as people
from tests import running_law

COURT = "DE_KSCHG_4"
OLD, NEW = date(2026, 12, 3), date(2026, 12, 10)
ADDRESS = "/law/"


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


def four_weeks(rule):
    return replace(rule, length=4, version="2026-12-01") if rule.rule_id == COURT else rule


def new_law(monkeypatch, change=four_weeks):
    running_law.of(monkeypatch, change)
    law_changes.compare_waiting()


def court(case):
    return case.deadlines.get(rule_id=COURT)


# The verbs


def test_after_an_update_nothing_changes_by_itself(cast, case, monkeypatch):
    count = case.events.count()
    new_law(monkeypatch)
    assert court(case).safe_on == OLD and case.events.count() == count
    (change,) = law_changes.of_case(case)
    assert (change.rule_id, change.old_on, change.new_on) == (COURT, OLD, NEW)
    assert change.old_version != change.new_version == "2026-12-01"
    assert list(law_changes.differing(Case.objects.all())) == [case]


def test_applied_it_keeps_the_old_day_and_both_versions(cast, case, monkeypatch):
    version = court(case).rule_version
    new_law(monkeypatch)
    law_changes.apply(case, by=cast.ayla)
    assert (court(case).safe_on, court(case).rule_version) == (NEW, "2026-12-01")
    told = case.events.filter(kind="deadline_by_new_law").get().detail
    assert (told["old"]["safe_on"], told["safe_on"]) == ("2026-12-03", "2026-12-10")
    assert (told["old"]["version"], told["version"]) == (version, "2026-12-01")
    assert case.events.filter(kind="law_applied").get().by == cast.ayla
    assert events.verify(case) == case.events.count()
    assert not law_changes.differing(Case.objects.all()).exists()
    # Once more changes nothing.
    count = case.events.count()
    assert law_changes.apply(case, by=cast.ayla) == [] and case.events.count() == count


def test_a_changed_fact_is_worked_out_with_the_law_of_today(cast, case, monkeypatch):
    new_law(monkeypatch)
    facts.change(case, by=cast.lena, employment={"dismissal_received_on": date(2026, 11, 13)})
    assert court(case).due_on == date(2026, 12, 11)
    assert not law_changes.differing(Case.objects.all()).exists()


def test_a_rule_that_is_new_and_one_that_is_gone_are_changes_too(cast, case, monkeypatch):
    def swapped(rule):
        return replace(rule, rule_id="DE_KSCHG_NEW") if rule.rule_id == COURT else rule

    new_law(monkeypatch, swapped)
    new, gone = sorted(law_changes.of_case(case), key=lambda change: change.is_gone)
    assert new.is_new and (new.rule_id, new.new_on) == ("DE_KSCHG_NEW", OLD)
    assert gone.is_gone and (gone.rule_id, gone.old_on) == (COURT, OLD)


def test_a_version_with_the_same_dates_is_nothing_to_tell(cast, case, monkeypatch):
    new_law(monkeypatch, lambda rule: replace(rule, version="2026-12-01"))
    assert not law_changes.differing(Case.objects.all()).exists()
    assert not law_changes.waiting(Case.objects.all()).exists()


def test_a_date_that_was_met_stays_met(cast, case, monkeypatch):
    deadlines.meet(court(case), by=cast.lena, on=case.today())
    new_law(monkeypatch)
    assert law_changes.of_case(case) == []


def test_each_case_is_compared_once_with_each_law(cast, case, monkeypatch):
    assert not law_changes.waiting(Case.objects.all()).exists()
    running_law.of(monkeypatch, four_weeks)
    assert law_changes.compare_waiting(limit=1) == 1
    assert law_changes.compare_waiting() == 0
    assert LawCheck.objects.get(case=case).stamp == "new"


def test_the_name_of_the_law_is_the_same_as_long_as_the_law_is():
    assert law_stamp.current() == law_stamp.current.__wrapped__()
    assert len(law_stamp.current()) == 16


# The pages


def test_the_coordinator_sees_the_changes_before_they_are_made(cast, case, monkeypatch):
    new_law(monkeypatch)
    page = text(signed_in(cast.ayla).get(ADDRESS))
    assert case.reference in page and COURT in page
    assert "3 December 2026" in page and "10 December 2026" in page
    assert "→ 2026-12-01" in page
    assert court(case).safe_on == OLD


def test_chosen_cases_are_worked_out_and_the_others_stay(cast, case, monkeypatch):
    other = people.open_case(cast.lena)
    new_law(monkeypatch)
    ayla = signed_in(cast.ayla)
    assert ayla.post(ADDRESS, {"case": str(case.pk)}).status_code == 302
    assert (court(case).safe_on, court(other).safe_on) == (NEW, OLD)
    page = text(ayla.get(ADDRESS))
    assert other.reference in page and case.reference not in page


@pytest.mark.parametrize("chosen", [[], ["x"], ["00000000-0000-0000-0000-000000000000"]])
def test_without_a_choice_the_page_says_so(cast, case, monkeypatch, chosen):
    new_law(monkeypatch)
    answer = signed_in(cast.ayla).post(ADDRESS, {"case": chosen})
    assert answer.status_code == 422 and "Choose at least one case." in text(answer)
    assert court(case).safe_on == OLD


def test_cases_not_compared_yet_are_counted_and_compared_on_request(cast, case, monkeypatch):
    running_law.of(monkeypatch, four_weeks)
    ayla = signed_in(cast.ayla)
    page = text(ayla.get(ADDRESS))
    assert "1 open case still has to be compared" in page and case.reference not in page
    assert ayla.post(ADDRESS, {"look": "1"}).status_code == 302
    assert case.reference in text(ayla.get(ADDRESS))


def test_what_a_coordinator_does_not_see_stays_a_number(cast, case, monkeypatch):
    admissions.restrict(case, by=cast.ayla, people=[cast.lena, cast.tomasz], purpose="Threats")
    new_law(monkeypatch)
    ayla = signed_in(cast.ayla)
    page = text(ayla.get(ADDRESS))
    assert case.reference not in page and str(case.pk) not in page
    assert 'Köln: <span class="num">1</span>' in page
    assert ayla.post(ADDRESS, {"case": str(case.pk)}).status_code == 422
    assert court(case).safe_on == OLD


def test_the_network_sees_figures_of_all_groups_and_no_case(cast, case, monkeypatch):
    unrouted = people.open_case(cast.nora, country="DE", region="DE-BY", place="München")
    new_law(monkeypatch)
    nora = signed_in(cast.nora)
    page = text(nora.get(ADDRESS))
    assert case.reference not in page and "Köln: fewer than five" in page
    assert unrouted.reference in page
    assert nora.post(ADDRESS, {"case": [str(case.pk), str(unrouted.pk)]}).status_code == 302
    assert (court(case).safe_on, court(unrouted).safe_on) == (OLD, NEW)


def test_who_coordinates_nothing_finds_nothing(cast, case, monkeypatch):
    new_law(monkeypatch)
    for person in (cast.lena, cast.tomasz, cast.hanna, cast.otto):
        assert signed_in(person).get(ADDRESS).status_code == 404
        assert signed_in(person).post(ADDRESS, {"case": str(case.pk)}).status_code == 404
    pavlo = signed_in(cast.pavlo)
    assert case.reference not in text(pavlo.get(ADDRESS))
    assert pavlo.post(ADDRESS, {"case": str(case.pk)}).status_code == 422
    assert court(case).safe_on == OLD


def test_whoever_works_on_the_case_applies_it_there(cast, case, monkeypatch):
    address = f"/cases/{case.pk}/law"
    lena = signed_in(cast.lena)
    assert "The law as it is known now" not in text(lena.get(f"/cases/{case.pk}/"))
    assert "are those of the law as it is known now" in text(lena.get(address))
    new_law(monkeypatch)
    assert address in text(lena.get(f"/cases/{case.pk}/"))
    assert "10 December 2026" in text(lena.get(address))
    assert court(case).safe_on == OLD
    assert signed_in(cast.hanna).post(address).status_code == 404
    assert lena.post(address).status_code == 302
    assert court(case).safe_on == NEW
    assert "Deadline changed with the law" in text(lena.get(f"/cases/{case.pk}/"))


def test_who_answers_for_it_is_led_there_from_every_page(cast, case, monkeypatch):
    link = f'<a href="{ADDRESS}"'
    assert link not in text(signed_in(cast.ayla).get("/cases/"))
    new_law(monkeypatch)
    assert link in text(signed_in(cast.ayla).get("/cases/"))
    for person in (cast.lena, cast.pavlo, cast.nora, cast.otto):
        assert link not in text(signed_in(person).get("/reports/" if person == cast.otto else "/cases/"))


# The command


def run(*arguments):
    out = StringIO()
    call_command("law_changes", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_lists_and_changes_nothing(cast, case, monkeypatch):
    assert "0 open cases" in run()
    running_law.of(monkeypatch, four_weeks)
    out = run()
    assert case.reference in out and "2026-12-03 -> 2026-12-10" in out and "2026-12-01" in out
    assert "1 open case" in out
    assert court(case).safe_on == OLD


def test_the_command_applies_on_request_and_for_one_group(cast, case, monkeypatch):
    running_law.of(monkeypatch, four_weeks)
    assert case.reference not in run("--group", "HAM", "--apply")
    assert court(case).safe_on == OLD
    run("--group", "KLN", "--apply")
    assert court(case).safe_on == NEW
    assert case.events.filter(kind="law_applied").get().by is None
