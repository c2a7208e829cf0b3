"""The worker's page: what it says, what it never says, and whom it opens for."""

import re
from datetime import timedelta

import pytest
from django.test import Client

import wording
from cases import conflicts, deadlines, facts, lifecycle, notes
from cases.models import Stage
from door import receipts, status, visit
from tests import visitor

NEVER = ("Ольга", "Wellerau", "333444", "Beispielufer", "KLN-", "липа", "Олена")


@pytest.fixture
def opened(client, cast):
    """A case, and a browser in which its code was typed."""
    case, digits = visitor.sent_case(Client())
    assert client.post("/code", {"code": digits})["Location"] == "/status"
    return case


def shown(client):
    return client.get("/status").content.decode()


def test_the_code_opens_the_page_and_the_session_holds_its_key_alone(client, opened):
    page = shown(client)
    assert "We have received your story" in page
    assert set(client.session.keys()) == {visit.RECEIPT, visit.SEEN}
    assert "3 December 2026" in page


def test_no_name_no_employer_no_number(client, opened, cast):
    page = shown(client)
    for word in NEVER:
        assert word not in page
    assert not re.search("Lena|Kramer", page)


@pytest.mark.parametrize("stage", Stage.values)
@pytest.mark.parametrize("language", ["de", "en", "fr", "pl", "ru", "uk"])
def test_each_stage_is_a_plain_sentence(opened, client, stage, language):
    type(opened).objects.filter(pk=opened.pk).update(stage=stage)
    client.cookies["language"] = language
    from django.utils import translation

    with translation.override(language):
        sentence = str(wording.label("stage", stage, "worker"))
    page = shown(client)
    assert f'<h1 class="sentence">{sentence}</h1>' in page.replace("&#x27;", "'")
    assert page.count('aria-current="step"') == 1


def test_sums_are_closed_at_first(client, opened):
    page = shown(client)
    assert re.search(r"<details><summary>Show the sums</summary>\s*<dl", page)
    assert "€1,704.00" in page


def test_a_message_of_the_team_is_what_we_need_and_a_note_is_not_shown(client, opened, cast):
    notes.write(opened, by=cast.lena, text="Bitte senden Sie den Vertrag.", for_worker=True)
    notes.write(opened, by=cast.lena, text="Nur für uns.")
    page = shown(client)
    assert "Please do this" in page
    assert "Bitte senden Sie den Vertrag." in page
    assert "Nur für uns." not in page


def test_a_confirmed_date_no_longer_says_that_nobody_checked_it(client, opened, cast):
    assert "A person has not checked it yet" in shown(client)
    facts.confirm(opened.triggers.get(event_code="dismissal_received"), by=cast.lena, known_by="postmark")
    assert "A person has not checked it yet" not in shown(client)


def test_the_way_moves_with_the_case(opened, cast):
    case = lifecycle.advance(opened, "take", by=cast.lena, responsible=cast.lena)
    assert [place.state for place in status.page(case).way] == ["done", "now", "", ""]
    for trigger in case.triggers.all():
        facts.confirm(trigger, by=cast.lena, known_by="memory")
    conflicts.clear(case, by=cast.lena)
    lifecycle.advance(
        case, "decline", by=cast.lena, reason=wording.codes("decline_reason")[0], on=case.today()
    )
    case.refresh_from_db()
    assert [place.state for place in status.page(case).way] == ["done", "done", "done", "now"]


def test_a_spoken_dismissal_says_why_there_is_no_date(client, cast):
    visitor.sent_case(client, dismissal={"form": "oral"})
    case = receipts.Receipt.objects.get().case
    assert [reason for _name, reason in status.undated(case)]
    page = client.get("/f/sent").content.decode()
    for name, _reason in status.undated(case):
        assert str(name) in page


def test_a_voided_code_closes_the_open_page(client, opened, cast):
    receipts.void(opened, by=cast.lena)
    assert client.get("/status")["Location"] == "/code"


def test_after_quiet_minutes_the_page_is_closed(client, opened):
    session = client.session
    session[visit.SEEN] -= visit.QUIET_SECONDS + 1
    session.save()
    assert client.get("/status")["Location"] == "/code"


def test_nobody_without_a_code_sees_a_page(client, cast):
    assert client.get("/status")["Location"] == "/code"


def test_the_code_stands_in_no_address_and_no_log(client, cast, caplog):
    _case, digits = visitor.sent_case(Client())
    response = client.post("/code", {"code": digits}, follow=True)
    assert digits not in caplog.text
    assert not any(digits in place for place, _status in response.redirect_chain)
    assert digits not in response.content.decode()


def test_the_team_stays_signed_in_at_the_door(client, cast):
    _case, digits = visitor.sent_case(Client())
    client.force_login(cast.lena)
    client.post("/code", {"code": digits})
    assert client.get("/cases/").status_code == 200
    assert client.get("/")["Location"] == "/cases/"


def test_few_queries(client, opened, cast, django_assert_max_num_queries):
    for number in range(10):
        notes.write(opened, by=cast.lena, text=f"Nachricht {number}", for_worker=True)
    with django_assert_max_num_queries(24):
        client.get("/status")


# --- Writing to the team -----------------------------------------------------------------------


def write(client, text, key="5f0c3a52-8a86-4d3c-a1ce-0d3b0d6d6f4e"):
    return client.post("/status", {"text": text, "submission_key": key})


def test_what_the_worker_writes_reaches_the_team_once(client, opened, cast):
    notes.write(opened, by=cast.lena, text="Bitte senden Sie den Vertrag.", for_worker=True)
    for _ in range(3):
        assert write(client, "У мене його немає.")["Location"] == "/status"
    event = opened.events.get(kind="message_from_worker")
    assert (event.by, event.visibility) == (None, "worker")
    opened.refresh_from_db()
    assert opened.turn == "team"
    page = shown(client)
    assert "У мене його немає." in page
    assert "We have your message. We answer no later than:" in page
    assert "Please do this" not in page
    client.force_login(cast.lena)
    assert "У мене його немає." in client.get(opened.get_absolute_url()).content.decode()


def test_an_answer_is_promised_and_the_team_reminded(client, opened, cast):
    promise = opened.deadlines.get(kind="task")
    write(client, "Питання")
    assert opened.deadlines.filter(kind="task").count() == 1
    deadlines.meet(promise, by=cast.lena, on=opened.today())
    write(client, "Ще одне питання", key="8b54aa54-6a4e-4d3a-b3a1-cb3ca6cb5a55")
    again = opened.deadlines.open().get(kind="task")
    assert again.title == "Auf die Nachricht der betroffenen Person antworten"
    assert opened.today() <= again.safe_on <= opened.today() + timedelta(days=3)


def test_an_empty_message_is_asked_again(client, opened):
    response = write(client, "  ")
    assert response.status_code == 422
    assert "Please write something here." in response.content.decode()
    assert not opened.events.filter(kind="message_from_worker").exists()


def test_messages_are_throttled_and_the_words_stay(client, opened, monkeypatch):
    monkeypatch.setattr("security.throttle.time.time", lambda: 1_800_000_000)
    for number in range(5):
        assert write(client, f"Слово {number}", key="").status_code == 302
    response = write(client, "Ще слово", key="")
    assert response.status_code == 429
    assert "Ще слово" in response.content.decode()
    assert opened.events.filter(kind="message_from_worker").count() == 5


def test_a_date_is_called_checked_only_where_rule_and_day_are(client, opened, cast):
    not_checked = "A person has not checked it yet."
    assert not_checked in shown(client)
    for trigger in opened.triggers.all():
        facts.confirm(trigger, by=cast.lena, known_by="postmark")
    assert not_checked not in shown(client)
    opened.deadlines.update(is_verified=False)
    assert not_checked in shown(client)


def test_a_rule_that_is_not_explained_in_every_language_is_kept_from_workers(client, opened, monkeypatch):
    assert "3 December 2026" in shown(client)
    monkeypatch.setattr(wording, "is_worded", lambda rule_id: rule_id != "DE_KSCHG_4")
    assert "3 December 2026" not in shown(client)
    assert "DE_KSCHG_4" not in {one.rule_id for one in status.legal_dates(opened)}
