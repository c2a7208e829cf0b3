"""History is written through one door, refused change by the database, and every tampering is noticed."""

import threading
import uuid
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from cases import append_only, events
from cases.models import CaseEvent, EventText, HistoryHead
from tests.cast import build, open_case


@pytest.fixture
def case(cast):
    """A case with a few entries, some with words."""
    case = open_case(cast.lena)
    events.record(case, "note", by=cast.lena, text="Ольга позвонила")
    events.record(case, "call", by=cast.lena, detail={"reached": True}, text="Nicht erreicht")
    events.record(case, "payment_recorded", by=cast.tomasz, detail={"amount": Decimal("99.50")})
    return case


def entries(case):
    return CaseEvent.objects.filter(case=case).order_by("number")


def tampered(case, entry, /, **values):
    """As somebody with the database and without the program would do it."""
    with append_only.suspended(connection):
        assert entries(case).filter(number=entry).update(**values)


def broken(case):
    with pytest.raises(events.BrokenChain) as raised:
        events.verify(case)
    return str(raised.value)


def test_an_untouched_history_is_as_it_was_written(case):
    assert events.verify(case) == entries(case).count()
    assert list(entries(case).values_list("number", flat=True)) == list(range(1, entries(case).count() + 1))


def test_entries_hold_no_words(case):
    assert not any("Ольга" in str(event.detail) for event in entries(case))
    note = entries(case).get(kind="note")
    assert EventText.objects.get(pk=note.text_id).body == "Ольга позвонила"
    assert len(note.text_hash) == 64


def test_words_can_be_erased_and_the_history_still_holds(case):
    EventText.objects.filter(case=case).delete()
    assert events.verify(case) == entries(case).count()


@pytest.mark.parametrize("action", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(case, action):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if action == "update":
            entries(case).filter(number=1).update(kind="other")
        else:
            entries(case).filter(number=1).delete()
    assert events.verify(case)


def test_raw_sql_is_refused_too(case):
    for statement in ("UPDATE cases_caseevent SET kind = 'x'", "DELETE FROM cases_caseevent"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "met"},
        {"detail": {"channel": "visit"}},
        {"visibility": "team"},
        {"at": timezone.now() - timedelta(days=400)},
        {"by": None},
        {"text_id": uuid.uuid4()},
        {"text_hash": "0" * 64},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
    ],
)
def test_a_changed_entry_is_named(case, values):
    tampered(case, 1, **values)
    assert broken(case) == f"{case.reference}, entry 1"


def test_a_removed_entry_is_named(case):
    with append_only.suspended(connection):
        entries(case).filter(number=2).delete()
    assert broken(case) == f"{case.reference}, entry 3"


def test_a_removed_end_is_noticed(case):
    last = entries(case).count()
    with append_only.suspended(connection):
        entries(case).filter(number=last).delete()
    assert broken(case) == f"{case.reference}, after entry {last - 1}"


def test_a_history_that_is_gone_altogether_is_noticed(case):
    with append_only.suspended(connection):
        entries(case).delete()
    HistoryHead.objects.filter(case=case).delete()
    assert broken(case) == f"{case.reference}, without any entry"


def test_a_removed_end_is_noticed_though_the_head_was_turned_back(case):
    last = entries(case).count()
    with append_only.suspended(connection):
        entries(case).filter(number=last).delete()
    before = entries(case).get(number=last - 1)
    HistoryHead.objects.filter(case=case).update(number=before.number, hash=before.hash)
    assert broken(case)


def test_entries_that_changed_places_are_noticed(case):
    tampered(case, 2, number=900)
    tampered(case, 3, number=2)
    tampered(case, 900, number=3)
    assert broken(case) == f"{case.reference}, entry 2"


def test_an_entry_put_in_is_noticed(case):
    last = entries(case).last()
    CaseEvent.objects.create(
        case=case, number=last.number + 1, kind="note", at=timezone.now(), detail={}, visibility="team",
        previous_hash=last.hash, hash="f" * 64,
    )  # fmt: skip
    assert broken(case) == f"{case.reference}, entry {last.number + 1}"


def test_an_entry_of_another_case_is_noticed(case, cast):
    other = open_case(cast.tomasz)
    foreign, last = entries(other).first(), entries(case).last()
    with append_only.suspended(connection):
        CaseEvent.objects.filter(pk=foreign.pk).update(case=case, number=last.number + 1)
    assert broken(case)
    assert broken(other)


def test_changed_words_are_named(case):
    note = entries(case).get(kind="note")
    words = EventText.objects.get(pk=note.text_id)
    words.body = "Ольга не позвонила"
    words.save()
    assert broken(case) == f"{case.reference}, words of entry {note.number}"


def test_words_that_changed_places_are_named(case):
    first, second = (
        EventText.objects.get(pk=event.text_id) for event in entries(case).exclude(text_id=None)[:2]
    )
    first.body, second.body = second.body, first.body
    first.save()
    second.save()
    assert "words of entry" in broken(case)


def test_a_missing_or_foreign_seal_is_noticed(case, cast):
    other = open_case(cast.tomasz)
    HistoryHead.objects.filter(case=case).update(seal=HistoryHead.objects.get(case=other).seal)
    assert broken(case)
    HistoryHead.objects.filter(case=case).delete()
    assert broken(case)


def test_the_command_says_that_all_is_well_or_which_case_is_not(case, cast):
    whole = open_case(cast.tomasz)
    said = StringIO()
    call_command("verify_history", stdout=said)
    assert "of 2 cases are as they were written" in said.getvalue()
    tampered(case, 1, kind="met")
    with pytest.raises(CommandError, match=f"{case.reference}, entry 1") as raised:
        call_command("verify_history")
    assert whole.reference not in str(raised.value)


def test_work_that_is_rolled_back_leaves_no_entry_and_no_gap(case, cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        events.record(case, "note", by=cast.lena, text="x")
        raise RuntimeError
    events.record(case, "note", by=cast.lena, text="y")
    assert events.verify(case) == entries(case).count()


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain():
    cast = build()
    case, start, errors = open_case(cast.lena), threading.Barrier(4), []
    before = entries(case).count()

    def write():
        start.wait()
        try:
            for number in range(5):
                events.record(case, "note", by=cast.lena, text=f"Notiz {number}")
        except Exception as error:
            errors.append(error)
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert events.verify(case) == before + 20


@pytest.mark.django_db(transaction=True)
def test_the_refusal_is_there_in_a_fresh_database_and_comes_back_after_it_was_lifted():
    cast = build()
    case = open_case(cast.lena)
    for _ in range(2):
        with pytest.raises(DatabaseError, match="append-only"):
            entries(case).update(kind="x")
        with append_only.suspended(connection):
            pass
