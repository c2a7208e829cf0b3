"""Facts only some rules ask for: offered where a date waits for them, answered, and followed by the dates."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from cases import events, law_answers, triggers
from tests import cast as people

PREGNANT = "DE_MUSCHG_17"
SICK_PAY = "DE_EFZG_3_LAST_DAY"


@pytest.fixture(autouse=True)
def on_a_november_evening():
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast):
    return people.taken_case(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def text(response):
    return response.content.decode()


def answer(case, by, asked_rules=(), **answers):
    law_answers.answer(case, by=by, answers=answers, asked_rules=asked_rules)


def ill(case, by):
    triggers.record(case, by=by, event="illness_started", on=date(2026, 11, 9))
    return case.deadlines.get(rule_id=SICK_PAY)


def test_a_fact_is_asked_where_a_date_waits_for_it(cast, case):
    assert "ill_during_shift" not in law_answers.waited_for(case)
    first = ill(case, cast.lena)
    case.refresh_from_db()
    assert "ill_during_shift" in law_answers.waited_for(case)
    answer(case, cast.lena, ill_during_shift=True)
    assert case.deadlines.get(rule_id=SICK_PAY).due_on > first.due_on
    assert "ask_ill_during_shift" not in str(case.deadlines.get(rule_id=SICK_PAY).warnings)
    said = case.events.filter(kind="law_answered").get().detail
    assert said["changed"] == {"ill_during_shift": {"old": None, "new": True}}
    assert events.verify(case) == case.events.count()


def test_a_rule_for_some_people_counts_once_somebody_asks_for_it(cast, case):
    assert not case.deadlines.filter(rule_id=PREGNANT).exists()
    answer(case, cast.lena, [PREGNANT])
    assert case.deadlines.get(rule_id=PREGNANT).due_on == date(2026, 11, 26)
    answer(case, cast.lena, [])
    assert not case.deadlines.get(rule_id=PREGNANT).is_open


def test_an_answer_given_again_leaves_no_trace_and_not_known_takes_it_back(cast, case):
    ill(case, cast.lena)
    answer(case, cast.lena, ill_during_shift=False)
    count = case.events.count()
    answer(case, cast.lena, ill_during_shift=False)
    assert case.events.count() == count
    answer(case, cast.lena, ill_during_shift=None)
    case.employment.refresh_from_db()
    assert case.employment.law_answers == {}


def test_the_page_asks_keeps_and_shows(cast, case):
    ill(case, cast.lena)
    lena, address = signed_in(cast.lena), f"/cases/{case.pk}/law-facts"
    assert address in text(lena.get(f"/cases/{case.pk}/"))
    page = text(lena.get(address))
    assert "Did the illness begin during the working day?" in page and 'value="DE_MUSCHG_17"' in page
    posted = {"ill_during_shift": "yes", "rules": [PREGNANT]}
    assert lena.post(address, posted).status_code == 302
    page = text(lena.get(f"/cases/{case.pk}/"))
    assert "Facts for the dates changed: " in page and "– → yes" in page
    assert "26 November 2026" in page


@pytest.mark.parametrize("posted", [{"ill_during_shift": "perhaps"}, {"rules": ["DE_NOTHING"]}])
def test_an_answer_that_is_none_is_said_at_the_field(cast, case, posted):
    ill(case, cast.lena)
    answered = signed_in(cast.lena).post(f"/cases/{case.pk}/law-facts", posted)
    assert answered.status_code == 422 and "Choose one of the answers." in text(answered)
    assert not case.events.filter(kind="law_answered").exists()


def test_colleagues_answer_strangers_find_nothing(cast, case):
    address = f"/cases/{case.pk}/law-facts"
    assert signed_in(cast.tomasz).get(address).status_code == 200
    for person in (cast.hanna, cast.pavlo, cast.nora, cast.otto):
        assert signed_in(person).get(address).status_code == 404
        assert signed_in(person).post(address, {"rules": [PREGNANT]}).status_code == 404
    assert not case.deadlines.filter(rule_id=PREGNANT).exists()


def test_every_question_has_its_answers_worded():
    for name in law_answers.wording.codes("law_fact"):
        for code in law_answers.choices(name):
            assert code in law_answers.wording.codes(name)
