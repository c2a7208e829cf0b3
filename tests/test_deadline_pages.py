"""Dates on screen: added with time, place and interpreter; met, moved, given up; the employer's answer."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from cases import closing, deadlines, facts
from cases.models import Turn
from tests import cast as people
from tests.answers import day


@pytest.fixture(autouse=True)
def on_a_november_evening():
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


@pytest.fixture
def lena(cast):
    client = Client()
    client.force_login(cast.lena)
    return client


def text(response):
    return response.content.decode()


APPOINTMENT = {
    "kind": "appointment", "title": "Gütetermin", "at_time": "10.30", "place": "Saal 4",
    "interpreter": "Frau Ivanenko",
    **day("on", 4, "Dezember", 2026),
}  # fmt: skip


def test_an_appointment_keeps_time_place_and_interpreter(case, lena):
    assert lena.post(f"/cases/{case.pk}/deadlines/new", APPOINTMENT).status_code == 302
    shown = text(lena.get(f"/cases/{case.pk}/"))
    for words in ("Gütetermin", "10:30", "Saal 4", "Interpreter: Frau Ivanenko"):
        assert words in shown
    stored = case.deadlines.get(kind="appointment")
    assert (str(stored.safe_on), stored.actor) == (
        "2026-12-04",
        "worker",
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Write what the date is for."),
        (day("on", 31, 2, 2027), "This month has only 28 days. Check the day."),
        (day("on", 22, 11, 2026), "This day is over. Write a day from today on."),
        ({"at_time": "25:99"}, "Write the time like 18:30."),
        ({"kind": "legal"}, "Choose one of the answers."),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_nothing_is_lost(case, lena, changes, sentence):
    count = case.deadlines.count()
    answer = lena.post(f"/cases/{case.pk}/deadlines/new", APPOINTMENT | changes)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Frau Ivanenko" in text(answer) and "Saal 4" in text(answer)
    assert case.deadlines.count() == count


def test_the_same_form_sent_twice_is_one_date(case, lena):
    key = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    for _again in range(3):
        lena.post(f"/cases/{case.pk}/deadlines/new", APPOINTMENT | {"submission_key": key})
    assert case.deadlines.filter(kind="appointment").count() == 1


def test_a_legal_date_is_met_and_never_moved(case, lena):
    deadline = case.deadlines.get(rule_id="DE_KSCHG_4")
    address = f"/cases/{case.pk}/deadlines/{deadline.pk}"
    lena.post(f"{address}/move", day("on", 1, 1, 2027) | {"reason": "Später"})
    deadline.refresh_from_db()
    assert str(deadline.safe_on) == "2026-12-03"
    assert lena.post(f"{address}/meet", day("on", 24, 11, 2026)).status_code == 422
    assert lena.post(f"{address}/meet", day("on", 23, 11, 2026)).status_code == 302
    deadline.refresh_from_db()
    assert str(deadline.met_on) == "2026-11-23"
    assert "1 settled date" in text(lena.get(f"/cases/{case.pk}/"))
    # A second press finds it settled.
    count = case.events.count()
    assert lena.post(f"{address}/meet", day("on", 22, 11, 2026)).status_code == 302
    assert case.events.count() == count


def test_an_own_date_is_moved_with_a_reason(cast, case, lena):
    own = deadlines.set_date(case, by=cast.lena, kind="task", on=case.today(), title="Nachfragen")
    address = f"/cases/{case.pk}/deadlines/{own.pk}/move"
    assert "Write why the date is moved." in text(lena.post(address, day("on", 1, 12, 2026)))
    assert lena.post(address, day("on", 1, 12, 2026) | {"reason": "Büro zu"}).status_code == 302
    own.refresh_from_db()
    assert str(own.safe_on) == "2026-12-01"
    assert case.events.first().detail["old"] == "2026-11-23"


def test_several_dates_are_given_up_with_one_reason(case, lena):
    legal = list(case.deadlines.open().legal())
    address = f"/cases/{case.pk}/deadlines/{legal[0].pk}/waive"
    assert lena.post(address, {"dates": [str(legal[0].pk)]}).status_code == 422
    chosen = [str(one.pk) for one in legal[:2]]
    assert lena.post(address, {"dates": chosen, "reason": "Neue Arbeit"}).status_code == 302
    assert case.deadlines.filter(waived_on=case.today()).count() == 2
    assert case.events.filter(kind="deadlines_waived").count() == 1


def test_a_date_of_another_case_is_no_date_of_this_one(cast, case, lena):
    other = people.open_case(cast.lena)
    foreign = other.deadlines.first()
    assert (
        lena.post(f"/cases/{case.pk}/deadlines/{foreign.pk}/meet", day("on", 23, 11, 2026)).status_code == 404
    )
    answer = lena.post(
        f"/cases/{case.pk}/deadlines/{case.deadlines.open().legal()[0].pk}/waive",
        {"dates": [str(foreign.pk)], "reason": "x"},
    )
    assert answer.status_code == 422


def test_an_unknown_act_is_no_page(case, lena):
    assert lena.get(f"/cases/{case.pk}/deadlines/{case.deadlines.first().pk}/burn").status_code == 404


def test_the_answer_ends_the_wait_and_it_is_our_turn(cast, case, lena):
    reply = deadlines.set_date(case, by=cast.lena, kind="reply", on=case.today())
    case.turn = Turn.EMPLOYER
    case.save(update_fields=["turn"])
    posted = day("on", 23, 11, 2026) | {"text": "Er will zahlen"}
    assert lena.post(f"/cases/{case.pk}/deadlines/answer", posted).status_code == 302
    reply.refresh_from_db()
    case.refresh_from_db()
    assert (str(reply.met_on), case.turn) == ("2026-11-23", Turn.TEAM)
    shown = text(lena.get(f"/cases/{case.pk}/"))
    assert "The employer answered on 23 November 2026" in shown and "Er will zahlen" in shown


def test_no_answer_comes_before_the_letter_was_sent(cast, case, lena):
    sent = case.today()
    reply = deadlines.set_date(case, by=cast.lena, kind="reply", on=sent, trigger_on=sent)
    posted = day("on", 22, 11, 2026) | {"text": "Er will zahlen"}
    answer = lena.post(f"/cases/{case.pk}/deadlines/answer", posted)
    assert answer.status_code == 422
    assert "before the day the letter was sent" in text(answer) and "Er will zahlen" in text(answer)
    reply.refresh_from_db()
    assert reply.met_on is None


def test_the_days_working_can_be_read(case, lena):
    shown = text(lena.get(f"/cases/{case.pk}/"))
    assert "The rule, and how this day was worked out" in shown
    assert "KSchG" in shown and "Rule checked against its source" in shown
    assert "After this day the dismissal counts as valid" in shown


def test_consents_are_given_taken_back_and_signed_on_paper(cast, case, lena):
    assert lena.post(f"/cases/{case.pk}/consent", {"kind": "letter"}).status_code == 422
    posted = day("given_on", 20, 11, 2026) | {"kind": "letter", "language": "uk"}
    assert lena.post(f"/cases/{case.pk}/consent", posted).status_code == 302
    consent = case.consents.get(kind="letter")
    assert "Take it back" in text(lena.get(f"/cases/{case.pk}/"))
    assert lena.get(f"/cases/{case.pk}/consent/{consent.pk}").status_code == 200
    for _again in range(2):
        assert lena.post(f"/cases/{case.pk}/consent/{consent.pk}/withdraw").status_code == 302
    assert case.events.filter(kind="consent_withdrawn").count() == 1
    assert lena.post(f"/cases/{case.pk}/authority", day("signed_on", 24, 11, 2026)).status_code == 422
    assert lena.post(f"/cases/{case.pk}/authority", day("signed_on", 20, 11, 2026)).status_code == 302
    case.refresh_from_db()
    assert str(case.authority_signed_on) == "2026-11-20"


def test_dates_of_a_closed_case_rest(cast, case, lena):
    closing.close(case, by=cast.lena, outcome="settled", money_result="paid_full", waive_reason="Einigung")
    answer = lena.post(f"/cases/{case.pk}/deadlines/new", APPOINTMENT, follow=True)
    assert "This case is closed. Open it again before you change it." in text(answer)
    assert not case.deadlines.filter(kind="appointment").exists()
    assert "/deadlines/" not in text(lena.get(f"/cases/{case.pk}/"))


def test_one_letter_keeps_the_dates_of_several_months(case, lena):
    first, second = case.deadlines.filter(rule_id="DE_AUSSCHLUSSFRIST_CONTRACT").order_by("subject")
    address = f"/cases/{case.pk}/deadlines/{first.pk}/meet"
    assert "What else is done with it?" in text(lena.get(address))
    posted = day("on", 23, 11, 2026) | {"also": [str(second.pk)]}
    assert lena.post(address, posted).status_code == 302
    assert {str(one.met_on) for one in case.deadlines.filter(rule_id=first.rule_id)} == {"2026-11-23"}


def test_many_months_are_one_card_a_rule_and_the_rest_is_folded(cast, case, lena):
    months = [date(2024 + number // 12, number % 12 + 1, 1) for number in range(11, 34)]
    row = {"hours": Decimal(100), "units": None, "paid": Decimal(0), "paid_kind": "gross"}
    facts.set_periods(case, by=cast.lena, periods=[{"month": month, **row} for month in months])
    wages = case.deadlines.open().filter(rule_id="DE_BGB_195_199")
    assert wages.count() == len(months)
    shown = text(lena.get(f"/cases/{case.pk}/"))
    section = shown.partition('id="dates"')[2].partition('id="started"')[0]
    assert section.count('<li class="due') < 10
    assert f"<summary>{len(months) - 1} more months</summary>" in section
    # The most urgent stands open, the last one is there to be read too.
    assert section.index("(December 2024)") < section.index("(October 2026)")


def test_months_without_a_day_are_folded_alike(cast, case, lena):
    reason = {"code": "minimum_wage_cannot_lapse", "facts": {}}
    months = case.deadlines.filter(rule_id="DE_BGB_195_199")
    assert months.update(safe_on=None, due_on=None, no_date_reason=reason) == 2
    section = text(lena.get(f"/cases/{case.pk}/")).partition('id="dates"')[2].partition('id="started"')[0]
    assert section.count("No date:") == 2  # these two as one, and the void clause
    assert "<summary>1 more month</summary>" in section


def test_a_void_clause_gives_no_date_and_a_day_to_act_by(case, lena):
    clause = case.deadlines.filter(rule_id="DE_AUSSCHLUSSFRIST_CONTRACT").first()
    assert clause.due_on is None and clause.safe_on and clause.no_date_reason
    shown = text(lena.get(f"/cases/{case.pk}/"))
    assert "To be on the safe side, act by 15 January 2027." in shown


def test_an_unchecked_rule_is_marked_and_the_law_is_quoted_in_its_language(case, lena):
    address = f"/cases/{case.pk}/"
    assert "Check before use" not in text(lena.get(address))
    case.deadlines.filter(rule_id="DE_KSCHG_4").update(is_verified=False)
    shown = text(lena.get(address))
    assert "Check before use" in shown
    assert '<span lang="de">KSchG 4, 7, 13, 23; ZPO 167, 222</span>' in shown


def test_each_card_says_what_it_counts_from_and_who_confirmed_it(cast, lena):
    case = people.taken_case(cast.lena)
    assert "Counts from: Dismissal letter on paper reached you, 12 November 2026." in text(
        lena.get(f"/cases/{case.pk}/")
    )
    facts.confirm(case.triggers.get(event_code="dismissal_received"), by=cast.lena, known_by="postmark")
    section = text(lena.get(f"/cases/{case.pk}/")).partition("Court claim against")[2].partition("</li>")[0]
    assert "Confirmed by Lena K." in section
