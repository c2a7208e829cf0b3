"""The commands of compose.yaml, started as processes, bring one reminder and one letter to a mail server."""

import io
import urllib.request

import pypdf
import pytest

from tests import mail_sink, production, readable

pytestmark = pytest.mark.servers


SERVICES = ("web", "worker", "beat")


@pytest.fixture
def installation(tmp_path):
    with mail_sink.running() as sink, production.installed(tmp_path, sink.port) as here:
        here.sink = sink
        here.run("python", "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        here.tell("reminder_and_letter")
        for service in SERVICES:
            here.start(service)
        yield here


@pytest.mark.long
def test_all_parts_bring_one_reminder_and_one_letter_and_end_when_asked_to(installation):
    """One evening of an installation: each line below stands on what the lines before it did."""
    the_web_server_is_well(installation)
    the_reminder_arrives(installation)
    the_letter_arrives_and_the_case_is_told(installation)
    for service in SERVICES:
        installation.run("python", "compose/healthcheck.py", service)
    nothing_tells_who_the_worker_is(installation)
    for service in SERVICES:
        it_stands_and_ends_when_it_is_asked_to(installation, service)
    nothing_was_sent_twice(installation)


def mail_to(installation, address):
    return [message for message in installation.sink.messages() if message["To"] == address]


def the_web_server_is_well(installation):
    def answers():
        request = urllib.request.Request(
            f"http://127.0.0.1:{installation.port}/healthz", headers={"Host": production.HOST}
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    installation.wait("the web server answers", answers)


def the_reminder_arrives(installation):
    installation.wait("the reminder arrives", lambda: mail_to(installation, "lena@poruch.example"))
    (message,) = mail_to(installation, "lena@poruch.example")
    assert "KLN-" in message.get_content()
    assert "https://cases.example.org/cases/" in message.get_content()


def the_letter_arrives_and_the_case_is_told(installation):
    installation.wait("the letter arrives", lambda: mail_to(installation, "personal@wellerau.example"))
    (message,) = mail_to(installation, "personal@wellerau.example")
    assert message["Reply-To"] == "post@kln.example"
    (part,) = message.iter_attachments()
    text = pypdf.PdfReader(io.BytesIO(part.get_content())).pages[0].extract_text()
    assert "Hotelbetrieb Wellerau GmbH" in text
    installation.wait(
        "the dispatch is told",
        lambda: installation.rows("SELECT state FROM documents_dispatch") == [("sent",)],
    )
    assert installation.rows("SELECT count(*) FROM cases_caseevent WHERE kind = 'letter_mailed'") == [(1,)]


def nothing_tells_who_the_worker_is(installation):
    blobs = [*installation.database_values(), *installation.queue_values()]
    blobs += [path.read_bytes() for path in installation.folder.rglob("*") if path.is_file()]
    words = ["Озерна", "Oserna", "333444", "звільнили", "бібліотеки", "Musterstraße 7", "%PDF-1"]
    assert readable.find(words, b"\n".join(blobs)) == []


def it_stands_and_ends_when_it_is_asked_to(installation, service):
    assert installation.processes[service].poll() is None
    assert installation.stop(service) == 0
    assert "Traceback" not in installation.log(service).read_text()


def nothing_was_sent_twice(installation):
    ids = installation.sink.ids()
    assert len(ids) == len(set(ids)) == 2
