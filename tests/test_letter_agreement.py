"""The worker reads the letter in their language and agrees, or says what should change; what changed is asked anew."""

import pytest
from django.urls import reverse
from django.utils import translation

from documents import approving, drafting, showing
from documents.drafting import LetterRefused
from documents.models import Answer, Letter, Showing
from door import receipts
from tests.letters import DAY, case_o, letter_of, that_evening  # noqa: F401  a fixture


@pytest.fixture
def letter(cast):
    return letter_of(case_o(cast), cast.lena)


@pytest.fixture
def opened(client, letter, cast):
    """The worker's browser, in which the code was typed."""
    client.post("/code", {"code": receipts.renew(letter.case, by=cast.lena)})
    return client


def fresh(letter):
    return Letter.objects.get(pk=letter.pk)


def answer(client, shown, **posted):
    return client.post("/status/letter", {"showing": str(shown.pk), **posted})


@translation.override("en")  # what a request leaves active ends with the test
def test_the_team_shows_it_and_the_worker_reads_and_agrees(opened, letter, cast, client):
    assert "A letter for you to read" not in opened.get("/status").content.decode()
    shown = showing.show(letter, by=cast.lena)
    assert "A letter for you to read" in opened.get("/status").content.decode()
    opened.cookies["language"] = "uk"
    page = opened.get("/status/letter").content.decode()
    for words in ("Що в листі", "вересень 2026", "Показати весь лист", 'lang="de"', "Geltendmachung"):
        assert words in page
    for _ in range(2):
        assert answer(opened, shown, answer="agree")["Location"] == "/status"
    assert fresh(letter).worker_agreed_on == DAY
    event = letter.case.events.get(kind="letter_agreed")
    assert (event.detail["how"], event.detail["language"], event.by) == ("page", "uk", None)
    assert opened.get("/status/letter")["Location"] == "/status"
    approving.submit(letter, by=cast.lena)
    client.force_login(cast.tomasz)
    seen = client.get(reverse("documents:show", args=[letter.case_id, letter.pk])).content.decode()
    assert "Auf der Seite zugestimmt am 23. November 2026" in seen


@translation.override("en")  # what a request leaves active ends with the test
def test_what_should_change_reaches_the_team(opened, letter, cast):
    shown = showing.show(letter, by=cast.lena)
    empty = answer(opened, shown, answer="change", words=" ")
    assert empty.status_code == 422
    other = answer(opened, shown, words="Години не ті", language_of_page="de").content.decode()
    assert "Години не ті" in other and "Was in dem Brief steht" in other
    answer(opened, shown, answer="change", words="Години не ті")
    letter.case.refresh_from_db()
    assert (letter.case.message_waits, letter.case.turn) == (True, "team")
    assert Showing.objects.get().answer == Answer.CHANGE
    assert fresh(letter).worker_agreed_on is None
    opened.force_login(cast.lena)
    page = opened.get(reverse("documents:show", args=[letter.case_id, letter.pk])).content.decode()
    assert "Години не ті" in page and "Asked for a change on" in page


def test_a_changed_letter_is_no_longer_shown_and_no_longer_agreed(opened, letter, cast):
    shown = showing.show(letter, by=cast.lena)
    answer(opened, shown, answer="agree")
    drafting.save(fresh(letter), by=cast.lena, changes={"opening": "Ein neuer Satz."})
    with pytest.raises(LetterRefused, match="another text"):
        approving.submit(letter, by=cast.lena)
    again = showing.show(letter, by=cast.lena)
    drafting.save(fresh(letter), by=cast.lena, changes={"opening": "Noch ein Satz."})
    assert showing.waiting(letter.case) is None
    assert answer(opened, again, answer="agree")["Location"] == "/status"
    assert not Showing.objects.get(pk=again.pk).answer


def test_an_answer_counts_only_for_the_text_that_was_read(opened, letter, cast):
    first = showing.show(letter, by=cast.lena)
    showing.show(letter, by=cast.lena)
    assert answer(opened, first, answer="agree")["Location"] == "/status/letter"
    assert fresh(letter).worker_agreed_on is None


def test_an_agreement_told_to_the_team_stands_in_the_history(letter, cast):
    drafting.save(letter, by=cast.lena, changes={"worker_agreed_on": DAY})
    assert letter.case.events.get(kind="letter_agreed").detail["how"] == "told"


def test_only_the_team_shows_and_only_the_code_opens(client, letter, cast):
    address = reverse("documents:show_worker", args=[letter.case_id, letter.pk])
    client.force_login(cast.hanna)
    assert client.post(address).status_code == 404
    client.force_login(cast.lena)
    client.post(address)
    assert Showing.objects.count() == 1
    client.logout()
    assert client.get("/status/letter")["Location"] == "/code"
