"""What we did and who has read it, on the worker's page: the worker's words, days and tasks, no names and no sums."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client

from cases import admissions, consents, ledger, lifecycle
from cases.models import Consent
from door import did, readers
from security import watch
from tests import visitor


@pytest.fixture
def opened(client, cast):
    case, digits = visitor.sent_case(Client())
    client.post("/code", {"code": digits})
    return case


def test_every_step_the_worker_may_see_has_a_sentence():
    assert set(did.SENTENCES) >= lifecycle.SEEN_BY_WORKER


def test_entries_for_the_worker_are_told_without_names_and_sums(client, opened, cast):
    case = lifecycle.advance(opened, "take", by=cast.lena, responsible=cast.lena)
    ledger.record_payment(
        case,
        by=cast.lena,
        amount=Decimal("321.00"),
        currency="EUR",
        kind="net",
        received_on=case.today(),
        submission_key="one",
    )
    consents.withdraw(Consent.objects.get(case=case, kind="act"), by=cast.lena)
    told = [str(one.sentence) for one in did.listed(case)]
    assert told[:2] == [
        "You took your consent back: The group works on my case",
        "Money came in. You find the sum under “Money”.",
    ]
    page = client.get("/status").content.decode()
    part = page.partition('id="did"')[2].partition("</section>")[0]
    assert "We received your story." in part
    assert "321" not in part and "Lena" not in page and "Taken by" not in page


def test_readers_are_days_and_tasks_and_no_names(client, opened, cast):
    admissions.admit(opened, by=cast.ayla, user=cast.pavlo, role="interpreter", scope="case", purpose="Helps")
    for person in (cast.lena, cast.tomasz, cast.ayla, cast.pavlo):
        watch.record_reading(person, opened.pk, "case")
        watch.record_reading(person, opened.pk, "history")
    watch.record("refused", user=cast.hanna, case_id=opened.pk, detail="view_case")
    (day,) = readers.days(opened)
    assert [(str(task), number) for task, number in day.people] == [
        ("works on cases", 2),
        ("leads the group", 1),
        ("interpreter", 1),
    ]
    page = client.get("/status").content.decode()
    assert "works on cases (2), leads the group, interpreter" in page
    for name in ("Lena", "Tomasz", "Ayla", "Pavlo", "Hanna"):
        assert name not in page


def test_a_day_is_a_local_day(opened, cast, monkeypatch):
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    monkeypatch.setattr("security.watch.timezone.now", lambda: late)
    watch.record_reading(cast.lena, opened.pk, "case")
    assert [f"{day.on}" for day in readers.days(opened)] == ["2026-11-25"]
