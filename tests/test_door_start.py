"""The first page: three lines, three ways, and light enough for a slow line."""

import gzip
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts import texts

STATIC = Path(__file__).resolve().parent.parent / "static"
LANGUAGES = ["de", "en", "fr", "pl", "ru", "uk"]
LIMIT = 15_000


@pytest.fixture
def koeln(cast):
    cast.koeln.phone, cast.koeln.languages = "0221 0000 123", ["de", "uk", "tlh"]
    cast.koeln.save()
    texts.write(cast.koeln, "hours", "uk", "вівторок, з 18:00 до 20:00")
    texts.write(cast.koeln, "hours", "en", "Tuesday, 18:00 to 20:00")
    return cast.koeln


def read(address, language):
    client = Client()
    client.cookies["language"] = language
    return client.get(address)


def test_three_lines_and_three_ways(koeln, client):
    page = client.get("/").content.decode()
    told = page.partition('<ol class="told">')[2].partition("</ol>")[0]
    assert told.count("<li>") == 3
    assert "We write to your employer only if you agree." in told
    for way in (reverse("door:step", args=[1]), reverse("door:call"), reverse("door:code")):
        assert f'href="{way}"' in page


def test_whom_to_call_when_and_in_which_languages(koeln):
    page = read("/call", "uk").content.decode()
    assert 'href="tel:0221 0000 123"' in page
    assert "вівторок, з 18:00 до 20:00" in page
    assert ">Deutsch</span>" in page and "tlh" not in page
    assert "Tuesday, 18:00 to 20:00" in read("/call", "pl").content.decode()
    assert "вівторок" in read("/f/1", "uk").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_everything_it_loads_it_is_light(koeln, language):
    page = read("/", language).content
    loaded = [path for path in STATIC.iterdir() if path.name.encode() in page or _stem(path) in page]
    assert {"poruch.css", "door.css"} <= {path.name for path in loaded}
    total = sum(len(gzip.compress(part)) for part in [page, *(path.read_bytes() for path in loaded)])
    assert total < LIMIT, total


def _stem(path):
    """Collected files carry a hash between name and ending."""
    return f"{path.stem}.".encode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["imprint", "privacy"])
def test_who_answers_and_what_happens_to_data_is_said_in_each_language(koeln, language, kind):
    page = read(f"/groups/KLN/{kind}/", language)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()


def test_the_coordinator_says_how_the_group_is_reached(client, cast):
    client.force_login(cast.ayla)
    page = reverse("accounts:contact", args=["KLN"])
    answers = {"phone": " 0221 99 ", "email": "neu@kln.example", "languages": ["ru", "pl"]}
    assert client.post(page, answers).status_code == 302
    cast.koeln.refresh_from_db()
    assert (cast.koeln.phone, cast.koeln.languages) == ("0221 99", ["ru", "pl"])
    wrong = client.post(page, {**answers, "email": "neu", "languages": ["xx"]})
    assert wrong.status_code == 422 and "0221 99" in wrong.content.decode()
    cast.koeln.refresh_from_db()
    assert cast.koeln.email == "neu@kln.example"


def test_the_hours_are_written_with_the_texts(client, cast):
    client.force_login(cast.ayla)
    page = reverse("accounts:texts", args=["KLN"]) + "?language=ru"
    client.post(page, {"imprint": "", "privacy": "", "hours": "по средам"})
    assert "по средам" in read("/call", "ru").content.decode()


@pytest.mark.parametrize("name, status", [("lena", 403), ("pavlo", 404), ("nora", 404), ("otto", 404)])
def test_nobody_else_does(client, cast, name, status):
    client.force_login(cast.people[name])
    answer = client.post(reverse("accounts:contact", args=["KLN"]), {"email": "x@y.example"})
    assert answer.status_code == status
