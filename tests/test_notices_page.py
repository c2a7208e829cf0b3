"""The page Reminders: what a person was told, as far as they may still see it; reading it clears nothing."""

import pytest
from django.urls import reverse

from cases import admissions, closing, deadlines
from notifications import presenting
from notifications.models import Notice, Reminder
from outbox.models import Mail, State
from tests.remind import TODAY, at, dated_case, in_days, run

PAGE = "/notices/"


@pytest.fixture
def lena(cast, client):
    client.force_login(cast.lena)
    return client


def page_of(client, days=0):
    with at(days, hour=9):
        return client.get(PAGE).content.decode()


def test_it_stands_at_its_name():
    assert reverse("notifications:list") == PAGE


def test_without_reminders_it_says_when_the_first_comes(lena):
    assert "The first one comes 30 days before a date." in page_of(lena)


def test_it_shows_case_date_and_state(cast, lena):
    case = dated_case(cast.lena, 7)
    run()
    page = page_of(lena)
    assert case.reference in page
    assert case.get_absolute_url() in page
    assert "Our own date" in page
    assert "Open" in page


def test_a_date_that_has_passed_is_called_late(cast, lena):
    dated_case(cast.lena, -1)
    run()
    page = page_of(lena)
    assert "Late" in page
    assert "t-stop" in page


def test_reading_it_and_opening_the_case_clear_nothing(cast, lena):
    case = dated_case(cast.lena, 7)
    run()
    for _ in range(3):
        page_of(lena)
        with at(0, hour=10):
            lena.get(case.get_absolute_url())
    assert Reminder.objects.count() == 1
    with at(0, hour=11):
        assert presenting.open_today(cast.lena).count() == 1
    run(4)
    assert Reminder.objects.filter(user=cast.lena).count() == 2


def test_a_colleague_sees_their_own_only(cast, client):
    case = dated_case(cast.lena, 7)
    run()
    client.force_login(cast.tomasz)
    assert case.reference not in page_of(client)


def test_strangers_are_asked_to_sign_in(cast, client):
    assert client.get(PAGE).status_code == 302


def test_it_cannot_be_posted_to(lena):
    assert lena.post(PAGE).status_code == 405


def test_a_case_the_reader_may_no_longer_see_is_gone_from_it(cast, lena):
    case, other = dated_case(cast.lena, 7), dated_case(cast.lena, 7)
    run()
    with at(0, hour=9):
        admissions.build_wall(case, by=cast.ayla, user=cast.lena)
    page = page_of(lena)
    assert case.reference not in page
    assert other.reference in page
    with at(0, hour=9):
        assert presenting.open_today(cast.lena).count() == 1


def test_a_day_of_which_nothing_may_be_shown_is_left_out(cast, lena):
    case = dated_case(cast.lena, 7)
    run()
    with at(0, hour=9):
        admissions.build_wall(case, by=cast.ayla, user=cast.lena)
    assert "The first one comes 30 days before a date." in page_of(lena)


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (lambda case, by: deadlines.meet(case.deadlines.get(), by=by, on=TODAY), "Done"),
        (
            lambda case, by: deadlines.waive(case, by=by, deadlines=case.deadlines.all(), reason="x"),
            "Done",
        ),
        (lambda case, by: closing.decline(case, by=by, reason="not_labour"), "Done"),
        (
            lambda case, by: deadlines.move(case.deadlines.get(), by=by, to=in_days(9), reason="x"),
            "Moved",
        ),
    ],
)
def test_what_became_of_a_date_is_shown_and_no_longer_counted(cast, lena, act, word):
    case = dated_case(cast.lena, 7)
    run()
    with at(0, hour=9):
        assert presenting.open_today(cast.lena).count() == 1
        act(case, cast.lena)
        assert presenting.open_today(cast.lena).count() == 0
    assert word in page_of(lena)


def test_the_number_in_the_bar_counts_the_last_message(cast, lena):
    dated_case(cast.lena, 7)
    run()
    dated_case(cast.lena, 20)
    dated_case(cast.lena, 21)
    run(1)
    with at(1, hour=9):
        assert presenting.open_today(cast.lena).count() == 2


@pytest.mark.parametrize("state", [State.FAILED, State.UNSURE])
def test_an_e_mail_that_did_not_reach_the_reader_is_said(cast, lena, state):
    dated_case(cast.lena, 7)
    run()
    assert "may not have reached you" not in page_of(lena)
    Mail.objects.update(state=state)
    assert "may not have reached you" in page_of(lena)


def test_two_weeks_are_shown_newest_first_in_few_queries(cast, lena, django_assert_max_num_queries):
    for days in range(20):
        notice = Notice.objects.create(user=cast.lena, day=in_days(-days))
        deadline = dated_case(cast.lena, 7).deadlines.get()
        Reminder.objects.create(
            notice=notice, deadline=deadline, user=cast.lena, safe_on=deadline.safe_on, rung=7
        )
    page_of(lena)
    with django_assert_max_num_queries(12):
        page = page_of(lena)
    assert page.count("<section") == 14


def test_an_escalation_says_why_it_came(cast, client):
    dated_case(cast.lena, 3)
    run()
    client.force_login(cast.ayla)
    assert "nobody has acted" in page_of(client)
