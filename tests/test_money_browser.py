"""The lists and the money of a case in a real browser: without a script, on a phone and on a desk."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cases import agreements
from tests import cast as people
from tests.browser import SIZES, axe, has_sideways_scroll, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


def write_day(page, name, on):
    for part, value in (("day", on.day), ("month", on.month), ("year", on.year)):
        page.fill(f"[name={name}_{part}]", str(value))


def looked_at(page):
    """The page has no fault axe can see and fits its width."""
    axe(page)
    assert not has_sideways_scroll(page)


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


@pytest.mark.parametrize("size", SIZES)
def test_lists_and_money_pages_keep_the_rules(cast, case, new_page, size):
    second = people.open_case(cast.lena)
    day = case.today() + timedelta(days=3)
    agreements.agree(case, by=cast.lena, agreed_on=case.today(), instalments=[(day, Decimal("700"))])
    page = new_page(size)
    sign_in(page, cast.lena)
    for address in (
        "?list=mine",
        "?list=unassigned",
        "?list=admitted",
        "?list=group-KLN&employer=x",
        "search?q=Wellerau",
    ):
        page.goto(f"/cases/{address}")
        looked_at(page)
    for part in ("", "/claim", "/payment", "/agreement", "/write-off", "/account"):
        page.goto(f"/cases/{case.pk}/money{part}")
        looked_at(page)
    page.goto(f"/cases/{case.pk}/money/agreement")
    page.fill("[name=row-0-amount]", "viel")
    page.get_by_role("button", name="Record the agreement").click()
    assert page.get_by_text("Write the sum in numbers").first.is_visible()
    looked_at(page)
    page.goto(f"/cases/{second.pk}/money")
    looked_at(page)


def test_the_number_leads_to_the_case_from_every_page(cast, case, new_page):
    page = new_page()
    sign_in(page, cast.tomasz)
    page.goto("/calendar/")
    page.fill("#find-bar", case.reference.lower())
    page.press("#find-bar", "Enter")
    page.wait_for_url(f"**{case.get_absolute_url()}")
