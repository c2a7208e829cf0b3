"""Every figure equals a plain SQL count: for a group, the network, an auditor; small cells hidden from strangers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import User
from cases import agreements, ledger, lifecycle
from cases.figures import ALL, GROSS, LEGAL, NET, OTHER, Period
from cases.models import OPEN_STAGES, Case
from cases.report import Report, reach_of
from cases.small_cells import SMALLEST
from tests import cast as people
from tests import figures_world as world

CODES = ["KLN", "HAM", None, "all"]
LONG_AGO, LONG_AFTER = date(2000, 1, 1), date(2100, 1, 1)


@pytest.fixture
def cases(cast):
    return world.build(cast)


def report_of(user, row=ALL):
    """The report of the last months, for somebody who has just signed in."""
    today = timezone.localdate()
    fresh = User.objects.get(pk=user.pk)
    return Report(reach_of(fresh), Period(today - timedelta(days=300), today), today, row)


def row_of(report, code):
    return ALL if code == "all" else next(row for row in report.reach.rows if code_of(report, row) == code)


def code_of(report, row):
    return None if row is None else report.reach.codes[row]


def numbers(report, code):
    """[(what is shown, what SQL counts)] of one group, of none, or of all."""
    row = row_of(report, code)
    yesterday, soon = report.today - timedelta(days=1), report.today + timedelta(days=30)
    yield from ((report.stages.at(row, stage), world.cases_in(code, stage)) for stage in OPEN_STAGES)
    yield report.stages.at(row), world.open_cases(code)
    ends = ("settled", "withdrawn", "judgment_against", "")
    yield from ((report.outcomes.at(row, end), world.closed_with(code, end)) for end in ends)
    for column, kinds in ((LEGAL, "= 'legal'"), (OTHER, "<> 'legal'"), (ALL, "<> ''")):
        yield report.overdue.at(row, column), world.dates(code, LONG_AGO, yesterday, kinds)
        yield report.coming.at(row, column), world.dates(code, report.today, soon, kinds)


def sums(report, code):
    row = row_of(report, code)
    for currency in ("EUR", "PLN"):
        money = report.money(row, currency)
        yield money.claimed, world.claimed(code, currency)
        yield money.paid_gross, world.paid(code, currency, "= 'gross'")
        yield money.paid_net, world.paid(code, currency, "<> 'gross'")
    money = report.money(row, "EUR")
    yield money.agreed_gross, world.agreed(code, "= 'gross'")
    yield money.agreed_net, world.agreed(code, "<> 'gross'")


def test_a_coordinator_reads_the_exact_figures_of_the_group(cast, cases):
    report = report_of(cast.ayla)
    assert report.reach.rows == [cast.koeln.pk] and not report.reach.hides
    for shown, counted in [*numbers(report, "KLN"), *sums(report, "KLN")]:
        assert shown == counted
    assert report.stages.at(report.row, "demand_sent") == 3
    assert report.money(report.row, "EUR").agreed_net == Decimal("600.10")


def test_walled_and_restricted_cases_count_for_the_coordinator_and_not_for_a_member(cast, cases):
    report = report_of(cast.lena)
    assert report.stages.at(report.row) == world.open_cases("KLN") - 2
    assert report.stages.at(report.row, "new") == world.cases_in("KLN", "new") - 1
    assert report.stages.at(report.row, "checking") == world.cases_in("KLN", "checking") - 1


@pytest.mark.parametrize("name", ["nora", "otto"])
@pytest.mark.parametrize("code", CODES)
def test_the_network_and_the_auditor_read_what_sql_counts_or_nothing(cast, cases, name, code):
    report = report_of(getattr(cast, name))
    pairs = [*numbers(report, code), *sums(report, code)]
    assert all(shown is None or shown == counted for shown, counted in pairs)
    if code in ("KLN", "all"):
        assert any(shown for shown, _counted in pairs)


@pytest.mark.parametrize("name", ["nora", "otto"])
def test_cells_under_five_are_hidden_for_groups_that_are_not_the_reader_s(cast, cases, name):
    report = report_of(getattr(cast, name))
    for code in ("KLN", "HAM", None):
        row = row_of(report, code)
        own = name == "nora" and code is None
        for stage in OPEN_STAGES:
            counted = world.cases_in(code, stage)
            if own:
                assert report.stages.at(row, stage) == counted
            elif 0 < counted < SMALLEST:
                assert report.stages.at(row, stage) is None
    koeln = row_of(report, "KLN")
    assert report.money(koeln, "EUR").agreed_net is None, "one agreement"
    assert report.money(ALL, "EUR").agreed_net is None, "the total would tell"
    assert report.money(koeln, "EUR").claimed == world.claimed("KLN", "EUR"), "many cases"


@pytest.mark.parametrize("name", ["nora", "otto"])
def test_no_hidden_number_is_what_remains_of_a_total(cast, cases, name):
    report = report_of(getattr(cast, name))
    rows = [*report.reach.rows, ALL]
    tables = [(report.stages, [*OPEN_STAGES, ALL]), (report.overdue, [LEGAL, OTHER, ALL])]
    tables += [(report.outcomes, ["settled", "withdrawn", "", ALL])]
    for shown, columns in tables:
        grid = {(row, column): shown.at(row, column) for row in rows for column in columns}
        lines = [[(row, column) for column in columns] for row in rows]
        lines += [[(row, column) for row in rows] for column in columns]
        for line in lines:
            assert sum(grid[key] is None for key in line) != 1, line


def test_what_would_give_small_cells_away_is_not_shown_at_all(cast, cases):
    for user in (cast.nora, cast.otto):
        report = report_of(user)
        assert report.opened is None and report.money_results is None and report.workload == []
    own = report_of(cast.ayla)
    assert own.opened.at(own.row) == world.sql(
        f"SELECT COUNT(*) FROM cases_case c {world.GROUP} WHERE g.code = 'KLN'"
    )
    assert own.workload == [("Lena Kramer", world.open_cases("KLN"))]


def test_a_network_coordinator_who_coordinates_a_group_reads_that_group_exactly(cast, cases):
    cast.nora.memberships.create(group=cast.koeln, role="coordinator", began_on=people.BEGAN)
    report = report_of(cast.nora)
    for shown, counted in [*numbers(report, "KLN"), *sums(report, "KLN")]:
        assert shown == counted
    assert report.stages.at(row_of(report, "HAM"), "at_court") is None
    # Köln is known and can be subtracted: what remains in a total must be large, or the total is hidden.
    for stage in OPEN_STAGES:
        total = report.stages.at(ALL, stage)
        remains = world.cases_in("HAM", stage)
        assert total is None or remains == 0 or remains >= SMALLEST


def test_whoever_left_or_belongs_nowhere_counts_nothing(cast, cases):
    for user in (cast.dora, people._person("Gast Neu")):
        report = report_of(user)
        assert report.stages.at() == report.outcomes.at() == 0 and report.late == []


def test_months_add_up_and_the_period_leaves_out_what_is_older(cast, cases):
    today = timezone.localdate()
    old = Case.objects.filter(group=cast.koeln, stage="claim_ready").first()
    before = world.paid("KLN", "EUR", "= 'gross'")
    old.payments.filter(kind="gross").update(received_on=today - timedelta(days=900))
    report = report_of(cast.ayla)
    gross = report.paid["EUR", GROSS]
    assert gross.at(report.row) == before - Decimal("100.10")
    assert gross.at(report.row, today.replace(day=1)) == gross.at(report.row)
    assert report.outcomes.at(report.row) == 7


def test_gross_and_net_stand_apart_in_each_currency(cast, cases):
    report = report_of(cast.ayla)
    assert set(report.paid) == {("EUR", GROSS), ("EUR", NET), ("PLN", NET)}
    assert report.currencies == ["EUR", "PLN"]


def test_a_case_that_is_agreed_paid_broken_and_talked_about_again(cast):
    case = people.accepted_case(cast.lena)
    today = case.today()
    agreement = agreements.agree(
        case, by=cast.lena, agreed_on=today, instalments=[(today, Decimal("700")), (today, Decimal("300"))]
    )
    ledger.record_payment(
        case, by=cast.lena, received_on=today, amount=Decimal("700"), currency="EUR", kind="gross",
        submission_key="first", instalment=agreement.instalments.first(),
    )  # fmt: skip
    agreement.instalments.update(due_on=today - timedelta(days=1))
    report = report_of(cast.ayla)
    assert report.stages.at(report.row, "agreed") == 1
    money = report.money(report.row, "EUR")
    assert (money.agreed_gross, money.paid_gross, money.paid_net) == (1000, 700, 0)
    case.refresh_from_db()
    lifecycle.advance(case, "default", by=cast.lena)
    report = report_of(cast.ayla)
    assert report.stages.at(report.row, "agreed") == 0 and report.stages.at(report.row, "negotiating") == 1
    assert report.money(report.row, "EUR") == money


def test_the_number_of_queries_does_not_grow(cast, cases, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        report = report_of(cast.nora)
        for code in CODES:
            list(numbers_without_sql(report, code))


def numbers_without_sql(report, code):
    row = row_of(report, code)
    for shown in (report.stages, report.outcomes, report.overdue, report.coming):
        yield shown.at(row)
    for currency in report.currencies:
        yield report.money(row, currency)
    yield report.workload
    yield report.late
