"""The lists and the money of a case in a real browser: without a script, on a phone and on a desk."""

from datetime import timedelta

import pytest

from tests import cast as people
from tests.browser import SIZES, by_day, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


def write_day(page, name, on):
    for part, value in (("day", on.day), ("month", on.month), ("year", on.year)):
        page.fill(f"[name={name}_{part}]", str(value))


@pytest.mark.parametrize("size", SIZES)
def test_from_the_list_to_the_money_that_came_in(cast, case, new_page, size):
    page = new_page(size, scripts=False)
    sign_in(page, cast.lena)
    page.goto("/cases/")
    page.get_by_role("link", name="Ольга").click()
    page.get_by_role("link", name="All about the money").click()
    page.get_by_role("link", name="Record an agreement").click()
    page.get_by_role("button", name="Three more rows").click()
    assert page.locator("[name$=-amount]").count() == 6
    for row, days in ((0, 10), (4, 40)):
        write_day(page, f"row-{row}-due_on", case.today() + timedelta(days=days))
        page.fill(f"[name=row-{row}-amount]", "700,00")
    page.get_by_role("button", name="Record the agreement").click()
    assert page.get_by_text("The agreement is recorded").is_visible()
    page.get_by_role("link", name="Record payment").first.click()
    assert page.input_value("[name=amount]") == "700.00"
    page.get_by_role("button", name="Record the payment").click()
    assert page.get_by_text("The payment is recorded").is_visible()
    assert page.get_by_text("€700.00 gross").is_visible()
    instalments = page.locator("section[aria-labelledby=agreement]")
    assert instalments.get_by_text("Paid", exact=True).count() == 1


def test_a_wrong_sum_is_shown_on_a_page_that_keeps_the_rules(cast, case, new_page):
    page = new_page()
    sign_in(page, cast.lena)
    page.goto(f"/cases/{case.pk}/money/agreement")
    page.fill("[name=row-0-amount]", "viel")
    page.get_by_role("button", name="Record the agreement").click()
    assert page.get_by_text("Write the sum in numbers").first.is_visible()
    by_day(page)


def test_the_number_leads_to_the_case_from_every_page(cast, case, new_page):
    page = new_page()
    sign_in(page, cast.tomasz)
    page.goto("/calendar/")
    page.fill("#find-bar", case.reference.lower())
    page.press("#find-bar", "Enter")
    page.wait_for_url(f"**{case.get_absolute_url()}")
