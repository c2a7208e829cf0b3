"""What looks like a robot's: set aside, seen by the right people, never dropped, and answered like any story."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case
from door import guessing, quarantine, receipts, suspicion
from door.models import Draft, Held
from notifications import work
from outbox.models import Mail
from tests import visitor
from tests.visitor import answer, send


@pytest.fixture(autouse=True)
def groups(cast):
    return cast


def robot(**posted):
    """A story with the hidden field filled in; the browser, and the digits of its code."""
    client = Client()
    answer(client)
    send(client, homepage="https://robot.example", **posted)
    return client, visitor.code_on(client.get("/f/sent"))


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_sender_learns_nothing_of_it(client):
    _client, digits = robot()
    assert len(digits) == 16
    assert not Case.objects.exists()
    page = _client.get("/f/sent").content.decode()
    assert "3 December 2026" in page and "A person has not checked it yet" in page
    visitor.sent_case(client, story={"story": "Інша розповідь"})
    other = client.get("/f/sent").content.decode()
    headings = [part.partition("</h2>")[0] for part in page.split("<h2>")[1:]]
    assert headings == [part.partition("</h2>")[0] for part in other.split("<h2>")[1:]]


def test_the_code_opens_a_page_that_says_it_is_here(client):
    _client, digits = robot()
    assert client.post("/code", {"code": digits})["Location"] == "/waiting"
    page = client.get("/waiting").content.decode()
    assert "We have received your story" in page and "3 December 2026" in page
    assert "Wellerau" not in page and "Ольга" not in page


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda draft: {"homepage": "x"}, suspicion.TRAP),
        (lambda draft: Draft.objects.update(begun_at=timezone.now()) and {}, suspicion.FAST),
    ],
)
def test_why(client, make, reason):
    answer(client)
    send(client, **make(Draft.objects.get()))
    assert Held.objects.get().reasons == [reason]


def test_the_same_words_a_fourth_time_on_one_day():
    for _ in range(suspicion.EQUAL_A_DAY + 1):
        browser = Client()
        answer(browser)
        send(browser)
    assert Case.objects.count() == suspicion.EQUAL_A_DAY
    assert Held.objects.get().reasons == [suspicion.EQUAL]


def test_equal_answers_without_a_word_of_ones_own_are_no_robot():
    shared = {"story": {"story": ""}, "contact": {"channel": "none"}, "talk": {}}
    for _ in range(suspicion.EQUAL_A_DAY + 2):
        browser = Client()
        answer(browser, **shared)
        send(browser)
    assert Case.objects.count() == suspicion.EQUAL_A_DAY + 2 and not Held.objects.exists()


def test_nobody_of_a_full_house_is_turned_away(monkeypatch):
    monkeypatch.setattr(guessing, "BEGUN_AN_HOUR", 2)
    for number in range(4):
        browser = Client()
        answer(browser, story={"story": f"Розповідь {number}"})
        assert send(browser).status_code == 302
    assert (Case.objects.count(), Held.objects.count()) == (2, 2)
    assert Held.objects.first().reasons == [suspicion.MANY]


def test_equal_posts_are_one(client):
    answer(client)
    for _ in range(20):
        send(client, homepage="x")
    assert Held.objects.count() == 1


def test_its_coordinator_sees_it_and_opens_a_case_whose_code_works(cast):
    browser, digits = robot(act="on")
    client = signed_in(cast.ayla)
    assert "Set aside" in client.get("/cases/").content.decode()
    held = Held.objects.get()
    assert f"/held/{held.pk}/" in client.get("/held/").content.decode()
    story = client.get(f"/held/{held.pk}/").content.decode()
    assert "Мене звільнили листом." in story and "A field that people do not see" in story
    for _ in range(2):
        assert client.post(f"/held/{held.pk}/open").status_code in (302, 404)
    case = Case.objects.get()
    assert case.opened_at == held.held_at
    assert set(case.consents.values_list("kind", flat=True)) == {"read", "act"}
    assert receipts.find(digits).case == case
    held.refresh_from_db()
    assert (held.given, held.decided_by, held.case) == ({}, cast.ayla, case)
    assert Client().post("/code", {"code": digits})["Location"] == "/status"
    assert browser.get("/f/sent").status_code == 200
    assert "Set aside" not in client.get("/cases/").content.decode()


def test_what_is_put_away_is_a_decision_and_its_sender_is_told_to_call(cast):
    browser, digits = robot()
    held = Held.objects.get()
    signed_in(cast.ayla).post(f"/held/{held.pk}/away")
    held.refresh_from_db()
    assert (held.given, held.decided_by, held.case) == ({}, cast.ayla, None)
    client = Client()
    client.post("/code", {"code": digits})
    assert "please call us" in client.get("/waiting").content.decode()
    assert browser.get("/f/sent").status_code == 200
    assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["lena", "pavlo", "hanna", "nora", "otto"])
def test_nobody_else_sees_it(cast, name):
    robot()
    held, client = Held.objects.get(), signed_in(cast.people[name])
    assert str(held.pk) not in client.get("/held/").content.decode()
    assert client.get(f"/held/{held.pk}/").status_code == 404
    for way in ("open", "away"):
        assert client.post(f"/held/{held.pk}/{way}").status_code == 404
    held.refresh_from_db()
    assert held.decided_at is None


def test_without_a_group_the_network_decides(cast):
    robot_of_nowhere = Client()
    answer(robot_of_nowhere, where={"country": "PL"})
    send(robot_of_nowhere, homepage="x")
    held = Held.objects.get()
    assert signed_in(cast.nora).get(f"/held/{held.pk}/").status_code == 200
    assert signed_in(cast.ayla).get(f"/held/{held.pk}/").status_code == 404
    assert list(Mail.objects.values_list("about_id", flat=True)) == [None]


def test_coordinators_are_told_at_once_and_again_before_the_week_is_over(cast):
    for _ in range(2):
        robot()
    first = Mail.objects.get()
    assert first.to == cast.ayla.email
    assert "Wellerau" not in first.body and "/held/" in first.body
    assert quarantine.remind(timezone.now() + timedelta(days=3)) == 0
    assert quarantine.remind(timezone.now() + timedelta(days=5)) == 2
    assert quarantine.remind(timezone.now() + timedelta(days=5)) == 2
    assert Mail.objects.count() == 2
    assert work.remind() == 0


def test_nobody_reads_it_in_the_database():
    from django.db import connection

    robot()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_held")
        row = " ".join(map(str, cursor.fetchone()))
    assert "Wellerau" not in row and "звільнили" not in row


def test_what_was_decided_a_month_ago_is_forgotten(cast):
    robot()
    robot()
    quarantine.put_away(Held.objects.first(), by=cast.ayla)
    assert quarantine.forget(timezone.now() + timedelta(days=29)) == 0
    assert quarantine.forget(timezone.now() + timedelta(days=31)) == 1
    assert Held.objects.get().decided_at is None


def test_it_is_to_be_seen_within_a_week_and_before_a_date_of_the_law(client):
    robot()
    held = Held.objects.get()
    today = timezone.localdate()
    assert today <= held.see_by <= today + quarantine.WITHIN
    answer(client, visitor.SHORT, happened={"problems": ["housing"]})
    send(client, homepage="x")
    assert Held.objects.exclude(pk=held.pk).get().see_by == today + quarantine.WITHIN
    story = {"country": "DE", "dismissal": {"form": "written", "received_on": today.isoformat()}}
    first = min(one.safe_on for one in quarantine.told.dates(story, today)[0])
    assert quarantine._see_by(story, today) == max(
        today, min(today + quarantine.WITHIN, first - quarantine.BEFORE_A_DATE)
    )
