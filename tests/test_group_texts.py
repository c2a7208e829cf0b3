"""Imprint and privacy text of a group: public, in the reader's language, written by its coordinator."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def koeln(cast):
    texts.write(cast.koeln, "imprint", "de", "Gruppe Köln\nBeispielweg 1")
    texts.write(cast.koeln, "imprint", "uk", "Група Кельн")
    texts.write(cast.koeln, "privacy", "en", "We keep what a case needs. Ask post@kln.example")
    return cast.koeln


def read(kind, language, code="KLN"):
    return Client().get(f"/groups/{code}/{kind}/", headers={"accept-language": language})


def test_everybody_reads_it_in_their_language(koeln):
    assert "Група Кельн" in read("imprint", "uk").content.decode()
    assert 'lang="de"' in read("imprint", "de").content.decode()


def test_without_one_in_that_language_another_is_shown_and_marked(koeln):
    page = read("imprint", "fr").content.decode()
    assert "Beispielweg 1" in page and '<article class="card flow" lang="de"' in page
    assert "We keep what a case needs" in read("privacy", "pl").content.decode()


def test_the_facts_stand_in_every_language_before_anything_is_written(koeln):
    imprint = read("imprint", "ru", "HAM").content.decode()
    assert "Адрес" in imprint and "<article" not in imprint
    privacy = read("privacy", "pl", "HAM").content.decode()
    assert "Za Państwa dane odpowiada: " in privacy
    assert read("imprint", "de", "XYZ").status_code == 404


def test_markup_in_it_does_nothing(koeln):
    texts.write(koeln, "imprint", "en", "<script>alert(1)</script><b>x</b>")
    page = read("imprint", "en").content.decode()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_with_one_group_the_imprint_is_one_click_away(koeln, cast):
    cast.hamburg.memberships.all().delete()
    cast.hamburg.delete()
    assert Client().get(reverse("imprint"))["Location"] == "/groups/KLN/imprint/"


def test_with_several_groups_one_chooses(koeln):
    page = Client().get(reverse("imprint")).content.decode()
    assert "/groups/KLN/imprint/" in page and "/groups/HAM/imprint/" in page


def test_the_coordinator_writes_it(client, cast):
    client.force_login(cast.ayla)
    page = reverse("accounts:texts", args=["KLN"]) + "?language=pl"
    assert client.post(page, {"imprint": "Grupa Kolonia", "privacy": ""}).status_code == 302
    assert "Grupa Kolonia" in read("imprint", "pl").content.decode()
    client.post(page, {"imprint": "", "privacy": ""})
    assert "Grupa Kolonia" not in read("imprint", "pl").content.decode()


def test_nobody_else_writes_it(cast):
    page = reverse("accounts:texts", args=["KLN"])
    for name, status in {"lena": 403, "pavlo": 404, "hanna": 404, "nora": 404, "otto": 404}.items():
        client = Client()
        client.force_login(cast.people[name])
        assert client.post(page, {"imprint": "x"}).status_code == status
    assert not cast.koeln.texts.exists()


@pytest.mark.parametrize("language", ["xx", "de'--", "\0"])
def test_only_languages_of_the_site(client, cast, language):
    client.force_login(cast.ayla)
    assert client.get(reverse("accounts:texts", args=["KLN"]), {"language": language}).status_code == 404
