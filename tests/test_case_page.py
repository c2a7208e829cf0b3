"""The case page: what insiders, colleagues, people admitted and strangers see of it, and what they do not."""

import html
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

import wording
from cases import admissions, agreements, closing, deadlines, lifecycle, notes
from cases.models import Case, Stage
from security.models import AccessEntry
from tests import cast as people

SECRETS = [
    "Ольга",
    "Озерна",
    "Olha Oserna",
    "+49 000 333444",
    "Після 18:00",
    "бібліотеки",
    "Musterstraße",
    "звільнили",
]


@pytest.fixture(autouse=True)
def on_a_november_evening():
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page(person, case, part="", **query):
    return signed_in(person).get(f"/cases/{case.pk}/{part}", query)


def text(response):
    return response.content.decode()


def test_a_colleague_sees_the_whole_case(cast, case):
    notes.write(case, by=cast.lena, text="Zeugin aus der Nachtschicht")
    shown = text(page(cast.ayla, case))
    for words in (
        case.reference, "Ольга and Hotelbetrieb Wellerau GmbH", "Court claim against the dismissal",
        "Claim ready",
        "Zeugin aus der Nachtschicht", "1,668.00", "Everybody in the group Köln", "Ukrainian", "With Lena K.",
    ):  # fmt: skip
        assert words in shown, words


def test_name_phone_and_story_do_not_stand_on_the_page(cast, case):
    shown = text(page(cast.lena, case))
    for secret in [
        "Озерна",
        "Olha Oserna",
        "+49 000 333444",
        "бібліотеки",
        "Musterstraße",
        "звільнили листом",
    ]:
        assert secret not in shown, secret


def test_a_stranger_gets_the_page_of_what_does_not_exist(cast, case):
    other = signed_in(cast.hanna).get("/cases/00000000-0000-4000-8000-000000000000/")
    for part in (
        "",
        "history",
        "person",
        "access",
        "step/talk",
        "conflict",
        "consent",
        "deadlines/new",
        "call",
    ):
        answer = page(cast.hanna, case, part)
        assert answer.status_code == other.status_code == 404, part
        assert case.reference not in text(answer)


@pytest.mark.parametrize("name", ["otto", "nora", "pavlo"])
def test_auditor_and_coordinators_of_elsewhere_see_no_case(cast, case, name):
    assert page(getattr(cast, name), case).status_code == 404


def test_who_is_admitted_without_identity_sees_the_work_and_not_the_person(cast, case):
    notes.write(case, by=cast.lena, text="Verhandlung läuft")
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Helps", scope="case")
    for part in ("", "history", "access", "step/close", "deadlines/new"):
        answer = page(cast.hanna, case, part)
        assert answer.status_code == 200, part
        for secret in SECRETS:
            assert secret not in text(answer), (part, secret)
    shown = text(page(cast.hanna, case))
    assert f"{case.reference} and Hotelbetrieb" in shown and "Verhandlung läuft" in shown
    assert page(cast.hanna, case, "person").status_code == 403
    assert page(cast.hanna, case, "conflict").status_code == 403


def test_an_observer_reads_and_is_offered_no_act(cast, case):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="Learns")
    shown = text(page(cast.hanna, case))
    assert case.reference in shown
    for act in ("/step/", "/note", "/deadlines/", "/consent", "/person/edit", "/letters/new"):
        assert f"/cases/{case.pk}{act}" not in shown, act
    client = signed_in(cast.hanna)
    for act in ("note", "call", "step/refer", "deadlines/new", "deadlines/answer", "consent", "authority"):
        assert client.post(f"/cases/{case.pk}/{act}", {}).status_code == 403, act


def test_the_name_shows_for_one_page_and_the_reason_stays_in_the_log(cast, case):
    client = signed_in(cast.tomasz)
    asked = client.get(f"/cases/{case.pk}/person")
    assert "Озерна" not in text(asked)
    refused = client.post(f"/cases/{case.pk}/person", {})
    assert refused.status_code == 422 and "Озерна" not in text(refused)
    shown = client.post(f"/cases/{case.pk}/person", {"purpose": "contact"})
    for secret in (
        "Ольга Озерна",
        "Olha Oserna",
        "+49 000 333444",
        "Після 18:00",
        "Musterstraße 7",
        "бібліотеки",
    ):
        assert secret in text(shown), secret
    assert "no-store" in shown["Cache-Control"]
    entry = AccessEntry.objects.get(case_id=case.pk, detail="person:contact")
    assert entry.user_id == cast.tomasz.pk
    log = text(page(cast.lena, case, "access"))
    assert "Saw who the person is: I call or write to the person" in log
    assert cast.tomasz.name in log


def test_opening_is_logged_once_a_person_and_hour(cast, case):
    for _again in range(3):
        page(cast.lena, case)
    page(cast.tomasz, case)
    seen = AccessEntry.objects.filter(case_id=case.pk, kind="reading", detail="case")
    assert sorted(str(entry.user_id) for entry in seen) == sorted([str(cast.lena.pk), str(cast.tomasz.pk)])


def test_a_refusal_stands_in_the_log_the_members_read(cast, case):
    page(cast.hanna, case)
    log = text(page(cast.lena, case, "access"))
    assert cast.hanna.name in log and "Was refused" in log


def test_a_hundred_refusals_are_one_line_below_the_forms(cast, case):
    page(cast.tomasz, case)
    for _again in range(100):
        page(cast.hanna, case)
    page(cast.pavlo, case)
    shown = text(page(cast.ayla, case, "access"))
    log = shown.split('id="looks"')[1]
    assert [log.count(words) for words in ("Was refused", "× 100", cast.hanna.name, cast.pavlo.name)] == [
        2, 1, 1, 1,
    ]  # fmt: skip
    assert "Opened the case" in log and cast.tomasz.name in log
    assert "<form" not in log.split("</section>")[0] and "Keep somebody away" not in log


def test_each_day_has_its_own_line_and_the_list_ends(cast, case):
    for day in range(40):
        with time_machine.travel("2027-01-01 09:00:00+01:00", tick=False) as clock:
            clock.shift(timedelta(days=day))
            page(cast.hanna, case)
    log = text(page(cast.lena, case, "access")).split('id="looks"')[1]
    assert log.count("Was refused") in (29, 30)


def test_only_the_possible_steps_are_buttons_and_the_others_say_why(cast):
    case = people.taken_case(cast.lena)
    shown = text(page(cast.lena, case))
    assert "What is missing for “Accept”?" in shown
    assert "The conflict check has not been done." in shown
    assert "Before the case is accepted only a coordinator can take this step, with a reason." in shown
    assert "Send demand" not in shown
    for_coordinator = text(page(cast.ayla, case))
    assert f"/cases/{case.pk}/step/file_suit" in for_coordinator


def test_a_new_case_is_taken_with_one_press(cast):
    case = people.open_case(cast.lena)
    client = signed_in(cast.tomasz)
    answer = client.post(f"/cases/{case.pk}/step/take", {"stage": "new"})
    assert answer["Location"] == f"/cases/{case.pk}/"
    case.refresh_from_db()
    assert (case.stage, case.responsible) == (Stage.CHECKING, cast.tomasz)


def test_a_press_on_an_old_page_changes_nothing(cast):
    case = people.open_case(cast.lena)
    people.lifecycle.advance(case, "take", by=cast.lena, responsible=cast.lena)
    count = case.events.count()
    answer = signed_in(cast.tomasz).post(
        f"/cases/{case.pk}/step/refer", {"stage": "new", "reason": "safety", "to": "x"}
    )
    assert answer.status_code == 409
    assert (Case.objects.get(pk=case.pk).stage, case.events.count()) == (Stage.CHECKING, count)


def test_a_refused_step_shows_what_is_missing_and_where_to_fix_it(cast):
    case = people.taken_case(cast.lena, consent={"act": False})
    answer = signed_in(cast.lena).post(f"/cases/{case.pk}/step/accept", {"stage": "checking"})
    assert answer.status_code == 422
    for trigger in case.triggers.all():
        assert f"Not confirmed yet: {wording.event_label(trigger.event_code)}" in text(answer)
        assert f"/cases/{case.pk}/dates/{trigger.pk}/confirm" in text(answer)
    for words in (
        "The conflict check has not been done.", f"/cases/{case.pk}/conflict",
        "The worker has not yet agreed that the group may act.", f"/cases/{case.pk}/consent",
    ):  # fmt: skip
        assert words in text(answer), words


def test_a_step_from_another_stage_says_from_which_it_goes(cast):
    case = people.open_case(cast.lena)
    answer = signed_in(cast.lena).post(f"/cases/{case.pk}/step/accept", {"stage": "new"})
    assert answer.status_code == 422
    for words in ("not possible from the stage", "Take the case first.", "Possible from: Checking"):
        assert words in text(answer), words


def test_nothing_typed_is_lost_when_a_step_is_refused(cast, case):
    posted = {"stage": "claim_ready", "outcome": "settled", "money_result": "paid_full", "waive_reason": ""}
    answer = signed_in(cast.lena).post(f"/cases/{case.pk}/step/close", posted)
    assert answer.status_code == 422
    assert "A legal deadline is still open" in text(answer)
    assert '<option value="settled" selected>' in text(answer)


def test_the_page_of_the_step_shows_what_the_worker_will_read(cast):
    case = people.open_case(cast.lena)
    shown = text(page(cast.lena, case, "step/decline"))
    assert "3 грудня 2026" in shown
    answer = signed_in(cast.lena).post(
        f"/cases/{case.pk}/step/decline", {"stage": "new", "reason": "no_capacity", "message": "Прощавайте"}
    )
    assert answer.status_code == 302
    told = case.events.get(kind="decline")
    assert "Прощавайте" in case.texts.get(pk=told.text_id).body


def test_filing_a_suit_meets_the_dates_that_were_ticked(cast, case):
    deadline = case.deadlines.get(rule_id="DE_KSCHG_4")
    posted = {
        "stage": "claim_ready", "court": "Arbeitsgericht Köln", "filed_on_day": "23", "filed_on_month": "11",
        "filed_on_year": "2026", "met": [str(deadline.pk)],
    }  # fmt: skip
    assert signed_in(cast.lena).post(f"/cases/{case.pk}/step/file_suit", posted).status_code == 302
    case.refresh_from_db()
    deadline.refresh_from_db()
    assert (case.stage, case.court_name, deadline.met_on) == (
        Stage.AT_COURT,
        "Arbeitsgericht Köln",
        case.suit_filed_on,
    )
    assert "Arbeitsgericht Köln" in text(page(cast.lena, case))


def test_a_day_to_come_is_no_day_of_filing(cast, case):
    posted = {"court": "ArbG", "filed_on_day": "24", "filed_on_month": "11", "filed_on_year": "2026"}
    answer = signed_in(cast.lena).post(f"/cases/{case.pk}/step/file_suit", posted)
    assert answer.status_code == 422 and "still to come" in text(answer)


@pytest.mark.parametrize("step", ["send_demand", "fly", "__init__"])
def test_steps_nobody_takes_by_hand_are_no_pages(cast, case, step):
    assert page(cast.lena, case, f"step/{step}").status_code == 404


def test_an_agreement_is_recorded_on_its_own_page(cast, case):
    assert page(cast.lena, case, "step/agree")["Location"] == f"/cases/{case.pk}/money/agreement"


def test_a_note_for_the_team_and_a_message_for_the_worker(cast, case):
    client = signed_in(cast.lena)
    client.post(f"/cases/{case.pk}/note", {"note-text": "Nur für uns"})
    client.post(f"/cases/{case.pk}/note", {"note-text": "Для вас", "note-for_worker": "on"})
    message, note = case.events.all()[:2]
    assert (message.kind, message.visibility) == ("message_to_worker", "worker")
    assert (note.kind, note.visibility) == ("note", "team")
    shown = text(page(cast.lena, case))
    assert "Nur für uns" in shown and "Worker sees this" in shown and "Team only" in shown


def test_an_empty_note_says_what_to_write(cast, case):
    answer = signed_in(cast.lena).post(f"/cases/{case.pk}/note", {"note-text": " ", "note-for_worker": "on"})
    assert answer.status_code == 422
    assert "Write what happened, or what the worker should know." in text(answer)
    assert 'name="note-for_worker" id="id_note-for_worker" checked' in text(answer)


def test_words_of_any_kind_are_shown_as_words(cast, case):
    words = "<script>alert(1)</script> {{ 7 }} O'Brien \u202e=1+1"
    signed_in(cast.lena).post(f"/cases/{case.pk}/note", {"note-text": words})
    shown = text(page(cast.lena, case))
    assert "<script>alert" not in shown and "&lt;script&gt;" in shown
    assert "O&#x27;Brien" in shown and "\u202e" not in shown


def test_one_hundred_equal_posts_are_one_note(cast, case):
    client = signed_in(cast.lena)
    count = case.events.count()
    for _again in range(100):
        client.post(
            f"/cases/{case.pk}/note",
            {"note-text": "Einmal", "note-submission_key": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"},
        )
    assert case.events.count() == count + 1


def test_more_cases_with_the_employer_are_counted_through_the_policy(cast, case):
    people.open_case(cast.lena)
    people.open_case(cast.hanna, region="DE-HH")
    assert "1 more open case with this employer" in text(page(cast.lena, case))
    admissions.admit(case, by=cast.ayla, user=cast.pavlo, role="observer", purpose="Learns")
    assert "1 more open case with this employer" in text(page(cast.pavlo, case))


def test_the_next_sentence_names_the_next_date(cast, case):
    lifecycle.advance(case, "send_demand", by=cast.lena, dispatched_on=case.today())
    shown = text(page(cast.lena, case))
    assert "<strong>Next:</strong>" in shown and "13 November 2026" in shown


def next_line(response):
    return text(response).split("<strong>Next:</strong>")[1].split("</p>")[0]


def test_a_sentence_about_something_else_stands_without_a_date(cast, case):
    new = people.open_case(cast.lena)
    assert new.deadlines.open().exists()
    assert next_line(page(cast.lena, new)).strip() == "Read the story and answer"
    case.deadlines.filter(safe_on__lt="2026-12-03").update(met_on=case.today())
    assert next_line(page(cast.lena, case)).strip() == "Write the demand"


def test_a_sentence_about_the_answer_names_its_day(cast, case):
    lifecycle.advance(case, "send_demand", by=cast.lena, dispatched_on=case.today())
    case.deadlines.update(met_on=case.today())
    deadlines.set_date(case, by=cast.lena, kind="reply", on=case.today() + timedelta(days=14))
    line = next_line(page(cast.lena, case))
    assert "Wait for the employer" in line and "7 December 2026" in line


@pytest.mark.parametrize("form", ["oral", "electronic"])
def test_without_a_date_nothing_is_said_of_the_day_after_it(cast, form):
    case = people.open_case(cast.lena, dismissal={"form": form})
    lost = wording.deadline_text("DE_KSCHG_4").lose
    assert case.deadlines.filter(rule_id="DE_KSCHG_4", safe_on=None).exists()
    assert lost not in html.unescape(text(page(cast.lena, case)))
    written = people.open_case(cast.lena)
    assert lost in html.unescape(text(page(cast.lena, written)))


def test_a_spoken_dismissal_has_no_date_and_says_why(cast):
    case = people.open_case(cast.lena, dismissal={"form": "oral"})
    shown = text(page(cast.lena, case))
    assert "No date:" in shown


def test_a_closed_case_says_how_it_ended_and_can_be_opened_again(cast):
    case = people.open_case(cast.lena)
    signed_in(cast.lena).post(f"/cases/{case.pk}/step/decline", {"reason": "no_capacity"})
    shown = text(page(cast.lena, case))
    assert "Closed on 23 November 2026." in shown and "No capacity" in shown
    answer = signed_in(cast.lena).post(
        f"/cases/{case.pk}/step/reopen", {"stage": "closed", "reason": "Wir haben Zeit"}
    )
    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).stage == Stage.CHECKING


def test_a_case_opened_again_shows_the_dates_that_came_back(cast, case):
    closing.close(
        case, by=cast.lena, outcome="settled", money_result="paid_full", waive_reason="Everything is paid"
    )
    signed_in(cast.lena).post(f"/cases/{case.pk}/step/reopen", {"stage": "closed", "reason": "Nichts kam"})
    shown = text(page(cast.lena, case))
    assert "Dates open again: " in shown
    assert "Court claim against the dismissal, 3 December 2026" in shown
    assert case.deadlines.open().filter(rule_id="DE_KSCHG_4").exists()


def test_the_page_costs_a_bounded_number_of_queries(cast, case, django_assert_max_num_queries):
    instalments = [(case.today() + timedelta(days=30 * number), Decimal("100")) for number in range(1, 9)]
    agreements.agree(case, by=cast.lena, agreed_on=case.today(), instalments=instalments)
    for number in range(60):
        notes.write(case, by=cast.tomasz, text=f"Note {number}")
    client = signed_in(cast.lena)
    client.get(f"/cases/{case.pk}/")
    with django_assert_max_num_queries(44):
        client.get(f"/cases/{case.pk}/")


def test_older_entries_and_messages_have_their_own_pages(cast, case):
    for number in range(60):
        notes.write(case, by=cast.lena, text=f"Note number {number}.")
    shown = text(page(cast.lena, case))
    assert "Note number 59." in shown and "Note number 1." not in shown and "older entries" in shown
    before = case.events.get(number=case.events.count() - 50).number
    assert "Note number 5." in text(page(cast.lena, case, "history", before=before))
    assert "Note number" not in text(page(cast.lena, case, "history", only="messages"))
    for odd in ("x", "-1", "9" * 30, "٣"):
        assert page(cast.lena, case, "history", before=odd).status_code == 200


@pytest.mark.parametrize("language", ["de", "fr", "pl", "ru", "uk"])
def test_the_page_stands_in_every_language(cast, case, language):
    cast.lena.language = language
    cast.lena.save()
    assert page(cast.lena, case).status_code == 200


def test_walled_people_lose_the_page(cast, case):
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    assert page(cast.tomasz, case).status_code == 404


def test_a_ready_claim_leads_to_the_letter(cast, case):
    assert f'href="/cases/{case.pk}/letters/new"' in text(page(cast.lena, case))
    assert "Write the letter" in text(page(cast.lena, case))
