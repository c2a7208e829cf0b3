"""The door in a real browser: on a phone and a desk, with scripts off, by keyboard, in every language."""

import gzip

import pytest
from playwright.sync_api import expect

from cases.models import Case
from tests import visitor
from tests.browser import axe, by_day_and_night, has_sideways_scroll
from tests.stylesheet import FILES

pytestmark = pytest.mark.browser
SIZES = [360, 1280]
MAIN_BUTTON = "main form > .btn.wide"


@pytest.fixture(autouse=True)
def groups(transactional_db):
    from tests import cast

    return cast.build()


def go_on(page):
    page.click(MAIN_BUTTON)


def fill_day(page, name, day, month, year):
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.fill(f"[name={name}_{part}]", value)


def from_start_to_status(page, look=lambda page: None):
    """Everything a worker sees, in order; `look` judges each page."""

    def seen():
        page.wait_for_load_state()
        look(page)
        assert page.locator(".top .exit").is_visible()

    def seen_and_on():
        seen()
        go_on(page)

    seen()
    page.click(".hero .btn")
    seen_and_on()
    assert page.locator(".errors a").count() == 1
    seen()
    page.check("[value=unpaid_wages]")
    page.check("[value=dismissal]")
    go_on(page)
    page.check("[name=are_several][value=yes]")
    page.fill("[name=count]", "4")
    seen_and_on()
    page.select_option("[name=country]", "DE")
    page.select_option("[name=region]", "DE-NW")
    seen_and_on()
    seen_and_on()
    fill_day(page, "first_day", "1", "19", "2026")
    go_on(page)
    seen()
    page.fill("[name=first_day_month]", "3")
    page.locator("summary", has=page.locator("xpath=../input[@name='last_day_about']")).click()
    page.fill("[name=last_day_about]", "перед Різдвом")
    go_on(page)
    page.check("[value=written]")
    fill_day(page, "received_on", "12", "11", "2026")
    seen_and_on()
    page.check("[value=piece]")
    page.fill("[name=amount]", "14,20")
    seen_and_on()
    page.select_option("[name=unit]", "tour")
    seen_and_on()
    page.fill("[name=pay_day]", "15")
    seen_and_on()
    page.fill("[name=mon_start]", "8")
    page.fill("[name=mon_end]", "16.30")
    page.click("[name=copy]")
    assert page.input_value("[name=fri_end]") == "16.30"
    seen_and_on()
    page.click("[name=more]")
    page.fill("[name=months-2-month_month]", "9")
    page.fill("[name=months-2-month_year]", "2026")
    page.fill("[name=months-2-worked]", "148,5")
    page.fill("[name=months-2-paid]", "880,40")
    seen_and_on()
    page.check("[value=copy]")
    seen_and_on()
    seen_and_on()
    page.fill("[name=story]", "Мене звільнили листом. Про візу теж питали.")
    seen_and_on()
    seen_and_on()
    seen_and_on()
    seen_and_on()
    assert page.locator("#id_read_error").is_visible()
    seen()
    check = page.url
    page.goto("/f/photos")
    assert page.url.endswith("/f/photos")
    seen()
    page.goto(check)
    page.check("[name=read]")
    visitor.take_time()
    go_on(page)
    seen()
    digits = page.locator(".code .sr").text_content()
    page.fill("[name=last]", digits[-4:])
    page.click("main form .btn")
    assert page.locator(".code").count() == 0
    page.click("a[href='/f/sheet']")
    seen()
    page.goto("/code")
    page.fill("[name=code]", "1234")
    go_on(page)
    assert page.locator("#id_code_error").is_visible()
    seen()
    page.fill("[name=code]", digits)
    go_on(page)
    assert page.url.endswith("/status")
    seen()


@pytest.mark.long
@pytest.mark.once
def test_one_pass_keeps_every_rule_of_accessibility(new_page):
    page = new_page(max(SIZES))
    page.goto("/l/ru?to=/")
    from_start_to_status(page, lambda page: by_day_and_night(page, SIZES))
    assert Case.objects.get().intake.channel == "form"


def test_one_pass_with_scripts_off(new_page):
    page = new_page(390, scripts=False)
    page.goto("/l/uk?to=/")
    from_start_to_status(page)
    assert Case.objects.get().worker.language == "uk"


@pytest.mark.once
def test_no_sideways_scroll_on_the_smallest_phone(new_page):
    """German has the longest words; 320 pixels are also what is left of a desk at 400 per cent."""

    def look(page):
        assert not has_sideways_scroll(page), page.url

    page = new_page(320)
    page.goto("/l/de?to=/")
    from_start_to_status(page, look)


def test_three_times_shift_leaves_and_twice_does_not(new_page, settings):
    settings.QUICK_EXIT_URL = "/phone"
    page = new_page(1280)
    page.goto("/f/1")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    assert page.url.endswith("/f/1")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/phone")


def test_a_story_set_aside_has_a_page_like_any_other(new_page, client):
    visitor.answer(client)
    visitor.send(client, homepage="https://robot.example")
    digits = visitor.code_on(client.get("/f/sent"))
    page = new_page(390)
    page.goto("/code")
    page.fill("[name=code]", digits)
    go_on(page)
    assert page.url.endswith("/waiting")
    assert not has_sideways_scroll(page)
    axe(page)


def test_the_enter_key_goes_on_and_the_language_keeps_what_is_typed(new_page):
    page = new_page(390)
    page.goto("/f/1")
    page.check("[value=holiday]")
    page.click("button[value=pl]")
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.is_checked("[value=holiday]")
    go_on(page)
    go_on(page)
    page.select_option("[name=country]", "DE")
    page.fill("[name=place]", "Köln")
    page.press("[name=place]", "Enter")
    assert page.url.endswith("/f/4")
    page.click("button[name=back]")
    assert page.input_value("[name=place]") == "Köln"


def test_the_error_list_takes_the_focus_and_leads_to_the_field(new_page):
    page = new_page(390)
    page.goto("/f/1")
    go_on(page)
    expect(page.locator("#errors")).to_be_focused()
    page.click(".errors a")
    assert page.evaluate("document.activeElement.name") == "problems"


def test_a_public_page_is_light(client):
    styles = b"".join(file.read_bytes() for file in FILES)
    visitor.answer(client)
    for address in ("/", *map(visitor.at, visitor.SLUGS), "/f/check"):
        page = client.get(address).content
        assert len(gzip.compress(page)) + len(gzip.compress(styles)) < 18_000, address
