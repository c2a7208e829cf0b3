"""Photos and papers at the door: given beside the form or with the code, in one go or in pieces, and taken back."""

import uuid

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client, RequestFactory

from cases import events
from cases.models import Turn
from door import guessing, photos
from door.models import Draft, Held
from evidence import keeping, receiving, slots, taking
from evidence.checking.check import check
from evidence.checking.verdict import REFUSALS
from evidence.models import Evidence
from evidence.places import of_case
from evidence.store import files
from evidence.taking import take
from tests import visitor
from tests.cast import open_case
from tests.hostile import photos as hostile

PHOTO = hostile.written("JPEG", hostile.picture((60, 80)), exif=hostile.exif())
OTHER = hostile.written("PNG")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.PORUCH_DATA = tmp_path
    monkeypatch.setattr(taking, "check_apart", check)


@pytest.fixture
def opened(client, cast):
    """A case, and a browser in which its code was typed."""
    case, digits = visitor.sent_case(Client())
    client.post("/code", {"code": digits})
    return case


def upload(data=PHOTO, name="IMG_1.jpg"):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def give(client, *chosen, to="/f/photos", **said):
    return client.post(to, {"kind": "payslip", "files": list(chosen), **said})


def text(response):
    return response.content.decode()


def test_the_pages_open_only_to_who_began_or_has_a_code(client, db):
    assert client.get("/f/photos")["Location"] == "/"
    assert client.get("/status/photos")["Location"] == "/code"
    assert client.post("/f/photos/piece")["Location"] == "/"
    assert client.post("/status/photos/piece")["Location"] == "/code"
    assert client.get("/f/photos/piece").status_code == 405


def test_given_beside_the_form_they_are_on_the_case(client, cast):
    visitor.answer(client)
    assert "/f/photos" in text(client.get("/f/check"))
    assert give(client, upload(), upload(OTHER, "x.png"), shows="September")["Location"] == "/f/photos"
    assert text(client.get("/f/photos")).count("Payslip</strong>") == 2
    assert "Files sent so far: 2" in text(client.get("/f/check"))
    visitor.send(client)
    case = Draft.objects.get().case
    assert [(item.kind, item.shows, item.giver) for item in case.evidence.all()] == [
        ("payslip", "September", "worker")
    ] * 2
    events.verify(case)


def test_the_camera_has_a_way_of_its_own(client, opened):
    page = text(client.get("/status/photos"))
    assert 'accept="image/*" capture="environment"' in page
    client.post("/status/photos", {"camera": upload(), "kind": ""})
    assert opened.evidence.get().kind == "other"


def test_right_after_sending_they_go_to_the_case(client, cast):
    case, _digits = visitor.sent_case(client)
    give(client, upload())
    assert case.evidence.count() == 1
    assert 'href="/f/sent"' in text(client.get("/f/photos"))


def test_what_comes_with_a_robots_story_waits_with_it(client, cast):
    visitor.answer(client, visitor.SHORT)
    give(client, upload())
    client.post("/f/check", {"read": "on", "homepage": "https://robot.example"})
    held = Held.objects.get()
    give(client, upload(OTHER))
    assert Evidence.objects.filter(case=None, story_key=held.submission_key).count() == 2


def test_with_the_code_it_is_the_teams_turn(client, opened):
    type(opened).objects.update(turn=Turn.WORKER)
    assert "/status/photos" in text(client.get("/status"))
    give(client, upload(), to="/status/photos")
    opened.refresh_from_db()
    assert opened.turn == Turn.TEAM
    assert opened.events.order_by("number").last().kind == "evidence_given"


def test_one_bad_file_does_not_keep_the_others_out(client, opened):
    bad = upload(b"<script>", "<b>bad.jpg")
    response = give(client, upload(), bad, upload(OTHER), to="/status/photos", shows="my words")
    page = text(response)
    assert response.status_code == 422
    assert "&lt;b&gt;bad.jpg" in page and "<b>bad" not in page
    assert "We cannot open this file" in page and "my words" in page
    assert opened.evidence.count() == 2


@pytest.mark.parametrize("language", ["de", "fr", "pl", "ru", "uk"])
@pytest.mark.parametrize("code", [*REFUSALS, "many", "room"])
def test_every_refusal_is_said_in_every_language(language, code):
    from django.utils import translation

    english = photos.sentence(code)
    with translation.override(language):
        assert photos.sentence(code) != english


def test_nothing_chosen_is_said(client, opened):
    response = client.post("/status/photos", {"kind": "chat"})
    assert response.status_code == 422 and "Please choose a photo or a file." in text(response)


def test_ten_at_once_and_not_more(client, opened):
    many = [upload(hostile.written("PNG", hostile.picture((9, 9 + n))), f"{n}.png") for n in range(11)]
    response = give(client, *many, to="/status/photos")
    assert response.status_code == 422 and "too many files at once" in text(response)
    assert opened.evidence.count() == 10


def test_more_than_there_is_room_for_is_left_out(client, opened, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_TOGETHER", len(PHOTO) + 20)
    response = give(client, upload(), upload(OTHER), to="/status/photos")
    assert response.status_code == 422 and "too many files at once" in text(response)
    assert opened.evidence.count() == 1


def test_a_post_beyond_all_measure_is_not_read(client, opened, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_SENT", 100)
    assert give(client, upload(), to="/status/photos").status_code == 400


def test_posted_files_stay_in_memory():
    request = RequestFactory().post("/", {"files": upload(b"x" * 3_000_000)})
    assert type(request.FILES["files"]) is InMemoryUploadedFile


@pytest.mark.parametrize(
    "name", ["../../../../tmp/escaped.jpg", "..\\x.jpg", "a\0b.jpg", "x" * 3_000 + ".jpg", "‮gpj.exe"]
)
def test_the_name_of_a_file_leads_nowhere(client, opened, tmp_path, name):
    give(client, upload(PHOTO, name), to="/status/photos")
    item = opened.evidence.get()
    assert set(files.ids()) == {str(item.original_id), str(item.copy_id)}
    assert not list(tmp_path.rglob("*escaped*"))


def test_own_files_are_taken_back_until_somebody_opened_them(client, opened):
    give(client, upload(), upload(OTHER), to="/status/photos")
    first, second = opened.evidence.all()
    keeping.opened(second)
    page = text(client.get("/status/photos"))
    assert str(first.pk) in page and str(second.pk) not in page
    for item in (first, second):
        client.post("/status/photos", {"take_back": item.pk})
    assert list(opened.evidence.all()) == [second]
    assert client.post("/status/photos", {"take_back": "x"}).status_code == 302


def test_nothing_of_others_is_seen_or_taken(client, opened, cast):
    stranger = open_case(cast.hanna)
    theirs = take(PHOTO, place=of_case(stranger))
    ours = take(OTHER, place=of_case(opened), by=cast.lena, kind="contract", shows="About Wellerau")
    page = text(client.get("/status/photos"))
    assert "What you have sent us" not in page and "Wellerau" not in page
    for item in (theirs, ours):
        client.post("/status/photos", {"take_back": item.pk})
    assert Evidence.objects.count() == 2


def test_another_language_keeps_the_words_and_takes_no_file(client, opened):
    said = {"kind": "chat", "shows": "мої слова", "language_of_page": "uk"}
    response = give(client, upload(), to="/status/photos", **said)
    page = text(response)
    assert response.status_code == 200 and "Чи є у вас фото" in page
    assert "мої слова" in page and 'value="chat" selected' in page
    assert not opened.evidence.exists()
    assert page.count("formenctype") == 5


def test_a_closed_case_takes_nothing(client, opened):
    type(opened).objects.update(stage="closed")
    assert 'type="file"' not in text(client.get("/status/photos"))
    give(client, upload(), to="/status/photos")
    assert send(client, PHOTO, 0, 10).status_code == 422
    assert not opened.evidence.exists()


def test_there_is_a_measure_for_an_hour(client, opened, monkeypatch):
    monkeypatch.setattr(guessing, "FILES_AN_HOUR", 1)
    response = give(client, upload(), upload(OTHER), to="/status/photos")
    assert response.status_code == 422 and opened.evidence.count() == 1


# In pieces, as the script sends them.

KEY = uuid.UUID("6f1d0f5e2f574a559a590b8f0c9f4a11")


def send(client, data, start, length, **changed):
    piece = SimpleUploadedFile("piece", data[start : start + length])
    facts = {
        "key": KEY.hex,
        "size": len(data),
        "offset": start,
        "piece": piece,
        "kind": "chat",
        "shows": "w",
    }
    return client.post("/status/photos/piece", {**facts, **changed})


def test_pieces_become_a_file(client, opened):
    half = len(PHOTO) // 2
    assert send(client, PHOTO, 0, half).json() == {"received": half}
    assert not opened.evidence.exists()
    assert send(client, PHOTO, half, half + 1).json() == {"done": True}
    assert [(item.kind, item.shows, item.size) for item in opened.evidence.all()] == [
        ("chat", "w", len(PHOTO))
    ]
    assert len(files.ids()) >= 2


def test_a_piece_sent_twice_goes_on_where_the_file_is(client, opened):
    send(client, PHOTO, 0, 100)
    again = send(client, PHOTO, 0, 100)
    assert (again.status_code, again.json()) == (409, {"received": 100})
    assert send(client, PHOTO, 100, len(PHOTO)).json() == {"done": True}


def test_a_file_that_is_none_is_refused_at_its_end(client, opened):
    response = send(client, b"<html>" * 9, 0, 100)
    assert response.status_code == 422 and "We cannot open this file" in response.json()["refused"]
    assert not opened.evidence.exists()


@pytest.mark.parametrize(
    "changed", [{"key": "x"}, {"offset": -1}, {"size": "many"}, {"size": 10**12}, {"piece": ""}]
)
def test_a_piece_of_no_known_shape_is_refused(client, opened, changed):
    assert send(client, PHOTO, 0, 100, **changed).status_code == 422


def test_while_others_are_looked_at_the_last_piece_waits(client, opened, monkeypatch):
    monkeypatch.setattr(slots, "WAIT_SECONDS", 0)
    with slots.slot(), slots.slot():
        assert send(client, PHOTO, 0, len(PHOTO)).status_code == 503
    assert send(client, PHOTO, len(PHOTO), 0).json() == {"done": True}


def test_pieces_have_a_measure_too(client, opened, monkeypatch):
    monkeypatch.setattr(guessing, "PIECES_AN_HOUR", 0)
    assert send(client, PHOTO, 0, 100).status_code == 429
