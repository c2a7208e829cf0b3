"""The first pages and the error pages in a real browser: readable for everyone, on any screen."""

import pytest

from tests.browser import by_day_and_night, has_sideways_scroll, sign_in
from tests.test_error_pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.urls("tests.test_error_pages")]

OPEN = ["/", "/account/login/", *PAGES]
LONG_WORDS = ["de", "ru"]
FOCUSED = """() => {
  const part = document.activeElement, look = getComputedStyle(part);
  const place = [...document.querySelectorAll("*")].indexOf(part);
  return { name: part === document.body ? "BODY" : `${part.tagName} ${place}`,
           outline: look.outlineStyle, shadow: look.boxShadow };
}"""


@pytest.fixture
def irene(django_user_model, transactional_db):
    return django_user_model.objects.create_user("irene@example.org", name="Irene Falk")


def test_open_pages_keep_every_rule(new_page):
    page = new_page()
    for address in OPEN:
        page.goto(address)
        by_day_and_night(page)


def test_pages_of_a_signed_in_person_keep_every_rule(new_page, irene):
    page = new_page()
    sign_in(page, irene)
    for address in [*PAGES, "/notices/", "/outbox/"]:
        page.goto(address)
        by_day_and_night(page)


@pytest.mark.parametrize("language", LONG_WORDS)
def test_no_sideways_scroll_on_the_smallest_phone(new_page, language):
    page = new_page(320, language=language)
    for address in OPEN:
        page.goto(address)
        assert not has_sideways_scroll(page), address


def test_the_first_tab_stop_skips_the_bar(browser_page, irene):
    sign_in(browser_page, irene)
    browser_page.goto("/notices/")
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip"
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"


def test_the_focus_is_seen_on_every_stop(browser_page, irene):
    """Whoever works with the keyboard sees where they are, on links, fields and buttons alike."""
    sign_in(browser_page, irene)
    browser_page.goto("/profile/")
    stops = set()
    while True:
        browser_page.keyboard.press("Tab")
        stop = browser_page.evaluate(FOCUSED)
        if stop["name"] == "BODY" or stop["name"] in stops:
            break
        stops.add(stop["name"])
        assert stop["outline"] == "solid" and stop["shadow"] != "none", stop
    assert len(stops) > 12


def test_menu_and_language_work_without_scripts(new_page, irene):
    page = new_page(390, scripts=False)
    sign_in(page, irene)
    page.goto("/notices/")
    page.get_by_text("Menu").click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.get_by_role("button", name="Deutsch").click()
    assert page.locator("html").get_attribute("lang") == "de"
    irene.refresh_from_db()
    assert irene.language == "de"


def test_the_theme_of_the_profile_wins_over_the_device(new_page, irene):
    irene.theme = "dark"
    irene.save()
    page = new_page(dark=False)
    sign_in(page, irene)
    page.goto("/notices/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(12, 20, 18)"


def test_signing_out_is_a_form(new_page, irene):
    page = new_page(scripts=False)
    sign_in(page, irene)
    page.goto("/notices/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/notices/")
    assert "/account/login" in page.url


def test_paper_gets_the_content_only(browser_page, irene):
    sign_in(browser_page, irene)
    browser_page.goto("/notices/")
    browser_page.emulate_media(media="print")
    assert not browser_page.locator("header.bar").is_visible()
    assert browser_page.locator("h1").is_visible()


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_bar_is_one_line_at_every_width(new_page, irene, language):
    irene.language = language
    irene.save()
    page = new_page()
    sign_in(page, irene)
    page.goto("/notices/")
    for size in (1024, 1100, 1279, 1280):
        page.set_viewport_size({"width": size, "height": 900})
        assert page.evaluate("document.querySelector('header.bar').offsetHeight") < 80, size
