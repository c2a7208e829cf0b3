"""My data: a consent is taken back, everything is taken along, and what no running claim needs is deleted."""

import json

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cases import events, messaging
from cases.models import Case, EventText, NameToken, Stage, Worker
from tests import visitor

WHAT = ["read", "act", "pdf", "json", "delete"]


@pytest.fixture
def case(client, cast):
    """A case, and a browser in which its code was typed."""
    case, digits = visitor.sent_case(Client())
    client.post("/code", {"code": digits})
    client.digits = digits
    messaging.receive(case, text="Коли будуть гроші?")
    events.record(case, "note", by=cast.lena, text="Nur für das Team")
    return case


def do(client, what, **posted):
    return client.post(f"/status/data/{what}", {"code": client.digits, **posted})


def fresh(case):
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("what", WHAT)
def test_each_act_asks_for_the_code_of_this_page(client, case, what):
    before = case.events.count()
    assert client.get(f"/status/data/{what}").status_code == 200
    for wrong in ("", "1" * 16, "abc"):
        response = client.post(f"/status/data/{what}", {"code": wrong})
        assert response.status_code == 422
        assert "compare all 16 digits" in response.content.decode()
    assert case.events.count() == before
    assert Client().get(f"/status/data/{what}")["Location"] == "/code"


def test_the_code_is_throttled_here_too(client, case, monkeypatch):
    monkeypatch.setattr("security.throttle.time.time", lambda: 1_800_000_000)
    answers = [client.post("/status/data/delete", {"code": "1" * 16}).status_code for _ in range(11)]
    assert answers[-1] == 429
    assert do(client, "delete").status_code == 429
    assert Worker.objects.get(case=case).alias


@pytest.mark.parametrize("kind", ["read", "act"])
def test_a_consent_is_taken_back_and_the_group_sees_it(client, case, cast, kind):
    assert client.get("/status/data").content.decode().count("Take it back") == 2
    for _ in range(2):
        assert do(client, kind)["Location"] == "/status"
    assert not case.consents.filter(kind=kind, withdrawn_on=None).exists()
    assert case.events.filter(kind="consent_withdrawn").count() == 1
    assert (fresh(case).turn, fresh(case).message_waits) == ("team", True)
    assert client.get("/status/data").content.decode().count("Take it back") == 1
    client.force_login(cast.lena)
    assert "Consent taken back" in client.get(case.get_absolute_url()).content.decode()


def test_everything_is_taken_along_and_nothing_of_the_team(client, case):
    response = do(client, "json")
    assert response["Content-Disposition"] == 'attachment; filename="data.json"'
    taken = json.loads(response.content)
    assert taken["format"] == "poruch-person-1"
    assert taken["person"]["alias"] == "Ольга"
    assert taken["messages"][0]["text"] == "Коли будуть гроші?"
    assert taken["story"] == "Мене звільнили листом."
    assert {one["kind"] for one in taken["consents"]} == {"read", "act"}
    for hidden in ("Nur für das Team", "Lena", client.digits):
        assert hidden not in response.content.decode()
    assert case.events.filter(kind="data_taken").count() == 1


def test_the_paper_says_the_same(client, case):
    response = do(client, "pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    paper = pypdfium2.PdfDocument(response.content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in paper)
    assert "Мене звільнили листом." in text and "Nur für das Team" not in text


def test_without_a_running_claim_the_person_goes(client, case, cast):
    assert "Your name, your story and your safety words" in client.get("/status/data/delete").content.decode()
    assert do(client, "delete")["Location"] == "/status"
    worker = Worker.objects.get(case=case)
    assert not any((worker.alias, worker.passport_name, worker.contact_value, worker.callback_words))
    assert (worker.contact_channel, worker.safe_to_contact, worker.contact_rules) == ("none", None, [])
    assert fresh(case).intake.story == "" and "story" not in fresh(case).intake.given
    assert not EventText.objects.filter(case=case).exists()
    assert not NameToken.objects.filter(case=case).exists()
    events.verify(case)
    assert client.get("/status").status_code == 200
    client.force_login(cast.lena)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "The worker deleted data" in page and "New message" in page
    assert client.get(reverse("cases:intake", args=[case.pk])).status_code == 200


def test_a_running_claim_keeps_what_it_needs(client, case):
    Case.objects.filter(pk=case.pk).update(stage=Stage.DEMAND_SENT)
    assert "your claim is running and needs them" in client.get("/status/data/delete").content.decode()
    do(client, "delete")
    worker = Worker.objects.get(case=case)
    assert worker.alias == "Ольга" and worker.contact_value == ""
    assert fresh(case).intake.story == "Мене звільнили листом."
    kept = [one.body for one in EventText.objects.filter(case=case)]
    assert "Nur für das Team" in kept and "Коли будуть гроші?" not in kept


@translation.override("en")  # what a request leaves active ends with the test
def test_another_language_keeps_the_page_and_unknown_acts_are_not_there(client, case):
    other = client.post("/status/data/delete", {"code": "12", "language_of_page": "de"}).content.decode()
    assert "Meine Daten löschen" in other and 'value="12"' in other
    assert client.get("/status/data/else").status_code == 404
