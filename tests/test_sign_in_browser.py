"""Signing in and the second step in a real browser: phone and desk, light and dark, also without scripts."""

import pytest
from django.urls import reverse

from tests.browser import SIZES, by_day
from tests.cast import PASSWORD, build
from tests.signing_in import code_of, forget_tries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db):
    forget_tries()
    return build()


@pytest.mark.parametrize("size", SIZES)
def test_from_a_wrong_password_to_the_second_step_without_scripts(people, new_page, size):
    page = new_page(size, scripts=False)
    page.goto(reverse("accounts:profile"))
    write(page, login=people.lena.email, password="wrong password")
    assert page.locator("#errors").inner_text().count("wrong") == 1
    assert page.input_value("[name=login]") == people.lena.email
    write(page, password=PASSWORD)
    page.wait_for_url("**" + reverse("accounts:profile"))

    page.goto(reverse("mfa_activate_totp"))
    page.locator("details summary", has_text="cannot scan").click()
    secret = page.locator(".key-text").inner_text()
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 0
    write(page, code=code_of(secret))
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="I have them").click()
    assert "10 recovery codes left" in page.locator("main").inner_text()


@pytest.mark.once
def test_pages_of_the_second_step(people, new_page):
    page = new_page()
    page.goto(reverse("account_login"))
    write(page, login=people.lena.email, password=PASSWORD)
    page.goto(reverse("mfa_activate_totp"))
    by_day(page)
    write(page, code=code_of(page.locator(".key-text").text_content()))
    by_day(page)
    page.goto(reverse("account_logout"))
    page.locator("main form button.btn").click()
    write(page, login=people.lena.email, password=PASSWORD)
    assert page.url.endswith(reverse("mfa_authenticate"))
    by_day(page)
    write(page, code="000000")
    by_day(page)


def test_signing_out_keeps_the_mark_of_the_own_browser(people, new_page):
    """With it strangers cannot lock the person out; everything else of the site is forgotten."""
    page = new_page()
    page.goto(reverse("account_login"))
    write(page, login=people.lena.email, password=PASSWORD)
    page.goto(reverse("account_logout"))
    page.locator("main form button.btn").click()
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert "device" in names and "session" not in names


def write(page, **typed):
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.locator("main form button.btn").first.click()
