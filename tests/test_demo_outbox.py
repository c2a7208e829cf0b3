"""The demo's Outbox page: mail that real use would have sent; outside the demo it does not exist."""

import io

import pytest
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from outbox import mail, mailbox, sending
from security import filestore

PAGE = "/outbox/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.PORUCH_DATA = tmp_path
    settings.EMAIL_BACKEND = "outbox.mailbox.EncryptedFileBackend"
    return tmp_path


@pytest.fixture
def lena(cast, client, folder):
    client.force_login(cast.lena)
    return client


def sent(**facts):
    given = {
        "to": "Lena@poruch.example",
        "subject": "Форма 7",
        "body": "Zeile 1\n<b>Zeile 2</b>",
        "kind": "test",
    }
    row = mail.queue(**given | facts)
    assert sending.send_due()["sent"] == 1
    return row


def test_it_lists_what_would_have_left_newest_first(lena):
    assert "No mail yet" in lena.get(PAGE).content.decode()
    sent(subject="Erste")
    sent(subject="Zweite")
    page = lena.get(PAGE).content.decode()
    assert page.index("Zweite") < page.index("Erste")
    assert "Lena@poruch.example" in page


def test_it_shows_a_message_and_runs_nothing_in_it(lena):
    sent()
    (letter,) = mailbox.read_all()
    page = lena.get(reverse("outbox:show", args=[letter.id])).content.decode()
    assert "Форма 7" in page
    assert "&lt;b&gt;Zeile 2" in page
    assert "<b>Zeile" not in page


@pytest.mark.parametrize(
    ("name", "media_type", "served_as"),
    [
        ("Brief.pdf", "application/pdf", "application/pdf"),
        ("böse.html", "text/html", "application/octet-stream"),
        ("x.svg", "image/svg+xml", "application/octet-stream"),
    ],
)
def test_an_attachment_is_a_download_that_can_do_nothing(lena, name, media_type, served_as):
    content = b"<script>alert(1)</script>"
    sent(attachments=[(name, filestore.put(content), media_type)])
    (letter,) = mailbox.read_all()
    answer = lena.get(reverse("outbox:attachment", args=[letter.id, 0]))
    assert answer.content == content
    assert answer["Content-Type"] == served_as
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert lena.get(reverse("outbox:attachment", args=[letter.id, 1])).status_code == 404


def test_unknown_mail_is_not_found(lena):
    for path in ("11111111-1111-4111-8111-111111111111/", "11111111-1111-4111-8111-111111111111/0/"):
        assert lena.get(PAGE + path).status_code == 404


def test_it_is_for_people_who_are_signed_in(client, db, folder):
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("mode", ["small", "production"])
def test_outside_the_demo_it_does_not_exist(lena, settings, monkeypatch, mode):
    sent()
    (letter,) = mailbox.read_all()
    settings.PORUCH_MODE = mode
    monkeypatch.setattr("accounts.second_factor.is_required", lambda: False)
    for path in (PAGE, f"{PAGE}{letter.id}/", f"{PAGE}{letter.id}/0/"):
        assert lena.get(path).status_code == 404


def test_the_folder_shows_nothing_of_the_mail(lena, folder):
    sent()
    raw = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for word in ("Lena", "poruch.example", "Zeile", "Message-ID", "Форма"):
        assert word.encode() not in raw


def test_mail_of_other_programs_lands_there_too(folder, db):
    EmailMessage("Betreff", "Text", "a@b.example", ["c@d.example"], connection=get_connection()).send()
    (letter,) = mailbox.read_all()
    assert (letter.subject, letter.body.strip(), letter.attachments) == ("Betreff", "Text", [])


def test_a_message_can_be_read_as_a_mail_programme_would(folder, db):
    sent(attachments=[("a.txt", filestore.put("Łódź".encode()), "text/plain")])
    (letter,) = mailbox.read_all()
    ((name, media_type, content),) = letter.attachments
    assert (name, media_type) == ("a.txt", "text/plain")
    assert io.BytesIO(content).read().decode().strip() == "Łódź"
