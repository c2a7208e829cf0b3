"""The worker is killed in the middle of its batch, ten times: nothing is lost, nothing goes out twice."""

import random
import time
from collections import Counter

import pytest
from celery import Celery

from tests import mail_sink, production
from tests.production_world import DATES_EACH, MANY

pytestmark = pytest.mark.servers

KILLS = 10
AT_ONCE = 2  # processes of the worker: so many messages can be in the air when it dies


@pytest.fixture
def installation(tmp_path):
    with mail_sink.running() as sink, production.installed(tmp_path, sink.port) as here:
        here.sink = sink
        here.queue = Celery(broker=here.redis_url)
        here.tell("many_reminders")
        yield here


def ask(installation, task):
    installation.queue.send_task(f"notifications.tasks.{task}", queue="poruch")


def states(installation):
    return Counter(state for (state,) in installation.rows("SELECT state FROM outbox_mail"))


def killed_in_the_batch(installation, moments):
    """Start a worker, give it both tasks, and kill it once something has happened."""
    seen = progress(installation)
    installation.start("worker")
    ask(installation, "remind")
    ask(installation, "send_mail")
    installation.wait("the worker does something", lambda: progress(installation) != seen)
    time.sleep(moments.uniform(0, 0.1))
    installation.kill("worker")


def progress(installation):
    return len(installation.sink.taken), installation.rows("SELECT count(*) FROM notifications_notice")


def finished(installation):
    """A worker that nobody kills does the rest; what a dead one had in its hands is given up by its lease."""
    installation.rows(
        "UPDATE outbox_mail SET lease_until = now() - interval '1 second' WHERE state = 'sending'"
    )
    installation.start("worker")
    ask(installation, "remind")

    def is_done():
        ask(installation, "send_mail")
        time.sleep(0.5)
        left = states(installation)
        return sum(left.values()) == MANY and not left["queued"] and not left["sending"]

    installation.wait("everything is sent", is_done)
    installation.stop("worker")


@pytest.mark.long
def test_ten_kills_lose_nothing_and_repeat_nothing(installation):
    moments = random.Random(11)
    for _ in range(KILLS):
        killed_in_the_batch(installation, moments)
    before = states(installation)
    assert before["sent"] < MANY, "the batch was over before the kills were"
    finished(installation)

    arrived = Counter(installation.sink.ids())
    assert max(arrived.values()) == 1
    mails = installation.rows("SELECT id::text, state FROM outbox_mail")
    assert {state for _id, state in mails} <= {"sent", "unsure"}
    assert all(arrived[mail] == 1 for mail, state in mails if state == "sent")
    unsure = [mail for mail, state in mails if state == "unsure"]
    assert len(unsure) <= KILLS * AT_ONCE
    assert set(arrived) <= {mail for mail, _state in mails}

    assert installation.rows("SELECT count(*), count(DISTINCT user_id) FROM notifications_notice") == [
        (MANY, MANY)
    ]
    rungs = installation.rows("SELECT count(*), count(DISTINCT deadline_id) FROM notifications_reminder")
    assert rungs == [(MANY * DATES_EACH, MANY * DATES_EACH)]
