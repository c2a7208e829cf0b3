"""The case page in a real browser: from the first press to the court, and without scripts too."""

import pytest

from cases import admissions, deadlines, notes
from cases.models import Case, Stage
from tests import cast as people
from tests.browser import axe, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def world(transactional_db):
    return people.build()


@pytest.fixture
def busy(world):
    """A case with something in every part of its page."""
    case = people.accepted_case(world.lena)
    notes.write(case, by=world.tomasz, text="Ми отримали ваші папери.", for_worker=True)
    notes.log_call(case, by=world.lena, reached=False)
    today = case.today()
    deadlines.set_date(case, by=world.lena, kind="task", on=today, title="Nachfragen", place="Köln")
    reply = deadlines.set_date(case, by=world.lena, kind="reply", on=today)
    deadlines.meet(reply, by=world.lena, on=today)
    admissions.admit(
        case, by=world.ayla, user=world.hanna, role="interpreter", purpose="Dolmetscht", scope="case"
    )
    return case


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no script"])
def test_from_the_first_press_to_an_accepted_case_and_the_court(new_page, world, scripts):
    case = people.open_case(world.lena)
    page = new_page(390, scripts=scripts)
    sign_in(page, world.lena)
    address = f"/cases/{case.pk}/"
    page.goto(address)
    page.get_by_role("button", name="Take the case").click()
    assert page.locator(".track .now").inner_text() == "Checking"
    assert page.get_by_text("Not confirmed yet: Dismissal letter on paper reached you").is_visible()
    page.get_by_role("link", name="Check for conflicts").click()
    page.get_by_role("button", name="No conflict").click()
    for _trigger in range(case.triggers.count()):
        page.goto(f"{address}step/accept")
        page.get_by_role("link", name="Confirm the date").first.click()
        page.get_by_label("From memory").check()
        page.locator("main form .btn:not(.second):not(.quiet)").first.click()
    page.goto(address)
    page.get_by_role("link", name="Accept", exact=True).click()
    page.get_by_role("button", name="Accept").click()
    assert page.locator(".track .now").inner_text() == "Claim ready"
    page.get_by_text("More steps").click()
    page.get_by_role("link", name="File at court").click()
    page.get_by_label("Which court?").fill("Arbeitsgericht Köln")
    today = case.today()
    page.get_by_label("Day").fill(str(today.day))
    page.get_by_label("Month").fill(str(today.month))
    page.get_by_label("Year").fill(str(today.year))
    page.get_by_label("Court claim against the dismissal").check()
    page.get_by_role("button", name="File at court").click()
    assert page.locator(".track .now").inner_text() == "At court"
    page.get_by_label("Write a note or a message").fill("Klage ist eingereicht")
    page.get_by_text("The worker sees this").click()
    page.get_by_role("button", name="Save", exact=True).click()
    entry = page.locator(".line > li").first
    assert "Klage ist eingereicht" in entry.inner_text() and "Worker sees this" in entry.inner_text()
    assert Case.objects.get(pk=case.pk).stage == Stage.AT_COURT


def test_the_name_shows_after_a_reason_and_is_gone_on_the_way_back(new_page, world, busy):
    page = new_page()
    sign_in(page, world.lena)
    page.goto(f"/cases/{busy.pk}/")
    page.get_by_role("link", name="Show name, phone and address").click()
    page.get_by_label("I check who is calling").check()
    page.get_by_role("button", name="Show it").click()
    assert "Ольга Озерна" in page.locator("main").inner_text()
    page.get_by_role("link", name="Done, hide it").click()
    assert "Озерна" not in page.content()


def test_a_refused_step_leads_to_what_is_missing(new_page, world):
    case = people.taken_case(world.lena)
    page = new_page()
    sign_in(page, world.lena)
    page.goto(f"/cases/{case.pk}/step/accept")
    page.get_by_role("button", name="Accept").click()
    assert page.get_by_role("alert").is_visible()
    axe(page)
