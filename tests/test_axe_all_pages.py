"""Each page of the demo world keeps every rule of accessibility, on a phone and a desk, by day and night."""

import pytest
from django.test import Client

from demo import people
from tests import every_page
from tests.browser import (
    HEIGHT,
    SIZES,
    axe,
    by_day,
    by_day_and_night,
    has_sideways_scroll,
    sign_in,
    take_session,
)
from tests.every_page import MAIN, NO_PAGE, PAGES
from tests.signing_in import give_app
from tests.signing_in import sign_in as begin_to_sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def world(transactional_db):
    return every_page.build()


def test_every_route_has_its_row():
    named = set(every_page.routes())
    assert PAGES.keys() | NO_PAGE.keys() == named
    assert not PAGES.keys() & NO_PAGE.keys()
    assert set(MAIN) <= PAGES.keys()


def walk(new_page, world, names, look, **options):
    """Open each page as its person and let `look` judge it; all faults are told at once."""
    faults, pages = [], {}
    for name in names:
        who, addresses = PAGES[name]
        if who not in pages:
            pages[who] = new_page(**options)
            if who:
                sign_in(pages[who], world.staff[who])
        for address in addresses(world):
            answer = pages[who].goto(address)
            if answer.status != 200:
                faults.append(f"{name} {address}: answered {answer.status}")
                continue
            try:
                look(pages[who])
            except AssertionError as error:
                faults.append(f"{name}: {error}")
    assert not faults, "\n\n".join(faults)


PARTS = 2  # of one test, so that both processes have their share
WAYS = {
    "doubled text": "document.documentElement.style.fontSize = '200%'",
    "wide spacing": """document.documentElement.style.fontSize = '';
        document.querySelectorAll('body *').forEach((part) => Object.assign(part.style, {
            lineHeight: '1.5', letterSpacing: '.12em', wordSpacing: '.16em'}))""",
    "right to left": "document.documentElement.dir = 'rtl'",
}


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_by_day_and_the_main_pages_by_night_and_with_other_text(new_page, world, part):
    """In German, which has the longest words."""
    speak(world, "de")
    main = [name for name in PAGES if name in MAIN]
    others = [name for name in PAGES if name not in MAIN]
    walk(new_page, world, main[part::PARTS], looks_of_a_main_page, language="de")
    walk(new_page, world, others[part::PARTS], looks_of_a_page, language="de")


def looks_of_a_page(page):
    by_day(page)
    fits_the_smallest_phone(page)


def looks_of_a_main_page(page):
    by_day_and_night(page)
    fits_the_smallest_phone(page)
    page.set_viewport_size({"width": min(SIZES), "height": HEIGHT})
    # The last look, for it changes the page.
    for way, change in WAYS.items():
        page.evaluate(change)
        assert not has_sideways_scroll(page), f"{page.url} with {way}"


def fits_the_smallest_phone(page):
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    assert not has_sideways_scroll(page), f"{page.url} at 320 px"


def speak(world, language):
    for person in world.staff.values():
        person.language = language
        person.save()


@pytest.mark.long
def test_the_smallest_phone_in_russian(new_page, world):
    speak(world, "ru")
    walk(new_page, world, PAGES, fits_the_smallest_phone, size=320, language="ru")


def test_second_step(new_page, world, settings):
    settings.PORUCH_MODE, settings.IS_DEMO = "small", False
    give_app(world.staff["lena"])
    client = Client()
    begin_to_sign_in(client, world.staff["lena"], password=people.PASSWORD)
    page = new_page(390)
    take_session(page, client)
    page.goto("/account/2fa/authenticate/")
    assert page.locator("input[autocomplete=one-time-code]").is_visible()
    axe(page)
