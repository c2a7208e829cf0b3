"""What was typed is kept as it was typed: in another language, after an error, on the way back, when sent."""

import re

import pytest
from django.test import Client

from cases.models import Case
from door.models import Draft
from tests import visitor
from tests.visitor import ANSWERS, SLUGS, answer, at, before

# Something of each page that is no answer yet: typed, and in part wrong.
HALF_TYPED = {
    "happened": {"problems": ["accident", "housing"]},
    "several": {"count": "viele", "speaker": "Оленка"},
    "where": {"country": "FR", "place": "Лілль"},
    "employer": {"name": "Фірма", "email": "chef"},
    "dates": {"first_day_day": "99", "first_day_month": "сент", "first_day_year": "2026"},
    "dismissal": {"form": "oral", "received_on_about": "після свят"},
    "pay": {"amount": "viel", "words": "1200 на руки"},
    "pay_day": {"pay_day": "100"},
    "week": {"mon_start": "рано", "sun_end": "25", "words": "щодня інакше"},
    "months": {"months-TOTAL_FORMS": "1", "months-INITIAL_FORMS": "0", "months-0-worked": "багато"},
    "contract": {"has": "none"},
    "clause": {"clause_months": "три"},
    "story": {"story": "Почалося так"},
    "contact": {"channel": "email", "value": "не знаю"},
    "talk": {"alias": "Зоя", "words": "липа"},
}
OTHER_LANGUAGES = ["de", "fr", "pl", "ru", "uk"]


@pytest.fixture(autouse=True)
def groups(cast):
    return cast


def in_the_fields(page):
    """{name: what stands in it} of every field of a page that is filled in, chosen or ticked."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", page):
        if 'type="hidden"' in tag or 'name="homepage"' in tag:
            continue
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        is_box = 'type="checkbox"' in tag or 'type="radio"' in tag
        text = value[1] if value else "on" if is_box else ""
        if " checked" in tag if is_box else text:
            found.setdefault(name[1], []).append(text)
    for name, text in re.findall(r'<textarea name="([^"]*)".*?>\n?(.*?)</textarea>', page, re.S):
        if text:
            found[name] = [text]
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', page, re.S):
        chosen = re.findall(r'<option value="([^"]+)" selected', options)
        if chosen:
            found[name] = chosen
    return found


def typed_words(posted):
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in posted.items()
        if value and not name.endswith("_FORMS")
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_another_language_in_the_middle_of_a_page_changes_no_stored_answer(client, slug):
    answer(client)
    stored = Draft.objects.get().answers
    for language in OTHER_LANGUAGES:
        response = client.post(at(slug), {**HALF_TYPED[slug], "language_of_page": language})
        assert (response.status_code, response["Location"]) == (302, at(slug))
        page = client.get(at(slug)).content.decode()
        assert f'<html lang="{language}"' in page
        assert in_the_fields(page).items() >= typed_words(HALF_TYPED[slug]).items()
        assert 'class="wrong"' not in page
        assert Draft.objects.get().answers == stored


@pytest.mark.parametrize("slug", SLUGS)
def test_stored_answers_stand_in_the_fields_alike_in_every_language(client, slug):
    answer(client)
    shown = []
    for language in ["en", *OTHER_LANGUAGES]:
        client.cookies["language"] = language
        fields = in_the_fields(client.get(at(slug)).content.decode())
        shown.append({name: [text.replace(",", ".") for text in texts] for name, texts in fields.items()})
    assert all(one == shown[0] for one in shown)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_language_button_without_a_change_leaves_nothing_half_typed(client, slug):
    answer(client)
    client.post(at(slug), {**ANSWERS[slug], "language_of_page": "pl"})
    assert Draft.objects.get().typed == {}


def test_the_first_page_keeps_its_words_before_anything_was_stored(client):
    client.post("/f/1", {"problems": ["accident"], "language_of_page": "uk"})
    page = client.get("/f/1").content.decode()
    assert in_the_fields(page)["problems"] == ["accident"]
    assert '<html lang="uk"' in page
    assert client.get("/f/2")["Location"] == "/f/1"


def test_a_language_alone_begins_no_draft(client):
    response = client.post("/f/1", {"language_of_page": "uk"})
    assert '<html lang="uk"' in response.content.decode()
    assert response["Content-Language"] == "uk"
    assert not Draft.objects.exists()


def test_the_ticks_of_the_consent_are_kept(client):
    answer(client)
    client.post("/f/check", {"read": "on", "act": "on", "language_of_page": "ru"})
    page = client.get("/f/check").content.decode()
    assert {"read", "act"} <= in_the_fields(page).keys()
    assert not Case.objects.exists()
    client.post("/f/check", {"act": "on", "language_of_page": "de"})
    page = client.get("/f/check").content.decode()
    assert "read" not in in_the_fields(page) and 'class="wrong"' not in page


def test_the_four_digits_and_the_code_stay_on_the_receipt(client):
    _case, digits = visitor.sent_case(client)
    response = client.post("/f/sent", {"last": "12", "language_of_page": "uk"})
    page = response.content.decode()
    assert in_the_fields(page)["last"] == ["12"]
    assert visitor.code_on(response) == digits
    assert '<html lang="uk"' in page and 'class="wrong"' not in page


def test_the_code_and_a_message_stay_where_they_are_typed(client):
    response = client.post("/code", {"code": "1234 5678", "language_of_page": "pl"})
    assert in_the_fields(response.content.decode())["code"] == ["1234 5678"]
    case, digits = visitor.sent_case(Client())
    client.post("/code", {"code": digits})
    response = client.post("/status", {"text": "Ще не надіслано", "language_of_page": "uk"})
    page = response.content.decode()
    assert in_the_fields(page)["text"] == ["Ще не надіслано"] and '<html lang="uk"' in page
    assert not case.events.filter(kind="message_from_worker").exists()


def test_a_wrong_answer_is_there_after_a_reload_and_the_code_opens_it_elsewhere(client):
    answer(client, before("dates"))
    assert client.post(at("dates"), HALF_TYPED["dates"]).status_code == 422
    digits = visitor.code_on(client.get(at("dates")))
    other = Client()
    assert other.post("/code", {"code": digits})["Location"] == at("dates")
    assert in_the_fields(other.get(at("dates")).content.decode())["first_day_day"] == ["99"]


def test_what_cannot_be_understood_is_sent_as_it_was_typed(client, cast):
    answer(client)
    client.post(at("dates"), {**HALF_TYPED["dates"], "last_day_about": "до зими", "back": "1"})
    client.post(at("pay"), {**HALF_TYPED["pay"], "language_of_page": "en"})
    assert client.get("/f/check").content.decode().count("Something here is not clear yet") == 2
    visitor.send(client)
    case = Case.objects.get()
    assert case.intake.given["not_understood"] == {"First day of work": "99 сент 2026", "Amount": "viel"}
    assert case.intake.given["employment"]["until_about"] == {"words": "до зими"}
    assert case.intake.given["pay"]["words"] == "1200 на руки"
    client.force_login(cast.lena)
    page = client.get(f"/cases/{case.pk}/intake").content.decode()
    assert "99 сент 2026" in page and "до зими" in page
    assert "99 сент 2026" in client.get(case.get_absolute_url()).content.decode()


def test_what_was_typed_and_is_right_counts_although_another_button_was_pressed(client):
    answer(client)
    client.post(at("employer"), {"name": "Інша фірма", "language_of_page": "ru"})
    visitor.send(client)
    assert Case.objects.get().employer.name == "Інша фірма"


def test_a_form_that_lies_open_while_another_answer_moves_its_page_goes_where_it_belongs(client):
    answer(client)
    page = client.get(at("contact")).content.decode()
    assert '<input type="hidden" name="page" value="contact">' in page
    client.post(at("contract"), {"has": "none"})
    response = client.post(at("contact"), {**ANSWERS["contact"], "value": "+49 000 555", "page": "contact"})
    answers = Draft.objects.get().answers
    assert answers["contact"]["value"] == "+49 000 555"
    assert answers["talk"]["alias"] == "Ольга"
    assert response["Location"] == at("contact"), "the next page stands there now"
    client.post(at("contact"), {**ANSWERS["talk"], "page": "no such page"})
    assert Draft.objects.get().answers["talk"]["alias"] == "Ольга"


def test_nobody_reads_half_typed_words_in_the_database(client):
    from django.db import connection

    answer(client)
    for slug in ("employer", "talk", "story"):
        client.post(at(slug), {**HALF_TYPED[slug], "language_of_page": "pl"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_draft")
        row = " ".join(map(str, cursor.fetchone()))
    assert not re.search("Фірма|Зоя|Почалося", row)
