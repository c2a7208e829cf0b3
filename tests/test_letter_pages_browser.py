"""A letter in a real browser, without a script: written, read by a second person, sent."""

import pytest

from documents import approving
from outbox.models import Mail
from tests.browser import SIZES, by_day_and_night, sign_in
from tests.letters import agreed, case_o, dispatched, letter_of, that_evening  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looked_at(page):
    """The page has no fault axe can see, fits its widths, and its pictures are there."""
    page.wait_for_load_state("load")
    by_day_and_night(page)
    widths = page.eval_on_selector_all("img.sheet", "sheets => sheets.map(sheet => sheet.naturalWidth)")
    assert all(width > 900 for width in widths)
    return len(widths)


def write_day(page, name, day, month, year):
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.fill(f"[name={name}_{part}]", str(value))


@pytest.mark.parametrize("size", SIZES)
def test_written_read_and_sent(cast, new_page, size):
    case = case_o(cast)
    page = new_page(size, scripts=False)
    sign_in(page, cast.lena)
    page.goto(case.get_absolute_url())
    page.get_by_role("link", name="Write a letter").click()
    page.get_by_role("button", name="Start the letter").click()
    page.fill("[name=opening]", "Guten Tag, hier spricht O’Brien.")
    page.get_by_role("button", name="Give it to a second reader").click()
    assert page.get_by_text("Write the day the worker agreed to this text").is_visible()
    write_day(page, "worker_agreed_on", 23, "November", 2026)
    page.get_by_role("button", name="Give it to a second reader").click()
    assert page.get_by_text("so somebody else approves it").is_visible()
    address = page.url

    reader = new_page(size, scripts=False)
    sign_in(reader, cast.tomasz)
    reader.goto(case.get_absolute_url())
    assert reader.get_by_text("Wartet auf zweite Person").first.is_visible()
    reader.get_by_role("link", name="Geltendmachung").click()
    reader.get_by_label("Warum er trotz der Warnungen").fill("Klage ist vorbereitet.")
    reader.get_by_role("button", name="Freigeben und nummerieren").click()
    assert reader.get_by_text("Freigegeben und nummeriert").is_visible()

    page.goto(address)
    page.get_by_label("I have compared the address").check()
    page.get_by_role("button", name="Send the letter").click()
    assert page.get_by_text("The letter is in the outbox").is_visible()
    assert Mail.objects.count() == 1
    with page.expect_download() as started:
        page.get_by_role("link", name="PDF").click()
    assert started.value.suggested_filename == f"{case.reference}.pdf"
    page.goto(case.get_absolute_url())
    assert page.get_by_text("Demand sent").first.is_visible()


@pytest.mark.once
def test_pages_keep_the_rules(cast, new_page):
    case = case_o(cast)
    page = new_page()
    sign_in(page, cast.lena)
    page.goto(f"/cases/{case.pk}/letters/new")
    looked_at(page)
    letter = letter_of(case, cast.lena)
    page.goto(f"/cases/{case.pk}/letters/{letter.pk}/")
    assert looked_at(page) == 2
    page.fill("[name=reply_by_day]", "99")
    page.get_by_role("button", name="Save and update the preview").click()
    assert page.get_by_text("Write the day as a number").first.is_visible()
    looked_at(page)


@pytest.mark.once
def test_pages_of_reader_and_sender_keep_the_rules(cast, new_page):
    waiting = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    sent = dispatched(case_o(cast), cast.lena, cast.tomasz)
    lacking = letter_of(case_o(cast, employer={"street": ""}), cast.lena)
    page = new_page()
    sign_in(page, cast.tomasz)
    for letter in (waiting, sent, lacking):
        page.goto(f"/cases/{letter.case_id}/letters/{letter.pk}/")
        looked_at(page)
