"""A real Chromium for tests: only pages of the test server, no error in its console, nothing refused.

`new_page(size, dark=…, scripts=…, language=…)` opens a page; `browser_page` has 1280 pixels. Addresses are
given from the root: `page.goto("/cases/")`. Where no Chromium is found, the tests are skipped.
"""

import os
import shutil
import time
from contextlib import contextmanager
from functools import wraps
from urllib.parse import urlsplit

import pytest

SIZES = [390, 1280]
HEIGHT = 900
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"  # no other host has an address
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules the dark theme can break
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
UNFOLD = """document.querySelectorAll("main details:not([open])").forEach((part) => {
  part.open = part.unfolded = true })"""
FOLD = """document.querySelectorAll("main details").forEach((part) => {
  if (part.unfolded) part.open = part.unfolded = false })"""
STICKING_OUT = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isOut = (part) => {
    const { left, right, width } = part.getBoundingClientRect();
    return width && (left < -1 || right > clientWidth + 1) && !part.parentElement.closest(".table, pre");
  };
  const parts = [...document.querySelectorAll("body *")].filter(isOut);
  return [`${scrollWidth} px`, ...parts.slice(0, 5).map((part) => part.outerHTML.slice(0, 120))];
}"""


@pytest.fixture(scope="session")
def chromium():
    """One browser for a process. Its event loop makes Django suspect async code; there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright in this environment")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as started, settled(playwright.Page, playwright.Locator):
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", ALONE])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def settled(*kinds):
    """A click that leads to another page is over when that page is there: what a test reads next is whole."""

    def until_loaded(act):
        @wraps(act)
        def acted(part, *arguments, **options):
            result = act(part, *arguments, **options)
            getattr(part, "page", part).wait_for_load_state()
            return result

        return acted

    with pytest.MonkeyPatch.context() as patch:
        for kind in kinds:
            for name in ("click", "press"):
                patch.setattr(kind, name, until_loaded(getattr(kind, name)))
        yield


@pytest.fixture
def new_page(chromium, live_server):
    """Opens pages; at the end of the test none may have complained or asked another host."""
    contexts, complaints = [], []

    def open_page(size=1280, *, dark=False, scripts=True, language="en"):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": size, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale=language,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        _watch(context, live_server.url, complaints)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def browser_page(new_page):
    return new_page()


def sign_in(page, person):
    """Give the page's browser a session of that person, as if the password had just been typed."""
    from django.test import Client

    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": person.email}
    ]
    session.save()
    take_session(page, client)


def take_session(page, client):
    """The page goes on where a test client stands."""
    from django.conf import settings

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    place = {"domain": "localhost", "path": "/", "httpOnly": True}
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, **place}])


def axe(page, *, without=(), only=()):
    """Fail with a readable list unless the page keeps WCAG 2.0 to 2.2, A and AA, and good practice.

    `only` names rules to be asked alone. Axe stays in a page, so a second look costs no second reading of it.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    options = {
        "runOnly": {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
        "preload": False,  # only a rule that is off needs the stylesheets' text
    }
    page.wait_for_load_state()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    assert not found, f"{page.url} at {page.viewport_size['width']} px\n" + "\n".join(map(_told, found))


def by_day(page, sizes=SIZES):
    """The page with everything unfolded has no fault, on a desk and on a phone, and fits both."""
    with unfolded(page):
        for size in sorted(sizes, reverse=True):
            page.set_viewport_size({"width": size, "height": HEIGHT})
            axe(page)
            assert not has_sideways_scroll(page), f"{page.url} at {size} px"


def by_night(page):
    """On a desk, where every part of the page is to be seen."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": max(SIZES), "height": HEIGHT})
    axe(page, only=COLOURS)
    page.emulate_media(color_scheme="light")


def by_day_and_night(page, sizes=SIZES):
    """One load serves every look: a page asks nothing anew for another width or theme."""
    by_day(page, sizes)
    by_night(page)


@contextmanager
def unfolded(page):
    """What is folded stands open inside this block."""
    page.evaluate(UNFOLD)
    yield
    page.evaluate(FOLD)


def has_sideways_scroll(page):
    """False (an empty list) if the page fits its window; else the parts that make it scroll sideways."""
    return page.evaluate(STICKING_OUT)


def _watch(context, address, complaints):
    """Console errors, policy violations and requests to other hosts are noted; `ALONE` lets none of those out.

    Requests are only listened to: a route would take each one through this process and switch the cache off.
    """
    host, visited = urlsplit(address).netloc, set()

    def on_request(request):
        if request.is_navigation_request():
            visited.add(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != host:
            complaints.append(f"asked another host: {request.url}")

    def on_console(message):
        # An error page answers with its status, and Chromium calls that a resource that failed.
        is_page_itself = (
            message.text.startswith("Failed to load resource") and message.location["url"] in visited
        )
        if message.type == "error" and not is_page_itself:
            complaints.append(f"{message.location['url']}: {message.text}")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(str(error.error)))


def _told(violation):
    places = [f"    {node['html'][:160]}\n      {node['failureSummary']}" for node in violation["nodes"][:5]]
    return f"  {violation['id']}: {violation['help']} ({len(violation['nodes'])})\n" + "\n".join(places)
