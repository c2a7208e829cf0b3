"""Mail leaves once, or people see that it did not, or perhaps did: nothing is lost, nothing goes twice."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from outbox import mail, sending
from outbox.models import Mail, Problem, State
from outbox.sending import BACK_OFF, LEASE
from security import filestore
from tests import mail_sink

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def sink(settings, db):
    with mail_sink.running() as sink:
        settings.EMAIL_BACKEND = "outbox.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        settings.DEFAULT_FROM_EMAIL = "office@poruch.example"
        yield sink


def queued(**facts):
    given = {
        "to": "lena@poruch.example",
        "subject": "Zwei Fristen",
        "body": "KLN-2026-0001: бегом",
        "kind": "test",
    }
    row = mail.queue(**given | facts)
    Mail.objects.filter(pk=row.pk).update(next_try_at=NOON)
    return row


def state(row):
    row.refresh_from_db()
    return row.state, row.last_error


def test_a_message_arrives_as_it_was_written_and_is_known_by_the_id_of_its_row(sink):
    row = queued(reply_to="post@gruppe.example")
    assert sending.send_due(NOON)["sent"] == 1
    (message,) = sink.messages()
    assert (message["To"], message["Subject"]) == ("lena@poruch.example", "Zwei Fristen")
    assert (message["From"], message["Reply-To"]) == ("office@poruch.example", "post@gruppe.example")
    assert message.get_content().strip() == "KLN-2026-0001: бегом"
    assert message["Message-ID"] == f"<{row.pk}@poruch.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert state(row) == (State.SENT, "")
    assert row.sent_at == NOON


def test_what_is_sent_is_not_sent_again(sink):
    queued()
    for _ in range(3):
        sending.send_due(NOON)
    assert len(sink.taken) == 1


def test_an_attachment_arrives_byte_for_byte(sink):
    content = bytes(range(256)) * 300
    queued(attachments=[("Brief Łódź.pdf", filestore.put(content), "application/pdf")])
    sending.send_due(NOON)
    (part,) = sink.messages()[0].iter_attachments()
    assert part.get_filename() == "Brief Łódź.pdf"
    assert part.get_content_type() == "application/pdf"
    assert part.get_content() == content


def test_an_attachment_that_is_gone_is_a_failure_people_see(sink):
    row = queued(attachments=[("Brief.pdf", "00000000-0000-4000-8000-000000000000", "application/pdf")])
    assert sending.send_due(NOON)["failed"] == 1
    assert state(row) == (State.FAILED, Problem.ATTACHMENT)
    assert sink.taken == []


def test_a_disk_that_does_not_answer_is_tried_again(sink, monkeypatch):
    def away(_file_id):
        raise OSError("input/output error")

    row = queued(attachments=[("Brief.pdf", filestore.put(b"x"), "application/pdf")])
    with monkeypatch.context() as patch:
        patch.setattr(filestore, "get", away)
        assert sending.send_due(NOON)["queued"] == 1
    assert state(row) == (State.QUEUED, Problem.ATTACHMENT)
    assert sending.send_due(NOON + BACK_OFF[0])["sent"] == 1


def test_a_message_of_work_that_was_rolled_back_never_leaves(sink):
    with pytest.raises(RuntimeError), transaction.atomic():
        queued()
        raise RuntimeError
    assert sending.send_due(NOON)["sent"] == 0


def test_one_key_is_one_message_for_ever(sink):
    first, second = queued(unique_key="reminder:1"), queued(unique_key="reminder:1", subject="Anders")
    assert first.pk == second.pk
    sending.send_due(NOON)
    assert len(sink.taken) == 1


@pytest.mark.parametrize(
    "address", ["", "lena", "lena@", "a@b\nBcc: c@d.example", "lena@poruch.example, x@y.example"]
)
def test_a_wrong_address_is_no_crash_and_no_silence(sink, address):
    row = queued(to=address)
    assert state(row) == (State.FAILED, Problem.ADDRESS)
    assert sending.send_due(NOON)["sent"] == 0
    assert not mail.retry(row)


def test_line_breaks_in_subject_and_address_make_no_headers(sink):
    queued(subject="Frist\r\nBcc: boss@firm.example", reply_to="post@gruppe.example\nX-Evil: 1")
    sending.send_due(NOON)
    ((recipients, text),) = sink.taken
    assert recipients == ["lena@poruch.example"]
    assert b"\nBcc:" not in text
    assert b"\nX-Evil" not in text


@pytest.mark.parametrize(
    ("verb", "answer"), [("RCPT", "550 lena@poruch.example unknown"), ("TEXT", "554 no")]
)
def test_a_refusal_is_final_and_says_nothing_in_the_servers_own_words(sink, caplog, verb, answer):
    sink.answers[verb] = answer
    row = queued()
    with caplog.at_level(logging.DEBUG):
        assert sending.send_due(NOON)["failed"] == 1
    assert state(row) == (State.FAILED, Problem.REFUSED)
    assert "lena" not in caplog.text
    assert sending.send_due(NOON + timedelta(days=30))["sent"] == 0


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "TEXT"])
def test_a_server_that_is_busy_is_asked_again_later(sink, verb):
    sink.answers[verb] = "451 busy"
    row = queued()
    assert sending.send_due(NOON)["queued"] == 1
    assert state(row) == (State.QUEUED, Problem.LATER)
    assert row.next_try_at == NOON + BACK_OFF[0]
    sink.answers = dict(mail_sink.GREETING)
    assert sending.send_due(NOON + timedelta(seconds=59))["sent"] == 0
    assert sending.send_due(NOON + timedelta(seconds=60))["sent"] == 1


def test_a_server_that_is_away_is_tried_with_growing_pauses_and_then_given_up(sink, settings):
    settings.EMAIL_PORT = 9  # nobody listens
    row, now = queued(), NOON
    for pause in BACK_OFF:
        assert sending.send_due(now)["queued"] == 1
        assert state(row) == (State.QUEUED, Problem.CONNECTION)
        assert row.next_try_at == now + pause
        now = row.next_try_at
    assert sending.send_due(now)["failed"] == 1
    assert state(row) == (State.FAILED, Problem.CONNECTION)


def test_our_own_sign_in_refused_is_named_and_tried_again(sink, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "office", "wrong"
    sink.answers |= {"EHLO": "250-sink\n250 AUTH PLAIN", "AUTH": "535 no"}
    row = queued()
    assert sending.send_due(NOON)["queued"] == 1
    assert state(row) == (State.QUEUED, Problem.SIGN_IN)


def test_a_line_that_breaks_after_the_text_went_over_leaves_it_to_people(sink):
    sink.hangs_up = True
    row = queued()
    assert sending.send_due(NOON)["unsure"] == 1
    assert state(row) == (State.UNSURE, Problem.INTERRUPTED)
    sink.hangs_up = False
    assert sending.send_due(NOON + timedelta(days=9))["sent"] == 0
    assert len(sink.taken) == 1


def test_a_worker_told_to_stop_while_the_text_goes_over_leaves_it_to_people(sink, monkeypatch):
    class TimeIsUp(Exception):
        pass

    def stop(self, message):
        raise TimeIsUp

    monkeypatch.setattr("smtplib.SMTP.data", stop)
    row = queued()
    assert sending.send_due(NOON)["unsure"] == 1
    assert state(row) == (State.UNSURE, Problem.INTERRUPTED)


def test_a_person_sends_a_perhaps_sent_message_again(sink):
    sink.hangs_up = True
    row = queued()
    sending.send_due(NOON)
    sink.hangs_up = False
    assert mail.retry(row)
    assert row.attempts == 0
    assert sending.send_due()["sent"] == 1
    assert sink.ids() == [str(row.pk)] * 2  # one Message-ID: mail programmes show it once


def test_a_person_takes_a_perhaps_sent_message_as_sent(sink):
    sink.hangs_up = True
    row = queued()
    sending.send_due(NOON)
    assert mail.settle(row)
    assert row.state == State.SENT
    assert not mail.retry(row)
    assert not mail.settle(row)


def test_a_person_sends_a_refused_message_again(sink):
    sink.answers["RCPT"] = "550 full"
    row = queued()
    sending.send_due(NOON)
    assert not mail.settle(row)
    sink.answers = dict(mail_sink.GREETING)
    assert mail.retry(row)
    assert sending.send_due()["sent"] == 1


@pytest.mark.parametrize("state_before", [State.QUEUED, State.SENDING, State.SENT])
def test_only_failed_and_unsure_messages_are_sent_again(sink, state_before):
    row = queued()
    Mail.objects.filter(pk=row.pk).update(state=state_before)
    assert not mail.retry(row)
    assert row.state == state_before


def test_a_claim_is_given_once(db):
    row = queued()
    assert sending._claimed(row.pk, NOON) is not None
    assert sending._claimed(row.pk, NOON) is None


def test_a_sender_that_never_reported_back_makes_its_message_perhaps_sent(sink):
    row = queued()
    sending._claimed(row.pk, NOON)
    assert sending.send_due(NOON + LEASE)["unsure"] == 0
    assert state(row)[0] == State.SENDING
    assert sending.send_due(NOON + LEASE + timedelta(seconds=1))["unsure"] == 1
    assert state(row) == (State.UNSURE, Problem.INTERRUPTED)
    assert sink.taken == []


def test_a_late_report_does_not_overwrite_what_a_person_decided_meanwhile(sink):
    row = queued()
    claimed = sending._claimed(row.pk, NOON)
    sending.send_due(NOON + LEASE + timedelta(seconds=1))
    mail.retry(row)
    sending._finish(claimed, state=State.SENT, sent_at=NOON)
    assert state(row)[0] == State.QUEUED


def test_a_run_ends_between_two_messages_when_it_is_asked_to(sink):
    for _ in range(3):
        queued()
    assert sending.send_due(NOON, is_stopped=lambda: len(sink.taken) == 2)["sent"] == 2
    assert sending.send_due(NOON)["sent"] == 1


def test_sent_mail_is_forgotten_when_its_links_have_done_their_work(sink):
    old, letter, waiting = queued(kind="reminder"), queued(kind="letter"), queued(kind="reminder")
    Mail.objects.filter(pk__in=[old.pk, letter.pk]).update(state=State.SENT, sent_at=NOON)
    assert mail.forget_sent(["reminder"], NOON + timedelta(days=1)) == 1
    assert set(Mail.objects.all()) == {letter, waiting}


def test_what_belongs_to_an_erased_thing_is_erased(sink):
    about = ("cases.Case", "00000000-0000-4000-8000-000000000001")
    queued(about=about)
    other = queued()
    assert mail.forget_about(*about) == 1
    assert list(Mail.objects.all()) == [other]


def test_the_table_holds_no_word_of_a_message(db):
    queued(reply_to="post@gruppe.example")
    (row,) = Mail.objects.raw("SELECT * FROM outbox_mail")
    for name in ("to", "reply_to", "subject", "body", "attachments"):
        assert row.__dict__[name].token.startswith("v1:")
