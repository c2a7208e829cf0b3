"""A run through the pages leaves no readable name, contact or story in database, log, folder or queue."""

import base64
import io
import json
import logging
import os
import quopri
import zlib
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from cases import conflicts, facts, lifecycle
from cases.models import Case
from demo import letters
from outbox import mailbox
from tests import answers, readable
from tests.cast import PASSWORD, build
from tests.hostile.photos import SECRET, exif, written
from tests.signing_in import sign_in
from tests.visitor import ANSWERS, SHORT, answer, sent_case

NAME, PASSPORT, ALIAS = "Кирило Незабудько", "Kyrylo Niezabudko-Öztürk", "Чебурашенко"
CONTACT, ADDRESS = "+49 151 77712345", "Zitronenfalterweg 88"
STORY = "Мастер смены Грубиянов сказал: денег не будет. Szef zabrał mi paszport schowany w szafie."
NOTE, CALL, CALLBACK = "Vertraulich: Papierkranich", "Sie flüsterte Regenpfeifer", "Привет от Шмелёвой"
SECRETS = [
    "Незабудько", "Niezabudko", "Öztürk", "Чебурашенко", "77712345", "151 777", "Zitronenfalterweg",
    "Грубиянов", "paszport schowany", "Papierkranich", "Regenpfeifer", "Шмелёвой", "089370400440532013000",
]  # fmt: skip


PHOTO = written("JPEG", exif=exif())  # made before anybody listens: Pillow tells its log what it writes
AT_THE_DOOR = ["Перебийніс", "Пташечкин", "88844411", "Липовий Чай", "Brzęczyszczykiewicz", SECRET.decode()]

# The finder itself must find: what it overlooks would prove nothing.


@pytest.mark.parametrize("word", ["Незабудько", "Niezabudko", "Öztürk"])
@pytest.mark.parametrize(
    "written",
    [
        lambda word: word.encode(),
        lambda word: word.upper().encode(),
        lambda word: word.encode("utf-16-le"),
        lambda word: b"x" + word.encode("utf-16-be"),
        lambda word: json.dumps({"name": word}).encode(),
        lambda word: quote(word).encode(),
        lambda word: word.encode().hex().encode(),
        lambda word: base64.b64encode(word.encode()),
        lambda word: base64.b64encode(b"ab" + word.encode() + b"cd"),
        lambda word: base64.urlsafe_b64encode(f'{{"a":"{word}"}}'.encode()),
        lambda word: b"junk" + zlib.compress(word.encode() * 3) + b"junk",
        lambda word: (
            b"." + base64.urlsafe_b64encode(zlib.compress(json.dumps([word] * 9).encode())).rstrip(b"=")
        ),
        lambda word: base64.b64encode(base64.b64encode(word.encode() * 2).hex().encode()),
        lambda word: base64.encodebytes(b"From: somebody, a long line before it " * 2 + word.encode()),
        lambda word: "".join(f"&#{ord(char)};" for char in word).encode(),
        lambda word: quopri.encodestring(b"long before it " * 4 + word.encode()),
        lambda word: repr(word.encode())[2:-1].encode(),
    ],
)
def test_the_finder_finds(word, written):
    assert readable.find([word, "Papierkranich"], b"before " + written(word) + b" after") == [word]


def test_the_finder_finds_nothing_in_noise():
    assert readable.find(SECRETS, os.urandom(300_000)) == []


# The run.


@contextmanager
def heard():
    """Everything the console would have shown, with the loggers turned up."""
    (console,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    out = io.StringIO()
    before, levels = console.setStream(out), {}
    for name in ("", "django", "django.db.backends", "django.request"):
        levels[name] = logging.getLogger(name).level
        logging.getLogger(name).setLevel(logging.DEBUG)
    connections["default"].force_debug_cursor = True
    try:
        yield out
    finally:
        connections["default"].force_debug_cursor = False
        console.setStream(before)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def filled_in():
    return answers.full(
        person__name=NAME, person__passport_name=PASSPORT, person__alias=ALIAS, person__contact_value=CONTACT,
        person__contact_channel="whatsapp", person__address=f"{ADDRESS}\n50667 Köln",
        person__contact_note=NOTE, person__callback_words=CALLBACK, story__story=STORY,
    )  # fmt: skip


def enter(client):
    """Wrong first, so that everything typed comes back on the page; then right."""
    assert client.post(reverse("cases:new"), filled_in() | {"job-pay_amount": "viel"}).status_code == 422
    assert client.post(reverse("cases:new"), filled_in()).status_code == 302
    return Case.objects.get(intake__channel="phone")


def knock():
    """A worker without an account writes to the group; another one stops half-way. Answers the receipt code."""
    told = {
        "story": {"story": "Мене звати Перебийніс, мене б’є бригадир."},
        "contact": {
            **ANSWERS["contact"],
            "value": "+49 160 88844411",
        },
        "talk": {**ANSWERS["talk"], "alias": "Пташечкин", "words": "Липовий Чай"},
    }
    worker = Client()
    answer(worker, SHORT[:1])
    photo = SimpleUploadedFile("Перебийніс.jpg", PHOTO)
    assert worker.post("/f/photos", {"files": photo, "shows": "Перебийніс"}).status_code == 302
    _case, code = sent_case(worker, **told)
    short = {"happened": {"problems": ["housing"]}, "several": {"speaker": "Brzęczyszczykiewicz"}}
    answer(Client(), ["happened", "several"], **short)
    Client().post("/f/1", {"problems": ["nothing"], "story": "Brzęczyszczykiewicz", "language_of_page": "pl"})
    robot = Client()
    answer(robot, SHORT, **short, story={"story": "Brzęczyszczykiewicz znowu"})
    robot.post("/f/check", {"read": "on", "homepage": "https://robot.example"})
    Client().post("/status", {"code": code})
    Client().post("/status", {"code": "1111 2222 3333 4444", "q": "Пташечкин"})
    assert len(code) == 16
    return code


def look_around(client, case):
    client.post(reverse("cases:note", args=[case.pk]), {"note-text": NOTE, "note-submission_key": ""})
    client.post(reverse("cases:call", args=[case.pk]), {"reached": "yes", "text": CALL, "submission_key": ""})
    client.get(reverse("cases:search"), {"q": NAME})
    client.post(reverse("cases:search"), {"q": NAME})
    client.post(reverse("cases:person", args=[case.pk]), {"purpose": f"{NAME} anrufen"})
    for name in ("show", "intake", "history", "access", "money", "person_edit", "facts"):
        assert client.get(reverse(f"cases:{name}", args=[case.pk])).status_code == 200
    client.get(f"/cases/{quote(NAME)}/?name={quote(PASSPORT)}")


def fall_over(client, monkeypatch):
    """A fault whose message repeats what a person told us."""

    def broken(*_, **__):
        raise ValueError(f"{NAME} {CONTACT} {STORY}")

    with monkeypatch.context() as patch:
        patch.setattr("cases.views.worklist.render", broken)
        client.raise_request_exception = False
        assert client.get(reverse("cases:mine"), {"q": NAME}).status_code == 500
        client.raise_request_exception = True


def demand_money(cast, case):
    lifecycle.advance(case, "take", by=cast.lena, responsible=cast.lena)
    for trigger in case.triggers.all():
        facts.confirm(trigger, by=cast.lena, known_by="memory")
    conflicts.clear(case, by=cast.lena, note=f"{NAME} ist hier nicht bekannt.")
    lifecycle.advance(case, "accept", by=cast.lena, on=case.today())
    letters.send_demand(case, by=cast.lena, reader=cast.tomasz, channel="email")
    call_command("run_due", stdout=io.StringIO())


def database_bytes():
    """Every value of every table of both databases, and the SQLite files as they lie on the disk."""
    for alias in connections:
        connection = connections[alias]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                yield "\n".join(str(value) for row in cursor.fetchall() for value in row).encode()
        if connection.vendor == "sqlite":
            file = Path(connection.settings_dict["NAME"])
            for path in file.parent.glob(f"{file.name}*"):
                yield path.read_bytes()


def folder_bytes(folder):
    for path in sorted(folder.rglob("*")):
        yield path.name.encode()
        if path.is_file():
            yield path.read_bytes()


def queue_bytes():
    """What the broker holds while tasks wait: with Redis every key of this run's database."""
    from notifications import tasks

    if not os.environ.get("REDIS_URL"):
        return
    import redis

    from config.celery import app

    for task in (tasks.remind, tasks.send_mail, tasks.forget):
        app.send_task(task.name, queue="readable")
    store = redis.Redis.from_url(os.environ["REDIS_URL"])
    messages = store.lrange("readable", 0, -1)
    store.delete("readable")
    assert len(messages) == 3
    yield from messages


@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_a_run_leaves_nothing_readable(client, settings, tmp_path, monkeypatch):
    settings.PORUCH_DATA = tmp_path
    settings.EMAIL_BACKEND = "outbox.mailbox.EncryptedFileBackend"
    with time_machine.travel("2026-11-23 18:00:00+01:00"), heard() as log:
        cast = build()
        sign_in(client, cast.lena, PASSWORD)
        case = enter(client)
        look_around(client, case)
        fall_over(client, monkeypatch)
        demand_money(cast, case)
        code = knock()
        places = {
            "database": b"\n".join(database_bytes()),
            "folder": b"\n".join(folder_bytes(tmp_path)),
            "queue": b"\n".join(queue_bytes()),
            "log": log.getvalue().encode(),
        }
        page = client.get(case.get_absolute_url()).content.decode()
    # What we look for was really there: on the page, in the mail, in the trouble.
    assert ALIAS in page
    assert any(letter.attachments for letter in mailbox.read_all())
    assert "ValueError" in places["log"].decode()
    assert len(places["log"]) > 10_000
    assert {
        place: readable.find([*SECRETS, *AT_THE_DOOR, code, f"{code[:4]} {code[4:8]}", "%PDF-1"], blob)
        for place, blob in places.items()
    } == {place: [] for place in places}
    # Employers' names are kept plain, and are found: the finder looked at the right bytes.
    assert readable.find(["Wellerau"], places["database"]) == ["Wellerau"]
