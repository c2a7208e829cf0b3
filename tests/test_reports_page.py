"""The page of reports: who sees what, filters in the address, and no harm from a wrong address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases import admissions, deadlines
from cases.models import Case, DeadlineKind
from pages.charts import Bar, Columns, Series, bars, parts
from tests import cast as people
from tests import figures_world as world


@pytest.fixture
def cases(cast):
    return world.build(cast)


def page_of(client, user, address=""):
    client.force_login(user)
    response = client.get(f"/reports/{address}")
    assert response.status_code == 200
    return response, response.content.decode()


def test_a_coordinator_reads_the_group_with_its_people(cast, cases, client):
    response, page = page_of(client, cast.ayla)
    assert "<h1>Köln, " in page and "Open cases by person" in page and "Lena Kramer" in page
    assert ">hidden<" not in page
    assert response.context["page"].open == world.open_cases("KLN")
    assert "Hamburg" not in page


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("de", "Von Anfang", "Bis Ende"),
        ("fr", "De début", "Jusqu’à fin"),
        ("pl", "Od początku miesiąca", "Do końca miesiąca"),
        ("ru", "С начала месяца", "По конец месяца"),
        ("uk", "Від початку місяця", "До кінця місяця"),
    ],
)
def test_a_month_fits_the_words_before_it(cast, client, language, first, last):
    """Its name stands in the nominative, which no preposition takes."""
    cast.ayla.language = language
    cast.ayla.save()
    _response, page = page_of(client, cast.ayla)
    assert f">{first}</label>" in page and f">{last}</label>" in page


def test_overdue_cases_are_named_only_to_those_who_see_them(cast, cases, client):
    restricted, walled = cases
    Case.objects.exclude(pk__in=[restricted.pk, walled.pk]).delete()
    for user, seen in ((cast.ayla, []), (cast.tomasz, [walled]), (cast.nora, []), (cast.otto, [])):
        _response, page = page_of(client, user)
        for case in cases:
            assert (case.reference in page) == (case in seen), (user, case)


def test_an_auditor_reads_figures_and_no_case(cast, cases, client):
    _response, page = page_of(client, cast.otto)
    assert "KLN-" not in page and "HAM-" not in page and "Overdue now" not in page
    assert ">hidden<" in page and "Numbers under 5" in page and "Open cases by person" not in page
    assert "/reports/" in client.get("/cases/").content.decode()


def test_the_network_reads_all_groups_and_one_of_them(cast, cases, client):
    _response, page = page_of(client, cast.nora)
    assert "<h1>All groups, January" in page and "By group" in page
    response, page = page_of(client, cast.nora, "?group=HAM")
    assert "<h1>Hamburg, " in page and "By group" not in page
    assert response.context["page"].open == world.open_cases("HAM")
    response, page = page_of(client, cast.nora, "?group=none")
    assert response.context["page"].open == 3


@pytest.mark.parametrize(
    "address",
    [
        "?group=XYZ",
        "?group=HAM",
        "?group=%00&from=%00&until=%00",
        "?from=2026-13&until=abc",
        "?from=9999999-01",
        "?from=-1&until=' OR 1=1",
        "?group=KLN&group=HAM",
        "?page=5&list=[]",
    ],
)
def test_a_wrong_address_filters_nothing_and_does_no_harm(cast, cases, client, address):
    usual, _page = page_of(client, cast.ayla)
    response, page = page_of(client, cast.ayla, address)
    assert response.context["page"].open == usual.context["page"].open
    assert "Hamburg" not in page
    page_of(client, cast.nora, address)
    assert client.get(f"/reports/figures.csv{address}").status_code == 200


def test_months_may_be_given_in_any_order(cast, cases, client):
    this = f"{timezone.localdate():%Y-%m}"
    response, _page = page_of(client, cast.ayla, f"?from={this}&until={this}")
    assert len(response.context["report"].period.months()) == 1
    before = timezone.localdate().replace(day=1)
    before = (before - timedelta(days=1)).replace(day=1)
    response, _page = page_of(client, cast.ayla, f"?from={this}&until={before:%Y-%m}")
    assert response.context["report"].period.first == before


def test_whoever_must_not_know_small_cells_chooses_whole_years(cast, cases, client):
    year = timezone.localdate().year
    for address in ("", f"?from={year}-03&until={year}-03", f"?from={year}-01&until={year}-02"):
        response, page = page_of(client, cast.otto, address)
        period = response.context["report"].period
        assert (period.first.month, period.last.month, period.last.day) == (1, 12, 31)
        assert 'name="until"' not in page


def test_a_member_counts_what_the_member_sees(cast, cases, client):
    response, _page = page_of(client, cast.lena)
    assert response.context["page"].open == Case.objects.visible_to(cast.lena).open().count()


def test_an_admitted_case_of_another_group_is_counted_and_asked_for(cast, client):
    case = people.accepted_case(cast.lena)
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Helps")
    response, page = page_of(client, cast.hanna, "?group=KLN")
    assert "<h1>Köln, " in page and response.context["page"].open == 1
    _response, page = page_of(client, cast.hanna, "?group=all")
    assert "By group" in page


def test_reports_stand_in_the_menu_of_whoever_counts(cast, client):
    for user, shown in ((cast.ayla, True), (cast.nora, True), (cast.otto, True), (cast.lena, True)):
        client.force_login(user)
        assert ('href="/reports/"' in client.get("/account/profile/", follow=True).content.decode()) == shown


def test_no_free_words_of_strangers_and_no_inline_style(cast, client):
    case = people.accepted_case(cast.lena)
    past = case.today() - timedelta(days=2)
    deadlines.set_date(case, by=cast.lena, kind=DeadlineKind.TASK, title="Ольга anrufen", on=past)
    _response, page = page_of(client, cast.otto)
    assert "Ольга" not in page and "Wellerau" not in page and "style=" not in page and "<script" not in page


def test_the_page_asks_the_database_a_bounded_number_of_times(
    cast, cases, client, django_assert_max_num_queries
):
    client.force_login(cast.nora)
    client.get("/reports/")
    with django_assert_max_num_queries(30):
        client.get("/reports/")


def test_bars_are_shares_of_the_largest_and_hidden_ones_have_no_length():
    drawn = bars([Bar("a", 10), Bar("b", 5), Bar("c", None), Bar("d", 0)])
    assert [bar.share for bar in drawn] == ["100.00%", "50.00%", "0.00%", "0.00%"]
    assert [part.start for part in parts([Bar("a", 1), Bar("b", None), Bar("c", 3)])] == ["0.00%", "25.00%"]


@pytest.mark.parametrize(
    ("largest", "lines"),
    [(0, ["1"]), (3, ["1", "2", "3"]), (19, ["5", "10", "15", "20"]), (12_781, ["5k", "10k", "15k"])],
)
def test_the_grid_is_round_and_holds_the_largest_column(largest, lines):
    months = [timezone.localdate().replace(month=number, day=1) for number in (1, 2)]
    chart = Columns(months, [Series("Came in", "f6", [largest, None])])
    assert [mark.text for mark in chart.grid] == lines
    assert chart.top >= largest and chart.is_empty == (largest == 0)
