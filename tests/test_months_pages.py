"""Months on the money tab: many rows at once, the next one, rows from a spreadsheet, a typical week."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cases import facts, pasting
from tests import cast as people

SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, number, 1) for number in (9, 10, 11))


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


@pytest.fixture
def lena(cast):
    client = Client()
    client.force_login(cast.lena)
    return client


def address(name, case):
    return reverse(f"cases:{name}", args=[case.pk])


def text(response):
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def rows(*given, **more):
    """Rows as the browser posts them: (month, hours, {field: value})."""
    posted = {"months-TOTAL_FORMS": len(given), "months-INITIAL_FORMS": 0, **more}
    for number, (month, hours, fields) in enumerate(given):
        row = {"month_month": month.month, "month_year": month.year, "hours": hours, **fields}
        posted |= {f"months-{number}-{name}": value for name, value in row.items()}
    return posted


def save(client, case, *given, page="months"):
    return client.post(address(page, case), rows(*given, save="1", seen=facts.version(case)))


def stored(case):
    return {period.month: period for period in case.periods.all()}


# --- Rows ---


def test_gross_net_and_cash_go_into_fields_of_their_own(case, lena):
    answer = save(
        lena, case,
        (SEPTEMBER, "120", {"paid_gross": "300", "paid_net": "200", "paid_cash": "50", "hours_known": "proven"}),
        (OCTOBER, "130,5", {"paid_net": "450"}),
    )  # fmt: skip
    assert answer.status_code == 302
    both, net = stored(case)[SEPTEMBER], stored(case)[OCTOBER]
    assert [both.paid_as(kind) for kind in ("gross", "net", "cash")] == [300, 200, 50]
    assert both.hours_known == "proven" and net.hours == Decimal("130.5")
    assert (net.paid_kind, net.paid) == ("net", 450), "one way only is kept as intake keeps it"


def test_the_facts_page_shows_what_the_rows_saved_and_keeps_the_rest(cast, case, lena):
    save(lena, case, (SEPTEMBER, "120", {"paid_gross": "300", "paid_cash": "50", "hours_known": "proven"}))
    kept = case.periods.values("month", "hours", "units", "paid", "paid_kind")
    facts.change(case, by=cast.lena, periods=[{**row, "hours": Decimal("99")} for row in kept])
    assert (stored(case)[SEPTEMBER].paid_cash, stored(case)[SEPTEMBER].hours_known) == (50, "proven")


def test_the_next_month_is_one_press_away_filled_in_from_the_last(case, lena):
    page = lena.get(address("months", case), {"next": "1"}).content.decode()
    assert 'id="next"' in page
    assert 'name="months-2-hours" value="130.00"' in page
    assert 'name="months-2-month_month" value="11"' in page and page.count("autofocus") == 1
    assert len(stored(case)) == 2, "nothing is saved before somebody looked"


def test_more_rows_lose_nothing_that_was_typed(case, lena):
    answer = lena.post(address("months", case), rows((SEPTEMBER, "1.234", {}), more="1"))
    page = answer.content.decode()
    assert answer.status_code == 200 and 'value="1.234"' in page and "months-3-hours" in page
    assert "two ways" not in text(answer)


def test_mistakes_stand_at_their_field_and_nothing_is_saved(case, lena):
    before = stored(case).keys()
    answer = save(lena, case, (SEPTEMBER, "800", {}), (SEPTEMBER, "5", {}), (date(2099, 1, 1), "5", {}))
    page = text(answer)
    assert answer.status_code == 422 and stored(case).keys() == before
    for sentence in ("This is more than 744 hours", "already in a row above", "still to come"):
        assert sentence in page


def test_whoever_comes_second_sees_it_and_loses_nothing(cast, case, lena):
    posted = rows((SEPTEMBER, "77", {}), save="1", seen=facts.version(case))
    facts.change(case, by=cast.tomasz, employment={"pay_amount": Decimal("15")})
    answer = lena.post(address("months", case), posted)
    assert answer.status_code == 409 and 'value="77"' in answer.content.decode()
    assert "Somebody else changed these facts meanwhile" in text(answer)
    assert stored(case)[SEPTEMBER].hours == 120


@pytest.mark.parametrize("total", ["", "x", "-1", "99999", "٣"])
def test_a_page_that_was_tampered_with_is_no_error_of_ours(case, lena, total):
    posted = {"months-TOTAL_FORMS": total, "months-INITIAL_FORMS": "0", "save": "1", "seen": "x"}
    assert lena.post(address("months", case), posted).status_code in (200, 409, 422)
    assert len(stored(case)) == 2


# --- From a spreadsheet ---


@pytest.mark.parametrize(
    ("written", "month", "year"),
    [
        ("09.2026", "09", "2026"), ("9/2026", "9", "2026"), ("2026-09", "09", "2026"), ("2026-09-01", "09", "2026"),
        ("Sept 2026", "Sept", "2026"), ("September 2026", "September", "2026"), ("сентябрь 2026", "сентябрь", "2026"),
        ("wrzesień 2026", "wrzesień", "2026"), ("01.09.2026", "09", "2026"), ("25/9/2026", "9", "2026"),
        ("3/9/2026", "3/9/2026", ""), ("neulich", "neulich", ""),
    ],
)  # fmt: skip
def test_months_as_people_write_them(written, month, year):
    assert pasting.month_parts(written) == (month, year)


@pytest.mark.parametrize(
    "pasted",
    [
        "09.2026\t120\t1.234,50\tnetto",
        "2026-09;120;1.234,50;netto",
        'Sept 2026,120,"1,234.50",net',
        "September 2026  120  1234.50  Überweisung",
        "Monat\tStunden\tgezahlt\tArt\n09.2026\t120\t1234,50\tnetto",
        "Stunden;Art;Monat;Bemerkung;gezahlt\n120;netto;09.2026;krank;1234,50",
    ],
)
def test_the_ways_spreadsheets_separate_and_write(case, lena, pasted):
    answer = lena.post(address("months_paste", case), {"rows": pasted, "work": "hours", "kind": "gross"})
    page = answer.content.decode()
    assert answer.status_code == 200 and 'name="months-0-hours" value="120"' in page
    assert "Saving replaces it" in page and "months-1-hours" not in page
    typed = {"months-0-paid_net": "1234,50"}
    saved = lena.post(
        address("months_paste", case),
        {**rows((SEPTEMBER, "120", {}), save="1", seen=facts.version(case)), **typed},
    )
    assert saved.status_code == 302
    assert stored(case)[SEPTEMBER].paid_as("net") == Decimal("1234.50")
    assert stored(case)[OCTOBER].hours == 130, "months that were not pasted stay"


def test_what_cannot_be_read_is_asked_about_at_its_row_and_nothing_is_lost(case, lena):
    pasted = "3/9/2026\t10\t5\tnet\n07.2026\t1.234\t5\tnet\n08.2026\t10\t5\tSpende\nweg\t\t1\tKasse"
    answer = lena.post(address("months_paste", case), {"rows": pasted, "work": "hours", "kind": "gross"})
    page, shown = answer.content.decode(), text(answer)
    assert answer.status_code == 422 and len(stored(case)) == 2
    assert "Write the month as a number or a word" in shown
    assert "This can be read in two ways. Write 1234.00 or 1.23." in shown
    assert "“Spende” is not clear" in shown and "“Kasse” is not clear" in shown
    for typed in ("3/9/2026", "1.234", "weg"):
        assert f'value="{typed}"' in page


def test_what_money_without_a_word_was_is_asked_and_units_can_be_counted(case, lena):
    asked = {"rows": "08.2026;22;900", "work": "units", "kind": "cash"}
    page = lena.post(address("months_paste", case), asked).content.decode()
    assert 'name="months-0-units" value="22"' in page and 'name="months-0-paid_cash" value="900"' in page


@pytest.mark.parametrize(
    "pasted", ["", " \n ", "Monat;Stunden;gezahlt", "\n".join(["09.2026;1;1"] * 61), "\0", '"']
)
def test_nothing_or_too_much_is_said_at_the_field(case, lena, pasted):
    answer = lena.post(address("months_paste", case), {"rows": pasted, "work": "hours", "kind": "gross"})
    assert answer.status_code == 422 and len(stored(case)) == 2


# --- A typical week ---


def week(**changes):
    days = {f"day_{number}": "8" for number in range(1, 6)}
    first = {"first_day": "1", "first_month": "9", "first_year": "2026"}
    last = {"last_day": "31", "last_month": "10", "last_year": "2026"}
    return {**days, **first, **last, "exceptions": "", "hours_known": "remembered", **changes}


def test_a_typical_week_shows_its_months_first_and_saves_them_as_remembered(case, lena):
    answer = lena.post(address("months_week", case), week(exceptions="03.10.2026: 5\n2026-10-02 0"))
    assert "September 2026" in text(answer) and "176" in text(answer)
    assert stored(case)[SEPTEMBER].hours == 120, "only shown"
    said = week(exceptions="03.10.2026: 5\n2026-10-02 0", save="1", seen=facts.version(case))
    assert lena.post(address("months_week", case), said).status_code == 302
    september, october = stored(case)[SEPTEMBER], stored(case)[OCTOBER]
    assert (september.hours, september.hours_known) == (176, "remembered")
    assert october.hours == 22 * 8 - 8 + 5
    assert case.claims.get(month=SEPTEMBER).hours_known == "remembered"


def test_the_mark_can_be_switched_afterwards(case, lena):
    save(lena, case, (SEPTEMBER, "176", {"hours_known": "remembered"}))
    save(lena, case, (SEPTEMBER, "176", {"hours_known": "proven"}))
    assert case.claims.get(month=SEPTEMBER).hours_known == "proven"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"first_month": "11"}, "The last day is before the first day."),
        ({"last_year": "2099"}, "This day is still to come."),
        ({"first_year": "1990"}, "These are more than five years."),
        ({"exceptions": "Weihnachten: 0"}, "“Weihnachten: 0”: write the day, a colon and the hours"),
        ({"exceptions": "30.02.2026: 0"}, "write the day, a colon and the hours"),
        ({"exceptions": "01.01.2026: 3"}, "this day is not between"),
        ({"exceptions": "01.10.2026: 3\n01.10.2026: 4"}, "stands here twice"),
        ({"exceptions": "01.10.2026: 30"}, "more than 24 hours"),
        ({f"day_{number}": "" for number in range(1, 6)}, "at least one day of the week"),
    ],
)
def test_a_week_that_cannot_be_read_says_why_and_keeps_what_was_typed(case, lena, changes, sentence):
    answer = lena.post(address("months_week", case), week(**changes, save="1", seen=facts.version(case)))
    assert answer.status_code == 422 and sentence in text(answer)
    assert stored(case)[SEPTEMBER].hours == 120
