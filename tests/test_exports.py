"""The figures as files: they read back as the page's numbers, run no formula and name no worker."""

import csv
import io

import pytest
from openpyxl import load_workbook

from cases import sheets
from cases.figures import ALL
from security.models import AccessEntry
from tests import cast as people
from tests import figures_world as world


@pytest.fixture
def cases(cast):
    return world.build(cast)


def as_csv(client, address=""):
    response = client.get(f"/reports/figures.csv{address}")
    assert response["Content-Type"].startswith("text/csv")
    assert response["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def as_xlsx(client, address=""):
    response = client.get(f"/reports/figures.xlsx{address}")
    return load_workbook(io.BytesIO(response.content)).active


def value(rows, *wanted):
    """The value of the one row that starts like this."""
    found = [row[-1] for row in rows if tuple(row[: len(wanted)]) == wanted]
    assert len(found) == 1, wanted
    return found[0]


def test_a_csv_holds_the_numbers_of_the_page(cast, cases, client):
    client.force_login(cast.ayla)
    page = client.get("/reports/").context["page"]
    rows = as_csv(client)
    assert rows[0] == ["Figure", "Group", "Part", "Currency", "Gross or net", "Value"]
    assert value(rows, "Open cases", "Köln", "") == str(page.open)
    for bar in page.stage_bars:
        assert value(rows, "Open cases", "Köln", str(bar.name)) == str(bar.value)
    assert value(rows, "Overdue dates", "Köln", "legal") == str(page.overdue.legal)
    for sums in page.sums:
        assert value(rows, "Claimed", "Köln", "", sums.currency, "gross") == str(sums.claimed)
        assert value(rows, "Came in", "Köln", "", sums.currency, "net") == str(sums.paid_net)
    assert value(rows, "Open cases by person", "Köln", "Lena Kramer") == str(page.open)


def test_a_csv_holds_the_sums_of_each_month_and_what_became_of_the_money(cast, cases, client):
    client.force_login(cast.ayla)
    page = client.get("/reports/").context["page"]
    rows = as_csv(client)
    drawn = 0
    for chart in page.month_charts:
        for one, figure, kind in zip(
            chart.columns.series, ["Claimed", "Came in", "Came in"], ["gross", "gross", "net"], strict=True
        ):
            for month, amount in zip(chart.columns.months, one.values, strict=True):
                if amount:
                    drawn += 1
                    part = f"{month:%Y-%m}"
                    assert value(rows, figure, "Köln", part, chart.currency, kind) == str(amount)
    assert drawn == 5  # claimed and net in two currencies, gross in one
    assert page.money_parts
    for bar in page.money_parts:
        assert value(rows, "What became of the money", "Köln", str(bar.name)) == str(bar.value)


@pytest.mark.parametrize(
    ("name", "address"), [("ayla", ""), ("nora", ""), ("nora", "?group=HAM"), ("otto", "")]
)
def test_both_files_hold_the_same_rows(cast, cases, client, name, address):
    client.force_login(getattr(cast, name))
    rows = as_csv(client, address)
    cells = [
        ["" if cell is None else cell for cell in row]
        for row in as_xlsx(client, address).iter_rows(values_only=True)
    ]
    assert [row[:-1] for row in cells] == [row[:-1] for row in rows]
    for written, read in zip(rows[1:], cells[1:], strict=True):
        same = read[-1] == written[-1] if isinstance(read[-1], str) else float(read[-1]) == float(written[-1])
        assert same, (written, read)
    assert all(isinstance(row[-1], (int, float)) or row[-1] == "hidden" for row in cells[1:])


def test_what_is_hidden_on_the_page_is_hidden_in_the_file(cast, cases, client):
    client.force_login(cast.nora)
    report = client.get("/reports/").context["report"]
    rows = as_csv(client)
    assert value(rows, "Open cases", "Hamburg", "At court") == "hidden"
    for row in [*report.reach.rows, ALL]:
        shown = report.stages.at(row)
        counted = "hidden" if shown is None else str(shown)
        assert value(rows, "Open cases", str(report.name_of(row)), "") == counted
    assert not any(
        row[0] in ("Cases opened", "What became of the money", "Open cases by person") for row in rows
    )


def test_no_name_of_a_group_or_person_becomes_a_formula(cast, cases, client):
    cast.koeln.name = '=HYPERLINK("https://elsewhere.example";"Köln")'
    cast.koeln.save()
    cast.lena.name = "@SUM(A1:A9)"
    cast.lena.save()
    client.force_login(cast.ayla)
    rows = as_csv(client)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
    for row in as_xlsx(client).iter_rows():
        for cell in row:
            assert cell.data_type != "f" and not str(cell.value or "").startswith(("=", "@"))


def test_a_sheet_of_any_words_runs_nothing():
    rows = [["Name", "Value"], ["=1+1", 5], ["\t=cmd|' /C calc'!A0", 7], ["+49 000", -3]]
    page = load_workbook(io.BytesIO(sheets.as_xlsx(rows, "Words"))).active
    assert [cell.data_type for cell in page["A"]] == ["s"] * 4
    assert [cell.value for cell in page["B"]] == ["Value", 5, 7, -3]
    assert sheets.as_csv(rows).decode("utf-8-sig").splitlines()[1] == "'=1+1,5"


def test_no_worker_employer_or_case_is_named(cast, client):
    people.accepted_case(cast.lena)
    client.force_login(cast.ayla)
    text = client.get("/reports/figures.csv").content.decode()
    cells = str([[cell.value for cell in row] for row in as_xlsx(client).iter_rows()])
    for word in ("Ольга", "Oserna", "Wellerau", "KLN-20", "333444"):
        assert word not in text and word not in cells


def test_each_export_stands_in_the_access_log(cast, cases, client):
    client.force_login(cast.otto)
    for ending in ("csv", "xlsx"):
        client.get(f"/reports/figures.{ending}")
    entries = AccessEntry.objects.filter(kind="exported", user_id=cast.otto.pk)
    assert [entry.detail for entry in entries.order_by("at")] == ["reports_csv", "reports_xlsx"]


def test_strangers_get_no_file(client, db):
    for ending in ("csv", "xlsx"):
        assert "/account/login" in client.get(f"/reports/figures.{ending}")["Location"]
