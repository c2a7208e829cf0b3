"""Reports in a real browser: axe by day and night; no script needed; a table behind each chart."""

import pytest

from demo import world
from tests.browser import by_day_and_night, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def staff(transactional_db):
    return world.build()


@pytest.mark.once
def test_the_page_keeps_every_rule_for_who_sees_figures_only(new_page, staff):
    page = new_page()
    sign_in(page, staff["otto"])
    page.goto("/reports/?group=all")
    by_day_and_night(page)


def test_filters_tables_and_files_need_no_script(new_page, staff):
    page = new_page(390, scripts=False)
    sign_in(page, staff["nora"])
    page.goto("/reports/")
    page.select_option("select[name=group]", "KLN")
    page.click("text=Show >> nth=0")
    assert "group=KLN" in page.url and page.locator("h1").inner_text().startswith("Köln")
    page.locator("summary:has-text('Show as a table')").first.click()
    assert page.locator("details[open] table").first.is_visible()
    with page.expect_download() as waiting:
        page.click("a:has-text('CSV')")
    assert waiting.value.suggested_filename.endswith(".csv")


@pytest.mark.once
def test_bars_have_the_length_of_their_numbers(new_page, staff):
    page = new_page(1280)
    sign_in(page, staff["ayla"])
    page.goto("/reports/?group=KLN")
    rows = page.locator("section[aria-labelledby=r-stages] .bars li")
    numbers = [int(row.locator("strong").inner_text()) for row in rows.all()]
    widths = [row.locator("rect").bounding_box()["width"] for row in rows.all()]
    largest = max(widths)
    for number, width in zip(numbers, widths, strict=True):
        assert abs(width / largest - number / max(numbers)) < 0.02
