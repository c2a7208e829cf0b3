"""Several people, helpers and interpreters: what the form takes and what the team makes of it."""

import pytest
from django.test import Client

from cases import disputes
from cases.models import Case, Dispute
from door.models import Draft
from tests import visitor
from tests.visitor import SLUGS, answer

SEVERAL = {"are_several": "yes", "count": "7", "speaker": "Марія"}


@pytest.fixture(autouse=True)
def groups(cast):
    return cast


@pytest.fixture
def case(client):
    return visitor.sent_case(Client(), several=SEVERAL)[0]


def read(client, person, address):
    client.force_login(person)
    return client.get(address)


def test_the_caseworker_is_led_to_a_dispute(client, cast, case):
    page = read(client, cast.lena, case.get_absolute_url()).content.decode()
    assert "7; speaks for all: Марія" in page
    assert f"/cases/{case.pk}/together" in page
    for _ in range(2):
        response = client.post(f"/cases/{case.pk}/together", {"dispute": "", "name": "Wellerau"})
    dispute = Dispute.objects.get()
    assert (dispute.group, dispute.employer_name, dispute.place) == (
        cast.koeln, "Hotelbetrieb Wellerau GmbH", "Köln",
    )  # fmt: skip
    assert dispute.members.get().case == case
    assert response.status_code == 404, "it is part of one already"
    assert f"/cases/{case.pk}/together" not in client.get(case.get_absolute_url()).content.decode()


def test_it_joins_the_one_there_is(client, cast, case):
    other = disputes.start(
        group=cast.koeln, by=cast.lena, name="Alles", employer_name="Andere GmbH", began_on=case.today()
    )
    same = disputes.start(
        group=cast.koeln,
        by=cast.lena,
        name="Zimmer",
        employer_name="Hotelbetrieb Wellerau GmbH",
        began_on=case.today(),
    )
    page = read(client, cast.lena, f"/cases/{case.pk}/together").content.decode()
    assert page.index(str(same.pk)) < page.index(str(other.pk)), "the same employer first"
    response = client.post(f"/cases/{case.pk}/together", {"dispute": str(same.pk), "name": ""})
    assert response["Location"] == same.get_absolute_url()
    assert same.members.get().case == case and not other.members.exists()


def test_a_new_one_needs_a_name(client, cast, case):
    client.force_login(cast.lena)
    assert client.post(f"/cases/{case.pk}/together", {"dispute": "", "name": " "}).status_code == 422
    assert not Dispute.objects.exists()


@pytest.mark.parametrize("name", ["hanna", "pavlo", "nora", "otto"])
def test_strangers_bring_nothing_together(client, cast, case, name):
    client.force_login(cast.people[name])
    assert client.post(f"/cases/{case.pk}/together", {"name": "x"}).status_code == 404
    assert not Dispute.objects.exists()


def test_who_is_alone_is_not_asked_for_a_dispute(client, cast):
    case, _digits = visitor.sent_case(Client())
    page = read(client, cast.lena, case.get_absolute_url()).content.decode()
    assert "/together" not in page


# --- Helpers and interpreters --------------------------------------------------------------------


def test_a_helper_says_who_and_that_the_person_agrees(client, cast):
    assert client.post("/f/another", {"who": "сестра"}).status_code == 422
    assert not Draft.objects.exists()
    assert client.post("/f/another", {"who": "сестра", "agreed": "on"})["Location"] == "/f/2"
    assert client.get("/f/another")["Location"] == "/f/1"
    for number, slug in enumerate(SLUGS, start=2):
        assert client.post(f"/f/{number}", visitor.ANSWERS[slug]).status_code == 302
    visitor.take_time()
    visitor.send(client)
    case = Case.objects.get()
    assert case.intake.given["helper"] == {"agreed": True, "who": "сестра"}
    assert "сестра" in read(client, cast.lena, case.get_absolute_url()).content.decode()


def test_who_helps_nobody_after_all_goes_back_to_the_start(client):
    client.post("/f/another", {"agreed": "on"})
    assert client.post("/f/1", {"back": "1"})["Location"] == "/"
    assert "helper" not in Draft.objects.get().answers
    assert "What happened?" in client.get("/f/1").content.decode()


def test_another_language_keeps_what_the_helper_typed(client):
    client.post("/f/another", {"who": "сестра", "language_of_page": "uk"})
    page = client.get("/f/another").content.decode()
    assert 'value="сестра"' in page and '<html lang="uk"' in page
    assert "helper" not in Draft.objects.get().answers


def test_an_interpreter_can_be_asked_for(client, cast):
    talk = {**visitor.ANSWERS["talk"], "interpreter_language": "романі"}
    case, _digits = visitor.sent_case(Client(), talk=talk)
    assert case.intake.given["interpreter"] == "романі"
    assert "романі" in read(client, cast.lena, case.get_absolute_url()).content.decode()


def test_the_card_of_what_was_said_is_for_those_who_may_know_the_person(client, cast, case):
    from cases import admissions

    admissions.admit(case, by=cast.ayla, user=cast.pavlo, role="observer", scope="case", purpose="Learns")
    page = read(client, cast.pavlo, case.get_absolute_url()).content.decode()
    assert "Said in the form" not in page and "Марія" not in page
    answer(Client())  # a draft somebody else is typing changes nothing
    assert "Марія" in read(client, cast.lena, case.get_absolute_url()).content.decode()
