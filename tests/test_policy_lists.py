"""One rule, many doors: list, search, calendar, page and count agree for every person and every case."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from cases import admissions, deadlines, feeds, leaving, lifecycle, policy, search, worklist
from cases.models import Case, DeadlineKind
from tests import cast as people

PEOPLE = ["lena", "tomasz", "ayla", "hanna", "pavlo", "nora", "otto", "dora"]


@pytest.fixture
def cases(cast):
    """One case for each way a case can be open or closed to somebody."""
    made = {
        "plain": people.open_case(cast.lena),
        "taken": people.taken_case(cast.tomasz),
        "closed": people.open_case(cast.lena),
        "walled": people.taken_case(cast.tomasz),
        "restricted": people.taken_case(cast.ayla),
        "lent": people.open_case(cast.lena),
        "lent_without_person": people.open_case(cast.lena),
        "lent_and_over": people.open_case(cast.lena),
        "lent_and_released": people.open_case(cast.lena),
        "lent_and_walled": people.open_case(cast.lena),
        "unrouted": people.open_case(cast.nora, region="DE-BY"),
        "hamburg": people.open_case(cast.hanna, region="DE-HH"),
    }
    lifecycle.advance(made["closed"], "decline", by=cast.ayla, reason="not_labour", on=timezone.localdate())
    admissions.build_wall(made["walled"], by=cast.ayla, user=cast.lena)
    admissions.restrict(made["restricted"], by=cast.ayla, people=[cast.ayla, cast.tomasz], purpose="Threats")
    admissions.admit(
        made["restricted"], by=cast.ayla, user=cast.lena, role="observer", scope="case", purpose="Advice"
    )
    for name in ("lent", "lent_and_over", "lent_and_released", "lent_and_walled"):
        admissions.admit(made[name], by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Help")
    admissions.admit(
        made["lent_without_person"],
        by=cast.ayla,
        user=cast.hanna,
        role="observer",
        scope="case",
        purpose="Help",
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    made["lent_and_over"].admissions.update(until_on=yesterday)
    admissions.release(made["lent_and_released"], by=cast.ayla, user=cast.hanna)
    admissions.build_wall(made["lent_and_walled"], by=cast.ayla, user=cast.hanna)
    return made


def fresh(cast, name):
    return User.objects.get(pk=getattr(cast, name).pk)


def on_lists(user):
    """References on any of the person's lists."""
    keys = [tab.key for tab in worklist.tabs_of(user, timezone.localdate())]
    return {
        row.case.reference
        for key in keys
        for group in worklist.Worklist(user, tab=key).groups
        for row in group.rows
    }


def in_feed(client, user, case):
    """True if the person's calendar would show a date of the case, were the case in their hands."""
    Case.objects.filter(pk=case.pk).update(responsible=user)
    answer = client.get(f"/calendar/{feeds.renew(user)}.ics")
    if answer.status_code == 404:
        return False
    return any(
        case.reference in str(part.get("summary", "")) for part in Calendar.from_ical(answer.content).walk()
    )


@pytest.mark.parametrize("name", PEOPLE)
def test_every_door_gives_the_same_answer(cast, cases, client, name):
    user = fresh(cast, name)
    listed = on_lists(user)
    visible = set(Case.objects.visible_to(user))
    for kind, case in cases.items():
        may = policy.can(user, "view_case", case)
        assert (case in visible) == may, kind
        assert (case.reference in listed) == may, kind
        assert (case in search.find(user, case.reference)) == may, kind
        assert (case in search.find(user, "Wellerau")) == may, kind
        assert (case in search.find(user, "Oserna")) == policy.can(user, "see_person", case), kind


@pytest.mark.parametrize("name", PEOPLE)
def test_pages_and_calendar_agree_with_the_rule(cast, cases, client, name):
    user = fresh(cast, name)
    for kind, case in cases.items():
        deadlines.set_date(case, by=cast.ayla, kind=DeadlineKind.TASK, on=timezone.localdate())
        may = policy.can(user, "view_case", case)
        if kind != "closed":
            assert in_feed(client, user, case) == may, kind
        if user.is_active:
            client.force_login(user)
            assert client.get(f"/cases/{case.pk}/money").status_code == (200 if may else 404), kind
            client.logout()


@pytest.mark.parametrize("name", PEOPLE)
def test_names_show_exactly_to_those_who_may_see_the_person(cast, cases, name):
    user = fresh(cast, name)
    for case in worklist.for_rows(user, Case.objects.visible_to(user)):
        assert bool(case.sees_person) == policy.can(user, "see_person", case), case.reference


def test_what_one_person_should_see(cast, cases):
    assert on_lists(fresh(cast, "hanna")) == {
        cases[name].reference for name in ("hamburg", "lent", "lent_without_person")
    }
    assert on_lists(fresh(cast, "nora")) == {cases["unrouted"].reference}
    assert on_lists(fresh(cast, "otto")) == on_lists(fresh(cast, "dora")) == set()
    koeln = {case.reference for name, case in cases.items() if name not in ("unrouted", "hamburg")}
    assert on_lists(fresh(cast, "ayla")) == koeln
    assert on_lists(fresh(cast, "lena")) == koeln - {cases["walled"].reference}


def test_who_left_sees_nothing_anywhere(cast, cases, client):
    leaving.leave(cast.lena.memberships.get(), by=cast.ayla, on=timezone.localdate())
    user = fresh(cast, "lena")
    assert on_lists(user) == set()
    assert not search.find(user, "Wellerau").exists()


def test_figures_count_what_may_be_counted(cast, cases):
    everything = Case.objects.count()
    assert policy.countable_by(fresh(cast, "otto")).count() == everything
    assert policy.countable_by(fresh(cast, "nora")).count() == everything
    assert policy.countable_by(fresh(cast, "dora")).count() == 0
    lena = fresh(cast, "lena")
    assert set(policy.countable_by(lena)) == set(Case.objects.visible_to(lena))
