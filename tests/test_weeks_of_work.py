"""Single weeks in the ledger: typed, pasted, rebuilt; their days where the minimum changes; none counted twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from cases import facts, interest, pasting
from documents import calculation
from pages.weeks import read_week_number
from tests.test_months_pages import OCTOBER, SEPTEMBER, address, case, lena, rows, text, week  # noqa: F401

WEEK_36, WEEK_40 = date(2026, 8, 31), date(2026, 9, 28)  # the second ends on 4 October
NEW_YEAR = date(2025, 12, 29)  # 12.82 until Wednesday, 13.90 from Thursday 1 January 2026


def weekly(*given, **more):
    """Rows as the browser posts them: (number of the week, year, {field: value})."""
    posted = rows(*[(SEPTEMBER, "", fields) for _number, _year, fields in given], **more)
    for place, (number, year, _fields) in enumerate(given):
        posted |= {f"months-{place}-month_month": f"KW {number}", f"months-{place}-month_year": str(year)}
    return posted


def save(lena, case, *given):  # noqa: F811
    return lena.post(address("months", case), weekly(*given, save="1", seen=facts.version(case)))


def claims(case):  # noqa: F811
    return {claim.first: claim for claim in case.claims.filter(is_computed=True)}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("KW 36", 36), ("W36", 36), ("week 5", 5), ("sem. 5", 5), ("tydz. 3", 3), ("неделя 5", 5), ("тиж 5", 5),
        ("36", None), ("September", None), ("mai 5", None), ("W54", None), ("KW 0", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_week_is_read_as_people_write_it(typed, number):
    assert read_week_number(typed) == number


@pytest.mark.parametrize("written", ["KW 36/2026", "KW 36 2026", "kw36.2026", "2026-W36", "semaine 36/2026"])
def test_a_pasted_week_too(written):
    number, year = pasting.month_parts(written)
    assert (read_week_number(number), year) == (36, "2026")


def test_a_week_is_a_claim_of_its_own_with_the_dates_of_its_month(case, lena):  # noqa: F811
    months = case.deadlines.filter(superseded_on=None).exclude(subject="").values_list("subject", flat=True)
    before = sorted(set(months))
    assert save(lena, case, (37, 2026, {"hours": "40"}), (40, 2026, {"hours": "30"})).status_code == 302
    found = claims(case)
    assert [(one.month, one.due) for one in found.values()] == [(SEPTEMBER, 556), (SEPTEMBER, 417)]
    assert found[WEEK_40].pay_due_on > found[date(2026, 9, 7)].pay_due_on, "it ends in October, paid with it"
    assert sorted(set(months.all())) == [one for one in before if one == "2026-09"], (
        "one set of dates a month"
    )
    tab = text(lena.get(reverse("cases:money", args=[case.pk])))
    assert "Week 40/2026 (28 September 2026 – 4 October 2026)" in tab and "Add Week 41/2026" in tab


def test_no_hour_is_counted_twice(case, lena):  # noqa: F811
    both = weekly((36, 2026, {"hours": "8"}), save="1", seen=facts.version(case))
    both |= {"months-TOTAL_FORMS": 2, "months-1-month_month": "9", "months-1-month_year": "2026"}
    answer = lena.post(address("months", case), both | {"months-1-hours": "120"})
    assert answer.status_code == 422 and "A week and its month cannot both have a row" in text(answer)
    twice = save(lena, case, (36, 2026, {"hours": "8"}), (36, 2026, {"hours": "9"}))
    assert twice.status_code == 422 and "already in a row above" in text(twice)
    pasted = lena.post(
        address("months_paste", case), {"rows": "KW 40/2026;8", "work": "hours", "kind": "gross"}
    )
    assert pasted.status_code == 422 and "cannot both have a row" in text(pasted), "October is on the case"
    with pytest.raises(ValueError, match="two rows"):
        facts.change(case, by=None, periods=[{"month": SEPTEMBER}, {"month": SEPTEMBER, "week": WEEK_40}])
    assert claims(case).keys() == {SEPTEMBER, OCTOBER}


def test_a_week_in_which_the_minimum_changes_asks_for_its_days(case, lena):  # noqa: F811
    asked = save(lena, case, (1, 2026, {"hours": "40"}))
    page = asked.content.decode()
    assert (
        asked.status_code == 422 and "Write the hours of each day" in text(asked) and "months-0-days" in page
    )
    wrong = save(lena, case, (1, 2026, {"hours": "41", "days": "8 8 8 8 8 0 0"}))
    assert wrong.status_code == 422 and "The days make another number" in text(wrong)
    short = save(lena, case, (1, 2026, {"days": "8 8 8"}))
    assert short.status_code == 422 and "Write seven numbers" in text(short)
    assert save(lena, case, (1, 2026, {"days": "8 8 8 8 8 0 0"})).status_code == 302
    claim = claims(case)[NEW_YEAR]
    assert (claim.hours, claim.due) == (40, Decimal("530.08")), "24 × 12.82 + 16 × 13.90"
    assert 'value="8 8 8 8 8 0 0"' in lena.get(address("months", case)).content.decode()


def test_the_facts_page_leaves_weeks_alone_and_refuses_their_month(case, lena, cast):  # noqa: F811
    save(lena, case, (1, 2026, {"days": "8 8 8 8 8 0 0", "paid_cash": "50"}))
    kept = case.periods.get()
    facts.change(case, by=cast.lena, periods=[{"month": SEPTEMBER, "hours": 9}, *_as_rows(case)])
    assert case.periods.get(week=NEW_YEAR).days == kept.days and case.periods.count() == 2
    page = text(lena.get(reverse("cases:facts", args=[case.pk])))
    assert "1 week stands on the money tab" in page


def _as_rows(case):  # noqa: F811
    from cases import months

    return months.as_periods(months.weeks_of(case))


def test_pay_for_a_month_takes_no_weeks(case, lena, cast):  # noqa: F811
    facts.change(case, by=cast.lena, employment={"pay_kind": "monthly", "pay_amount": Decimal(2000)})
    answer = save(lena, case, (36, 2026, {"hours": "40"}))
    assert answer.status_code == 422 and "The pay was agreed for a month" in text(answer)


@pytest.mark.parametrize(
    ("number", "year", "sentence"),
    [
        (53, 2025, "no week 53"), (40, 2099, "This week is still to come"), (36, "26", "four numbers"),
        ("", 2026, "or the week with its number"),
    ],
)  # fmt: skip
def test_what_is_no_week_is_said_at_the_field(case, lena, number, year, sentence):  # noqa: F811
    answer = save(lena, case, (number, year, {"hours": "40"}))
    assert answer.status_code == 422 and sentence in text(answer)


def test_a_typical_week_gives_weeks(case, lena, cast):  # noqa: F811
    said = week(by="week", save="1", seen=facts.version(case))
    refused = lena.post(address("months_week", case), said)
    assert refused.status_code == 422 and "cannot both have a row" in text(refused)
    facts.change(case, by=cast.lena, periods=[])
    said["seen"] = facts.version(case)
    assert lena.post(address("months_week", case), said).status_code == 302
    found = claims(case)
    assert len(found) == 9 and found[WEEK_36].hours == 32, "the Monday before 1 September does not count"
    assert {claim.hours for claim in found.values()} == {Decimal(32), Decimal(40)}


def test_the_sheet_and_the_letters_name_the_week(case, lena):  # noqa: F811
    save(lena, case, (36, 2026, {"hours": "40"}))
    sheet = calculation.sheet(
        case, language="fr", question=interest.Question(date(2026, 11, 1)), sees_person=False
    )
    assert any("Semaine 36/2026 (31 août 2026 – 6 septembre 2026)" in piece for piece in sheet.text())


def test_french_overtime_stands_with_its_week(cast, lena):  # noqa: F811
    from tests import test_claim_kinds as kinds

    french = kinds.case_in(cast, "FR")
    day = {
        f"day_of_week_{part}": said
        for part, said in zip(("day", "month", "year"), (1, 10, 2026), strict=True)
    }
    kinds.add(lena, french, "overtime", **day, hours="45", agreed_hourly="13")
    claim = french.claims.get(claim_type="overtime")
    assert (claim.month, claim.week) == (SEPTEMBER, WEEK_40)


@pytest.mark.parametrize(
    ("row", "claimed", "sentence"),
    [
        (35, {"hours": "45"}, "These hours stand in a row of work already"),
        (45, {"overtime_hours": "10"}, "The row of this week holds more than 35 hours"),
        (35, {"overtime_hours": "10"}, None),
    ],
)
def test_french_overtime_counts_no_hour_of_a_row_twice(cast, lena, row, claimed, sentence):  # noqa: F811
    from tests import test_claim_kinds as kinds

    french = kinds.case_in(cast, "FR")
    facts.change(french, by=cast.lena, periods=[{"month": SEPTEMBER, "week": WEEK_40, "hours": Decimal(row)}])
    answer = kinds.add(lena, french, "overtime", day_of_week=(1, 10, 2026), agreed_hourly="13", **claimed)
    assert (answer.status_code == 302) if sentence is None else (sentence in text(answer))
