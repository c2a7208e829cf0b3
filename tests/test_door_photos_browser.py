"""Photos over a bad line: the script sends them in pieces and goes on where it stopped."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from evidence import taking
from evidence.checking.check import check
from tests import cast, visitor
from tests.browser import by_day_and_night, take_session
from tests.hostile import photos

pytestmark = pytest.mark.browser
# The second and third piece do not come through.
BAD_LINE = """
const good = window.fetch; let sent = 0;
window.fetch = (...all) => [2, 3].includes(++sent) ? Promise.reject(new TypeError("no line")) : good(...all);
"""


@pytest.fixture
def opened(transactional_db, settings, tmp_path, monkeypatch):
    """A case, and a client in which its code was typed."""
    settings.PORUCH_DATA = tmp_path
    monkeypatch.setattr(taking, "check_apart", check)
    cast.build()
    case, digits = visitor.sent_case(Client(), visitor.SHORT)
    client = Client()
    client.post("/code", {"code": digits})
    return case, client


def test_a_photo_arrives_though_the_line_breaks_and_a_bad_file_is_named(new_page, opened):
    case, client = opened
    page = new_page(360)
    take_session(page, client)
    page.add_init_script(BAD_LINE)
    page.goto("/status/photos")
    data = photos.written("PNG", photos.picture((500, 400)).effect_spread(90))
    assert len(data) > 64 * 1024
    page.set_input_files("#files", {"name": "pay.png", "mimeType": "image/png", "buffer": data})
    page.select_option("[name=kind]", "payslip")
    page.fill("[name=shows]", "September")
    page.click("form .btn.wide")
    expect(page.locator("#given")).to_be_visible()
    item = case.evidence.get()
    assert (item.kind, item.shows, item.size) == ("payslip", "September", len(data))
    by_day_and_night(page, (360, 1280))
