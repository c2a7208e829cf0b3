"""What happened, as the case page tells it: a sentence for every kind, nothing that was erased."""

import ast
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from cases import admissions, deadlines, events, facts, lifecycle, notes
from cases.models import CaseEvent, EventText
from cases.presenting import details, telling, timeline
from pages.templatetags.icons import icon
from tests import cast as people


@pytest.fixture(autouse=True)
def on_a_november_evening():
    """The dates of the story run; nothing here depends on the day of the test."""
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("cases", "documents", "door", "mydata", "notifications", "demo", "accounts")
SAMPLE = {
    "channel": "phone", "rule": "DE_KSCHG_4", "subject": "2026-09", "safe_on": "2026-12-03",
    "met_on": "2026-12-01", "deadlines": [{"rule": "reply", "subject": "", "safe_on": "2026-12-09"}],
    "type": "overtime", "month": "2026-09", "open": "120.50", "amount": "99.00", "currency": "EUR",
    "kind": "net", "on": "2026-12-02", "number": 2, "event": "dismissal_received", "known_by": "postmark",
    "changed": {"pay_amount": {"old": "12.00", "new": "13.00"}}, "reached": True, "role": "observer",
    "step": "complain", "reason": "no_capacity", "outcome": "settled", "money_result": "paid_full",
}  # fmt: skip


def recorded_kinds():
    """Kinds named in a call of `events.record` (or of what hands it on), and every step."""
    kinds = set(lifecycle.steps())
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                kinds |= kinds_in(ast.parse(path.read_text(encoding="utf-8")))
    return kinds


def kinds_in(tree):
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > 1]
    place = {"record": 1, "_record_once": 1, "Entry": 0}
    named = [(getattr(call.func, "attr", getattr(call.func, "id", "")), call) for call in calls]
    said = [call.args[place[name]] for name, call in named if name in place]
    return {
        node.value
        for kind in said
        for node in ast.walk(kind)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value not in {"reading", "refused"}
    }


def test_every_kind_recorded_anywhere_has_its_sentence():
    kinds = recorded_kinds()
    assert len(kinds) > 40
    assert sorted(kinds - set(telling.TELLINGS)) == []


@pytest.mark.parametrize("kind", sorted(telling.TELLINGS))
@pytest.mark.parametrize("detail", [SAMPLE, {}], ids=["full", "bare"])
def test_each_sentence_can_be_said(kind, detail):
    told = telling.of(kind)
    sentence = told.told(detail, details.Known({}, {}))
    assert sentence and "%(" not in sentence
    assert icon(told.icon)


def test_an_unknown_kind_of_an_older_version_never_breaks_the_page(cast):
    case = people.open_case(cast.lena)
    events.record(case, "kind_of_the_past", by=cast.lena)
    assert timeline.page(case).entries[0].sentence == "Entry"


def sentences(case):
    return [entry.sentence for entry in timeline.page(case).entries]


def test_newest_first_with_who_and_who_sees_it(cast):
    case = people.taken_case(cast.lena)
    notes.write(case, by=cast.tomasz, text="Wir haben geschrieben", for_worker=True)
    notes.log_call(case, by=cast.lena, reached=False, text="Mailbox")
    call, message, taken, *_rest = timeline.page(case).entries
    assert (call.sentence, call.by, call.visibility, call.words) == (
        "Called, not reached", cast.lena.name, "team", "Mailbox",
    )  # fmt: skip
    assert (message.visibility, message.words) == ("worker", "Wir haben geschrieben")
    assert taken.sentence == f"Taken by {cast.lena.name}"


def test_runs_of_one_kind_fold_into_one_entry(cast):
    case = people.open_case(cast.lena)
    folded = next(entry for entry in timeline.page(case).entries if "deadlines worked out" in entry.sentence)
    assert len(folded.lines) > 3
    assert any("Court claim against the dismissal, 3 December 2026" in line for line in folded.lines)


def test_names_of_people_and_groups_come_from_ids(cast):
    case = people.open_case(cast.lena)
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="interpreter", purpose="Talks")
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    assert sentences(case)[:2] == [
        f"Kept away from the case: {cast.tomasz.name}",
        f"Admitted to the case: {cast.hanna.name}, Interpreter",
    ]


def test_old_and_new_values_of_a_changed_fact(cast):
    case = people.open_case(cast.lena)
    facts.change(case, by=cast.lena, employment={"pay_day": 20, "power_of_attorney_enclosed": True})
    entry = next(one for one in timeline.page(case).entries if one.sentence.startswith("Facts of the job"))
    assert "Day of the month on which the wage is due: 15 → 20" in entry.lines


def test_erased_words_leave_a_mark_and_no_words(cast):
    case = people.open_case(cast.lena)
    notes.write(case, by=cast.lena, text="Something private")
    EventText.objects.filter(case=case).delete()
    entry = timeline.page(case).entries[0]
    assert (entry.words, entry.is_erased) == ("", True)


def test_older_entries_come_page_by_page_without_gap_or_repeat(cast):
    case = people.open_case(cast.lena)
    for number in range(90):
        notes.write(case, by=cast.lena, text=f"Note {number}")
    first = timeline.page(case)
    second = timeline.page(case, before=first.before)
    third = timeline.page(case, before=second.before)
    words = [entry.words for page in (first, second, third) for entry in page.entries if entry.words]
    assert words == [f"Note {number}" for number in reversed(range(90))]
    assert first.older == case.events.count() - timeline.PAGE
    assert (third.before, third.older) == (None, 0)


def test_only_messages_and_calls(cast):
    case = people.open_case(cast.lena)
    notes.write(case, by=cast.lena, text="Team")
    notes.write(case, by=cast.lena, text="Worker", for_worker=True)
    assert [entry.words for entry in timeline.page(case, only_messages=True).entries] == ["Worker"]


def test_the_number_of_queries_does_not_grow_with_the_entries(cast, django_assert_num_queries):
    case = people.accepted_case(cast.lena)
    for person in (cast.hanna, cast.pavlo, cast.nora):
        admissions.admit(case, by=cast.ayla, user=person, role="observer", purpose="Looks")
    for number in range(20):
        notes.write(case, by=cast.tomasz, text=f"Note {number}")
    with django_assert_num_queries(4):
        timeline.page(case)


def test_the_same_form_sent_twice_is_one_entry(cast):
    case = people.open_case(cast.lena)
    for _again in range(3):
        notes.write(case, by=cast.lena, text="Once", submission_key="a-key")
        notes.log_call(case, by=cast.lena, reached=True, submission_key="a-key")
    assert case.events.filter(kind__in=["note", "call"]).count() == 2


def test_it_is_told_in_the_language_of_the_reader(cast):
    case = people.open_case(cast.lena)
    with translation.override("de"):
        lines = [line for entry in timeline.page(case).entries for line in entry.lines]
    assert any("3. Dezember 2026" in line for line in lines)


def test_a_moved_and_a_waived_date_are_told_with_their_reasons(cast):
    case = people.open_case(cast.lena)
    deadline = deadlines.set_date(case, by=cast.lena, kind="task", on=case.today(), title="Ask the union")
    deadlines.move(deadline, by=cast.lena, to=case.today().replace(year=2027), reason="They are closed")
    deadlines.waive(case, by=cast.lena, deadlines=[deadline], reason="No longer needed")
    waived, moved, added = timeline.page(case).entries[:3]
    assert [entry.words for entry in (waived, moved, added)] == [
        "No longer needed", "They are closed", "Ask the union",
    ]  # fmt: skip
    assert "2027" in moved.sentence


def test_history_rows_hold_no_words(cast):
    case = people.accepted_case(cast.lena)
    notes.write(case, by=cast.lena, text="Oksana wohnt bei Maria")
    assert "Oksana" not in str(list(CaseEvent.objects.filter(case=case).values_list("kind", "detail")))


def test_the_page_of_a_case_unfolds_only_the_newest_and_loses_none(cast):
    case = people.taken_case(cast.lena)
    for number in range(9):
        notes.write(case, by=cast.lena, text=f"Note number {number}.")
    client = Client()
    client.force_login(cast.lena)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    shown, folded = page.split("<details><summary>Show ", 1)
    assert "Note number 8." in shown and "Note number 2." not in shown
    assert "Note number 2." in folded and "Note number 0." in folded
    assert "<details><summary>Show " not in client.get(f"/cases/{case.pk}/history").content.decode()
