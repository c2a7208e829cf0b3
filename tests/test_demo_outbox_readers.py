"""Who reads which mail on the demo's Outbox page: their own, and letters of cases they may see."""

import re

import pytest
from django.urls import reverse

from accounts import invitations
from documents import dispatching
from outbox import mail, mailbox, sending
from tests.letters import approved, case_o, that_evening  # noqa: F401  a fixture

PAGE = "/outbox/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.PORUCH_DATA = tmp_path
    settings.EMAIL_BACKEND = "outbox.mailbox.EncryptedFileBackend"
    return tmp_path


def pages_of(letter):
    return [reverse("outbox:show", args=[letter.id]), reverse("outbox:attachment", args=[letter.id, 0])]


@pytest.fixture
def demand(cast, folder):
    """A letter of Köln that left by e-mail."""
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    dispatching.send_by_email(letter, by=cast.lena, to="personal@wellerau.example", submission_key="mail-1")
    assert sending.send_due()["sent"] == 1
    (found,) = mailbox.read_all()
    return found


@pytest.mark.parametrize("name", ["lena", "tomasz", "ayla"])
def test_who_may_see_the_case_reads_its_letter_with_the_pdf(cast, client, demand, name):
    client.force_login(getattr(cast, name))
    page, pdf = pages_of(demand)
    assert demand.subject in client.get(PAGE).content.decode()
    assert client.get(page).status_code == 200
    assert client.get(pdf).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["otto", "hanna", "pavlo", "nora"])
def test_for_everybody_else_it_is_as_if_there_were_no_such_mail(cast, client, demand, name):
    client.force_login(getattr(cast, name))
    page = client.get(PAGE).content.decode()
    assert "No mail yet" in page and "wellerau" not in page
    for hidden in pages_of(demand):
        assert client.get(hidden).status_code == 404


def test_a_link_for_an_account_is_for_its_owner_and_who_invited(cast, client, folder):
    invitations.invite(
        by=cast.ayla, email="neu@poruch.example", name="Neu", group=cast.koeln, role="caseworker"
    )
    sending.send_due()
    mail.queue(
        to="lena@poruch.example", subject="Link", body="…", kind="test", about=("accounts.User", cast.lena.pk)
    )
    sending.send_due()
    for person, count in ((cast.ayla, 1), (cast.lena, 1), (cast.tomasz, 0), (cast.otto, 0), (cast.hanna, 0)):
        client.force_login(person)
        links = set(re.findall(r'href="(/outbox/[0-9a-f-]{36}/)"', client.get(PAGE).content.decode()))
        assert len(links) == count, person
