"""The intake page in a real browser: filled in by hand, at two sizes, with and without scripts."""

import pytest

from cases.models import Case
from tests import answers
from tests import cast as people
from tests.browser import SIZES, axe, has_sideways_scroll, sign_in

pytestmark = pytest.mark.browser


def fill(page, posted):
    """Type and choose what `posted` says, field by field."""
    for name, value in posted.items():
        for one in value if isinstance(value, list) else [value]:
            _answer(page, name, one)


def _answer(page, name, value):
    fields = page.locator(f'[name="{name}"]')
    if not fields.count():
        return
    kind = fields.first.evaluate("field => field.type || field.tagName.toLowerCase()")
    if kind in ("radio", "checkbox"):
        chosen = page.locator(f'[name="{name}"][value="{value}"]') if value != "on" else fields
        chosen.check()
    elif kind == "select-one":
        fields.select_option(value)
    elif kind in ("text", "email", "textarea"):
        fields.fill(str(value))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", SIZES)
def test_a_whole_intake_is_typed_and_saved(cast, new_page, size, scripts):
    page = new_page(size, scripts=scripts)
    sign_in(page, cast.lena)
    page.goto("/cases/new")
    fill(page, answers.full())
    page.get_by_role("button", name="Add more rows").click()
    assert page.locator("fieldset.period").count() == 6
    assert page.url.endswith("#months")
    # Nothing typed is lost by asking for more rows.
    assert page.locator('[name="periods-1-hours"]').input_value() == "130:30"
    assert page.locator('[name="person-passport_name"]').input_value() == "Olha O’Brien-Łęcka"
    fill(page, answers.row(5, "August", 2026, "8", "", "0", "cash"))
    page.get_by_role("button", name="Open the case").click()
    case = Case.objects.get()
    assert page.url.endswith(case.get_absolute_url())
    assert case.periods.count() == 3
    assert case.worker.name == "Ольга Озерна"


@pytest.mark.parametrize("size", SIZES)
def test_mistakes_are_led_to(cast, new_page, size):
    page = new_page(size)
    sign_in(page, cast.lena)
    page.goto("/cases/new")
    fill(
        page,
        answers.full() | {"job-pay_day": "99", "person-passport_name": "Ольга", "periods-0-hours": "900"},
    )
    page.get_by_role("button", name="Open the case").click()
    assert page.title().startswith("Error:")
    axe(page)
    page.locator("#errors").get_by_role("link").last.click()
    assert page.evaluate("document.activeElement.name") == "person-passport_name"
    assert not has_sideways_scroll(page)
    assert page.locator('[name="story-story"]').input_value().startswith("Мене звільнили")


def test_the_enter_key_saves_nothing(cast, browser_page):
    page = browser_page
    sign_in(page, cast.lena)
    page.goto("/cases/new")
    fill(page, answers.full())
    page.locator('[name="where-place"]').press("Enter")
    page.wait_for_load_state()
    assert page.locator('[name="where-place"]').input_value() == "Köln"
    assert not Case.objects.exists()


def test_facts_are_corrected_by_hand(cast, browser_page):
    case = people.open_case(cast.lena)
    page = browser_page
    sign_in(page, cast.lena)
    page.goto(f"/cases/{case.pk}/facts")
    fill(page, answers.day("job-dismissal_received_on", 16, 11, 2026) | {"job-pay_amount": "15,50"})
    page.get_by_role("button", name="Save the facts").click()
    assert page.url.endswith(case.get_absolute_url())
    assert str(case.deadlines.get(rule_id="DE_KSCHG_4").due_on) == "2026-12-07"
