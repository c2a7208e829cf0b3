"""Messages both ways: new until somebody answers or has read them, and new to the worker until the page showed them."""

import pytest
from django.test import Client
from django.urls import reverse

from cases import lifecycle, messaging, notes
from tests import visitor
from tests.cast import open_case, taken_case

NEW_TO_TEAM = "The worker wrote a message."


@pytest.fixture
def case(cast):
    case = taken_case(cast.lena)
    messaging.receive(case, text="Чи є новини?")
    return case


def page_of(client, user, case):
    client.force_login(user)
    return client.get(case.get_absolute_url()).content.decode()


def waits(case):
    case.refresh_from_db()
    return case.message_waits


def test_a_new_message_is_the_first_thing_to_do(client, cast, case):
    client.force_login(cast.lena)
    mine = client.get(reverse("cases:mine")).content.decode()
    assert "New message" in mine and "Answer the worker’s message" in mine and "Needs you now" in mine
    assert case.reference in client.get(reverse("cases:mine") + "?list=messages").content.decode()
    assert NEW_TO_TEAM in page_of(client, cast.lena, case)
    assert waits(case), "looking does not answer it"


def test_an_answer_settles_it_and_so_does_reading_without_one(client, cast, case):
    notes.write(case, by=cast.tomasz, text="Nur für uns.")
    assert waits(case)
    notes.write(case, by=cast.lena, text="Так, є.", for_worker=True)
    assert not waits(case)
    messaging.receive(case, text="Дякую!")
    client.force_login(cast.lena)
    for _ in range(2):
        client.post(reverse("cases:read", args=[case.pk]))
    assert not waits(case)
    assert case.events.filter(kind="messages_read").count() == 1


def test_a_message_to_a_closed_case_is_seen_too(client, cast):
    case = lifecycle.advance(
        open_case(cast.lena), "decline", by=cast.lena, reason="not_labour", on=open_case(cast.lena).today()
    )
    messaging.receive(case, text="Чому?")
    client.force_login(cast.tomasz)
    assert case.reference in client.get(reverse("cases:mine") + "?list=messages").content.decode()
    client.force_login(cast.hanna)
    assert case.reference not in client.get(reverse("cases:mine") + "?list=messages").content.decode()


def test_the_worker_sees_what_is_new_and_the_team_whether_it_was_seen(client, cast):
    case, digits = visitor.sent_case(Client())
    notes.write(case, by=cast.lena, text="Bitte senden Sie den Vertrag.", for_worker=True)
    assert "has not opened your last message yet" in page_of(client, cast.lena, case)
    browser = Client()
    browser.post("/code", {"code": digits})
    browser.head("/status")
    assert "<strong>New</strong>" in browser.get("/status").content.decode()
    assert "<strong>New</strong>" not in browser.get("/status").content.decode()
    assert "has not opened your last message yet" not in page_of(client, cast.lena, case)
