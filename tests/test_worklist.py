"""My cases: who stands on which list, in which group; every number on a tab is the length of its list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases import admissions, agreements, deadlines, lifecycle, worklist
from cases.models import Case, DeadlineKind
from tests import cast as people


def today():
    return timezone.localdate()


def listed(user, tab="mine", **asked):
    """References on a list, in its order."""
    groups = worklist.Worklist(user, tab=tab, **asked).groups
    return [row.case.reference for group in groups for row in group.rows]


def grouped(user, **asked):
    return {
        group.key: [row.case.pk for row in group.rows] for group in worklist.Worklist(user, **asked).groups
    }


def quiet_case(by, **changes):
    """Taken, no dismissal, no wages: nothing is due."""
    return people.taken_case(by, dismissal=None, periods=[], **changes)


def set_date(case, by, days, kind=DeadlineKind.TASK):
    return deadlines.set_date(case, by=by, kind=kind, on=today() + timedelta(days=days), title="Nachfragen")


def turn(case, whose):
    Case.objects.filter(pk=case.pk).update(turn=whose)


def test_three_groups_in_their_order(cast):
    late, soon, far, waiting = (quiet_case(cast.lena) for _ in range(4))
    set_date(late, cast.lena, -2)
    set_date(soon, cast.lena, 5)
    for case in (far, waiting, soon):
        turn(case, "worker")
    set_date(far, cast.lena, 40)
    assert grouped(cast.lena) == {
        worklist.NOW: [late.pk],
        worklist.WEEK: [soon.pk],
        worklist.WAITING: [far.pk, waiting.pk],
    }


def test_a_legal_date_is_an_alarm_eight_days_before_and_not_nine(cast):
    inside = quiet_case(cast.lena)
    outside = quiet_case(cast.lena)
    for case, days in ((inside, 8), (outside, 9)):
        turn(case, "employer")
        deadline = set_date(case, cast.lena, days, kind=DeadlineKind.LEGAL)
        deadline.actor, deadline.rule_id = "worker", "DE_KSCHG_4"
        deadline.save()
    assert grouped(cast.lena) == {worklist.NOW: [inside.pk], worklist.WAITING: [outside.pk]}


def test_new_and_unanswered_needs_somebody_now(cast):
    case = people.open_case(cast.lena, dismissal=None, periods=[])
    assert grouped(cast.tomasz, tab="unassigned", sort="date") == {worklist.NOW: [case.pk]}


def test_a_broken_agreement_needs_somebody_now(cast):
    case = people.accepted_case(cast.lena, dismissal=None, periods=[])
    yesterday = today() - timedelta(days=1)
    agreements.agree(case, by=cast.lena, agreed_on=yesterday, instalments=[(yesterday, 100)])
    assert grouped(cast.lena) == {worklist.NOW: [case.pk]}


def test_our_turn_without_a_date_is_this_week(cast):
    case = quiet_case(cast.lena)
    assert grouped(cast.lena) == {worklist.WEEK: [case.pk]}


def test_the_first_open_date_counts_and_the_employers_own_does_not(cast):
    case = quiet_case(cast.lena)
    met = set_date(case, cast.lena, 1)
    deadlines.meet(met, by=cast.lena, on=today())
    theirs = set_date(case, cast.lena, 2)
    theirs.actor = "employer"
    theirs.save()
    set_date(case, cast.lena, 3)
    row = worklist.Worklist(cast.lena).groups[0].rows[0]
    assert row.next_on == today() + timedelta(days=3)


def test_every_number_on_a_tab_is_the_length_of_its_list(cast):
    mine = quiet_case(cast.lena)
    set_date(mine, cast.lena, -1)
    people.open_case(cast.lena, dismissal=None, periods=[])
    closed = people.open_case(cast.lena)
    lifecycle.advance(closed, "decline", by=cast.ayla, reason="not_labour", on=today())
    guest = people.open_case(cast.hanna, region="DE-HH", dismissal=None, periods=[])
    admissions.admit(guest, by=cast.pavlo, user=cast.lena, role="observer", purpose="Advice")
    for person in cast.people.values():
        for tab in worklist.Worklist(person).tabs:
            on_list = listed(person, tab.key)
            assert tab.count == len(on_list), (person, tab.key)
            assert len(set(on_list)) == len(on_list)
    counts = {tab.key: tab.count for tab in worklist.Worklist(cast.lena).tabs}
    assert counts == {
        "mine": 1, "unassigned": 2, "group-KLN": 2, "messages": 0, "overdue": 1, "admitted": 1, "closed": 1,
    }  # fmt: skip


def test_strangers_walled_people_and_closed_accounts_see_nothing(cast):
    case = quiet_case(cast.lena)
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    for person in (cast.tomasz, cast.hanna, cast.pavlo, cast.nora, cast.otto, cast.dora):
        for tab in ("mine", "unassigned", "group-KLN", "overdue", "admitted", "closed"):
            assert listed(person, tab) == []
    assert listed(cast.ayla, "group-KLN") == [case.reference]


def test_the_networks_queue_is_on_the_network_coordinators_list_only(cast):
    case = people.open_case(cast.nora, region="DE-BY")
    assert listed(cast.nora, "unassigned") == [case.reference]
    assert listed(cast.ayla, "unassigned") == []


def test_an_observer_without_the_person_reads_the_number_and_not_the_name(cast, client):
    case = quiet_case(cast.hanna, region="DE-HH")
    admissions.admit(case, by=cast.pavlo, user=cast.lena, role="observer", scope="case", purpose="Advice")
    client.force_login(cast.lena)
    page = client.get("/cases/?list=admitted").content.decode()
    assert case.reference in page
    assert "Ольга" not in page and "Signal" not in page
    client.force_login(cast.hanna)
    page = client.get("/cases/").content.decode()
    assert "Ольга" in page and "Signal" in page
    assert "Озерна" not in page and "333444" not in page


def test_filters_and_orders(cast):
    first = quiet_case(cast.lena, employer={"name": "Rheintal Montage GmbH"})
    second = quiet_case(cast.lena, employer={"name": "Alpha Reinigung"})
    assert listed(cast.lena, employer="rheintal") == [first.reference]
    assert listed(cast.lena, employer="rhein") == []
    assert listed(cast.lena, stage="checking", sort="employer") == [second.reference, first.reference]
    assert listed(cast.lena, stage="closed") == []
    assert listed(cast.lena, sort="newest") == [second.reference, first.reference]
    asked = worklist.Worklist(cast.lena, employer="rheintal")
    assert asked.total == 1 and asked.tabs[0].count == 2


def test_pages_of_fifty_with_an_exact_total(cast, client, monkeypatch):
    monkeypatch.setattr(worklist, "PAGE", 2)
    cases = [quiet_case(cast.lena) for _ in range(5)]
    seen = [ref for page in (1, 2, 3) for ref in listed(cast.lena, page=page)]
    assert sorted(seen) == sorted(case.reference for case in cases)
    last = worklist.Worklist(cast.lena, page=99)
    assert (last.total, last.pages, last.page) == (5, 3, 3)
    assert last.groups[0].count == 5
    client.force_login(cast.lena)
    assert "Page 2 of 3" in client.get("/cases/?page=2").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?list=x&page=0",
        "?page=-1",
        "?page=\x00",
        "?stage=\x00",
        "?employer=%00%ff",
        "?sort=x",
        "?page=99999999",
    ],
)
def test_a_bent_address_still_shows_a_list(cast, client, query):
    quiet_case(cast.lena)
    client.force_login(cast.lena)
    assert client.get(f"/cases/{query}").status_code == 200


def test_an_empty_list_offers_the_next_step(cast, client):
    client.force_login(cast.lena)
    assert "nobody has taken" in client.get("/cases/").content.decode()
    assert "Every case has somebody" in client.get("/cases/?list=unassigned").content.decode()


def test_an_auditor_reads_that_there_are_figures_only(cast, client):
    people.open_case(cast.lena)
    client.force_login(cast.otto)
    page = client.get("/cases/").content.decode()
    assert "figures and no case" in page and "KLN-" not in page


def test_fifty_rows_cost_eight_queries_and_no_more(cast, client, django_assert_max_num_queries):
    for number in range(50):
        case = people.open_case(cast.lena) if number % 2 else quiet_case(cast.lena)
        Case.objects.filter(pk=case.pk).update(responsible=cast.lena)
    client.force_login(cast.lena)
    client.get("/cases/")
    for address in ("/cases/", "/cases/?list=group-KLN", "/cases/?list=overdue", "/cases/?sort=employer"):
        with django_assert_max_num_queries(8):
            page = client.get(address)
        assert page.status_code == 200
    assert page.content.decode().count("<li>\n    <div><h3>") == 50
