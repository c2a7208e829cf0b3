"""Disputes in a real browser, all of it without scripts. How the pages look is judged in test_axe_all_pages.py."""

import pytest

from tests import cast as people
from tests.browser import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def world(transactional_db):
    return people.build()


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
