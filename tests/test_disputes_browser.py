"""Disputes in a real browser: every rule of accessibility, small phones, and all of it without scripts."""

from datetime import date

import pytest

from cases import admissions, disputes
from tests import cast as people
from tests.browser import SIZES, axe, has_sideways_scroll, sign_in

pytestmark = pytest.mark.browser
DAY = date(2026, 10, 23)


@pytest.fixture
def world(transactional_db):
    return people.build()


@pytest.fixture
def strike(world):
    """A dispute with something in every part of its page."""
    dispute = disputes.start(
        group=world.koeln, by=world.lena, name="Streik im Hotel", place="Köln", began_on=DAY,
        employer_name="Hotelbetrieb Wellerau GmbH", story="Dreizehn Stunden am Tag.\n\nKeine Verträge.",
    )  # fmt: skip
    hidden = people.open_case(world.lena)
    admissions.restrict(hidden, by=world.ayla, people=[world.lena, world.ayla], purpose="Drohung")
    for case in (people.accepted_case(world.lena), hidden):
        disputes.add_case(dispute, by=world.lena, case=case, joined_on=DAY)
    disputes.add_member(dispute, by=world.lena, name="Ярина", joined_on=DAY, state="hesitating")
    for state in ("raised", "refused", "offered", "met", "dropped"):
        demand = disputes.raise_demand(dispute, by=world.lena, words="Schriftliche Verträge", on=DAY)
        disputes.change_demand(demand, by=world.lena, state=state, on=DAY, words="Am Telefon")
    disputes.move_on(dispute, by=world.lena, stage="action", on=DAY)
    for kind in ("strike", "threat", "press"):
        disputes.write(dispute, by=world.lena, kind=kind, on=DAY, words="Vor dem Hotel")
    return dispute


def addresses(dispute):
    member, demand = dispute.members.first(), dispute.demands.first()
    without = dispute.members.get(case=None)
    parts = [
        "", "edit", "stage", "cases/new", "members/new", f"members/{member.pk}", f"members/{without.pk}",
        f"members/{without.pk}/case", "demands/new", f"demands/{demand.pk}", "journal/new",
    ]  # fmt: skip
    return ["/disputes/", "/disputes/new", *(f"/disputes/{dispute.pk}/{part}" for part in parts)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_keeps_every_rule(new_page, world, strike, size, language):
    world.tomasz.language = language
    world.tomasz.save()
    page = new_page(size, language=language)
    sign_in(page, world.tomasz)
    for address in addresses(strike):
        assert page.goto(address).status == 200
        page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
        axe(page)
        assert not has_sideways_scroll(page), address


def test_by_night(new_page, world, strike):
    page = new_page(1280, dark=True)
    sign_in(page, world.tomasz)
    page.goto(f"/disputes/{strike.pk}/")
    axe(page)


@pytest.mark.parametrize("language", ["de", "ru", "pl"])
def test_no_sideways_scroll_on_the_smallest_phone(new_page, world, strike, language):
    world.tomasz.language = language
    world.tomasz.save()
    page = new_page(320, language=language)
    sign_in(page, world.tomasz)
    for address in addresses(strike):
        page.goto(address)
        assert not has_sideways_scroll(page), address


def test_from_the_list_to_a_member_with_a_case_without_scripts(new_page, world):
    case = people.open_case(world.lena, employer={"name": "Wellerau"})
    page = new_page(390, scripts=False)
    sign_in(page, world.lena)
    page.goto("/disputes/")
    page.get_by_role("link", name="New dispute").click()
    page.get_by_label("Name", exact=True).fill("Streik")
    page.get_by_label("Employer", exact=True).fill("Wellerau")
    fill_day(page)
    page.get_by_role("button", name="Open the dispute").click()
    page.get_by_role("link", name="Add a member without a case").click()
    page.get_by_label("Called", exact=False).fill("Ярина")
    page.get_by_role("button", name="Add the member").click()
    page.get_by_role("link", name="Ярина").click()
    page.get_by_role("link", name="Link the case").click()
    assert case.reference in page.inner_text("main")
    page.get_by_label("Number of the case").fill(case.reference)
    page.get_by_role("button", name="Link the case").click()
    page.get_by_role("link", name=case.reference).first.click()
    page.get_by_role("link", name="Streik").click()
    assert "Ольга" in page.inner_text("main") and "Ярина" not in page.inner_text("main")


def fill_day(page):
    for part, value in (("Day", "23"), ("Month", "10"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
