"""`manage.py run_due` does all that is owed without a broker, goes on after a fault, stops when asked."""

import io
import logging
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from notifications import reminders, tasks, work
from outbox import mailbox, sending
from outbox.models import Mail, State
from security.models import Counter
from tests.remind import at, dated_case, mails

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def demo_mailbox(settings, tmp_path):
    settings.EMAIL_BACKEND = "outbox.mailbox.EncryptedFileBackend"
    settings.PORUCH_DATA = tmp_path


def test_one_command_writes_reminders_and_sends_them(cast, demo_mailbox):
    dated_case(cast.lena, 7)
    said = io.StringIO()
    with at():
        call_command("run_due", stdout=said)
    (letter,) = mailbox.read_all()
    assert letter.to == cast.lena.email
    assert letter.body.split() == mails(cast.lena)[0].partition("\n")[2].split()
    assert "reminders: 1" in said.getvalue()
    assert Mail.objects.get().state == State.SENT


def test_again_run_it_does_nothing(cast, demo_mailbox):
    dated_case(cast.lena, 7)
    with at():
        for _ in range(3):
            call_command("run_due", stdout=io.StringIO())
    assert len(mailbox.read_all()) == 1


@pytest.mark.parametrize("task", [tasks.remind, tasks.send_mail, tasks.compare_law, tasks.forget])
def test_the_workers_tasks_may_run_twice(cast, demo_mailbox, task):
    dated_case(cast.lena, 7)
    with at():
        for one in (tasks.remind, task, task, tasks.send_mail, tasks.send_mail):
            one()
    assert len(mailbox.read_all()) == 1


def test_the_worker_and_the_loop_do_the_same_work():
    """What one of them forgets would never be done in half of all installations."""
    from config.celery import app

    scheduled = {entry["task"].rpartition(".")[2] for entry in app.conf.beat_schedule.values()}
    assert scheduled == {"remind", "send_mail", "compare_law", "forget"}
    assert [job.name for job in work.jobs()] == ["reminders", "mail", "law", "forgotten"]


def test_counters_sessions_and_old_mail_are_forgotten(db, client):
    now = timezone.now()
    Counter.objects.create(key="over", expires_at=now - timedelta(seconds=1))
    Counter.objects.create(key="runs", expires_at=now + timedelta(hours=1))
    old = Mail.objects.create(
        to="a@b.example", kind="invitation", state=State.SENT, sent_at=now - timedelta(days=31),
        created_at=now, next_try_at=now,
    )  # fmt: skip
    young = Mail.objects.create(
        to="a@b.example", kind="invitation", state=State.SENT, sent_at=now, created_at=now, next_try_at=now
    )
    letter = Mail.objects.create(
        to="a@b.example",
        kind="letter",
        state=State.SENT,
        sent_at=old.sent_at,
        created_at=now,
        next_try_at=now,
    )
    work.forget()
    assert [counter.key for counter in Counter.objects.all()] == ["runs"]
    assert set(Mail.objects.all()) == {young, letter}


def test_a_database_that_is_away_for_a_moment_ends_nothing(db, monkeypatch, caplog):
    stopped, turns = threading.Event(), []

    def away():
        turns.append("away")
        if len(turns) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        stopped.set()

    monkeypatch.setattr(work, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(work, "jobs", lambda is_stopped: [work.Job("mail", 0, away)])
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    with caplog.at_level(logging.ERROR):
        work.run_until(stopped)
    assert len(turns) == 2
    assert "mail" in caplog.text


def test_a_fault_in_one_job_leaves_the_others_their_turn(db, monkeypatch):
    stopped = threading.Event()

    def broken():
        raise ZeroDivisionError

    jobs = [work.Job("broken", 600, broken), work.Job("last", 600, stopped.set)]
    monkeypatch.setattr(work, "jobs", lambda is_stopped: jobs)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    work.run_until(stopped)
    assert stopped.is_set()


def test_jobs_have_their_own_pace(monkeypatch):
    stopped, done = threading.Event(), []

    def often():
        done.append("often")
        if len(done) > 5:
            stopped.set()

    jobs = [work.Job("rare", 600, lambda: done.append("rare")), work.Job("often", 0, often)]
    monkeypatch.setattr(work, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(work, "jobs", lambda is_stopped: jobs)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    work.run_until(stopped)
    assert done.count("rare") == 1
    assert done.count("often") == 5


def test_the_loop_hands_its_stop_sign_to_the_sender(db, monkeypatch):
    stopped, seen = threading.Event(), []

    def send_due(is_stopped):
        seen.append(is_stopped())
        stopped.set()
        seen.append(is_stopped())
        return {}

    monkeypatch.setattr(sending, "send_due", send_due)
    monkeypatch.setattr(reminders, "write", lambda: 0)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    work.run_until(stopped)
    assert seen == [False, True]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """The environment of an installation of its own, prepared once."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORUCH_DATA": str(tmp_path_factory.mktemp("loop")),
        "PORUCH_MODE": "demo",
        "PORUCH_ENV_FILE": os.devnull,
    }
    for name in ("DATABASE_URL", "SECURITY_DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    prepare = [sys.executable, "manage.py", "prepare", "--verbosity", "0"]
    subprocess.run(prepare, cwd=ROOT, env=environment, check=True, timeout=120)
    return environment


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_real_loop_ends_quietly_when_it_is_told_to(installation, sign):
    loop = subprocess.Popen(
        [sys.executable, "manage.py", "run_due", "--loop"],
        cwd=ROOT,
        env=installation,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert b"begins" in loop.stdout.readline()
        loop.send_signal(sign)
        said, _ = loop.communicate(timeout=30)
    finally:
        loop.kill()
    assert loop.returncode == 0
    assert b"Traceback" not in said
