"""Signing in and the second step in a real browser: phone and desk, light and dark, also without scripts."""

import pytest
from django.urls import reverse

from accounts import invitations, texts
from tests.browser import SIZES, axe, has_sideways_scroll, sign_in
from tests.cast import PASSWORD, build
from tests.signing_in import code_of, forget_tries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db):
    forget_tries()
    return build()


def look(page, *paths):
    for path in paths:
        page.goto(path)
        axe(page)
        assert not has_sideways_scroll(page), path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_for_everybody(people, new_page, size, dark):
    texts.write(people.koeln, "imprint", "en", "Gruppe Köln")
    invitation = invitations.invite(
        by=people.ayla, email="mila@poruch.example", name="Mila", group=people.koeln, role="caseworker"
    )
    page = new_page(size, dark=dark)
    look(
        page,
        reverse("account_login"),
        reverse("account_reset_password"),
        reverse("account_reset_password_done"),
        reverse("account_reset_password_from_key_done"),
        reverse("account_reset_password_from_key", args=["1", "2-3"]),
        "/" + invitation.link.split("/", 3)[3],
        reverse("accounts:imprint", args=["KLN"]),
        reverse("imprint"),
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_of_a_coordinator(people, new_page, size, dark):
    page = new_page(size, dark=dark)
    invitations.invite(
        by=people.ayla, email="m@x.example", name="Mila", group=people.koeln, role="caseworker"
    )
    sign_in(page, people.ayla)
    look(
        page,
        reverse("accounts:profile"),
        reverse("accounts:members", args=["KLN"]),
        reverse("accounts:invite", args=["KLN"]),
        reverse("accounts:texts", args=["KLN"]),
        reverse("cases:end_membership", args=[people.lena.memberships.get().pk]),
        reverse("account_logout"),
        reverse("account_change_password"),
        reverse("account_reauthenticate"),
    )


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


@pytest.mark.parametrize("size", SIZES)
def test_pages_of_the_second_step(people, new_page, size):
    page = new_page(size)
    page.goto(reverse("account_login"))
    write(page, login=people.lena.email, password=PASSWORD)
    page.goto(reverse("mfa_activate_totp"))
    axe(page)
    page.locator("details summary", has_text="cannot scan").click()
    write(page, code=code_of(page.locator(".key-text").inner_text()))
    axe(page)
    look(
        page,
        reverse("mfa_view_recovery_codes"),
        reverse("mfa_generate_recovery_codes"),
        reverse("mfa_deactivate_totp"),
        reverse("mfa_reauthenticate"),
        reverse("accounts:profile"),
        reverse("account_logout"),
    )
    page.locator("main form button.btn").click()
    write(page, login=people.lena.email, password=PASSWORD)
    assert page.url.endswith(reverse("mfa_authenticate"))
    axe(page)
    write(page, code="000000")
    axe(page)


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
