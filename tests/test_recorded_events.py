"""Events that start periods, recorded on a case: a day or a range, confirmed, changed, removed; dates follow."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from cases import conflicts, deadlines, events, facts, guards, lifecycle, triggers
from tests import cast as people
from tests import running_law
from tests.answers import day
from tests.running_law import INSOLVENCY
from wording import legal_texts


@pytest.fixture(autouse=True)
def on_a_november_evening():
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def law(monkeypatch):
    running_law.with_insolvency(monkeypatch)


@pytest.fixture
def case(cast):
    return people.taken_case(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def lena(cast):
    return signed_in(cast.lena)


def text(response):
    return response.content.decode()


def shown(client, case):
    return text(client.get(f"/cases/{case.pk}/"))


def insolvent(case, by, on=date(2026, 11, 2), latest_on=None):
    return triggers.record(case, by=by, event="insolvency", on=on, latest_on=latest_on, known_by="postmark")


EVENT = {
    "event": "insolvency",
    "known_by": "postmark",
    **day("on", 2, 11, 2026),
    **day("latest_on", "", "", ""),
}


# The verbs


def test_a_recorded_event_starts_its_period(cast, case):
    insolvent(case, cast.lena)
    deadline = case.deadlines.get(rule_id=INSOLVENCY)
    assert (deadline.trigger_on, deadline.due_on) == (date(2026, 11, 2), date(2027, 1, 4))
    assert deadline.latest_on is None
    assert case.events.filter(kind="trigger_recorded").get().detail == {
        "event": "insolvency",
        "on": "2026-11-02",
        "known_by": "postmark",
    }
    assert events.verify(case) == case.events.count()


def test_the_day_the_letter_was_read_is_told_to_the_law_as_such(cast, case):
    triggers.record(case, by=cast.lena, event="dismissal_learned", on=date(2026, 11, 16))
    assert facts.law_facts(case).dismissal_learned_on == date(2026, 11, 16)
    assert case.deadlines.get(rule_id="DE_BGB_174").trigger_on == date(2026, 11, 16)


def test_between_two_days_the_period_has_an_earliest_and_a_latest_end(cast, case):
    insolvent(case, cast.lena, latest_on=date(2026, 11, 10))
    deadline = case.deadlines.get(rule_id=INSOLVENCY)
    assert (deadline.due_on, deadline.latest_on) == (date(2027, 1, 4), date(2027, 1, 11))
    # Dates that count from a day that is certain have one end.
    assert case.deadlines.get(rule_id="DE_KSCHG_4").latest_on is None


def test_a_changed_day_moves_the_date_and_is_confirmed_anew(cast, case):
    trigger = insolvent(case, cast.lena)
    facts.confirm(trigger, by=cast.lena, known_by="postmark")
    triggers.change(trigger, by=cast.lena, on=date(2026, 11, 5), known_by="postmark")
    trigger.refresh_from_db()
    assert trigger.confirmed_at is None
    assert case.deadlines.get(rule_id=INSOLVENCY).due_on == date(2027, 1, 5)
    said = case.events.filter(kind="trigger_changed").get().detail
    assert (said["old"]["on"], said["on"]) == ("2026-11-02", "2026-11-05")
    moved = case.events.filter(kind="deadline_recomputed", detail__rule=INSOLVENCY).get().detail
    assert (moved["old"]["due_on"], moved["due_on"]) == ("2027-01-04", "2027-01-05")


def test_the_same_again_is_no_change(cast, case):
    trigger = insolvent(case, cast.lena)
    facts.confirm(trigger, by=cast.lena, known_by="postmark")
    count = case.events.count()
    triggers.change(trigger, by=cast.lena, on=date(2026, 11, 2), known_by="postmark")
    assert insolvent(case, cast.lena).pk == trigger.pk
    trigger.refresh_from_db()
    assert trigger.confirmed_at and case.events.count() == count


def test_several_events_of_a_kind_have_dates_histories_and_confirmations_of_their_own(cast, case):
    first, second = insolvent(case, cast.lena), insolvent(case, cast.lena, on=date(2026, 11, 9))
    facts.confirm(first, by=cast.lena, known_by="postmark")
    dates = {one.subject: one for one in case.deadlines.filter(rule_id=INSOLVENCY)}
    assert {subject: one.due_on for subject, one in dates.items()} == {
        "": date(2027, 1, 4), "#2": date(2027, 1, 11),
    }  # fmt: skip
    assert [one.pk for one in guards.unconfirmed_triggers(case)][:1] != [
        first.pk
    ] and second.confirmed_at is None
    deadlines.meet(dates[""], by=cast.lena, on=case.today())
    triggers.change(second, by=cast.lena, on=date(2026, 11, 10))
    moved = case.events.filter(kind="deadline_recomputed", detail__rule=INSOLVENCY).get().detail
    assert (moved["subject"], moved["old"]["due_on"], moved["due_on"]) == ("#2", "2027-01-11", "2027-01-11")
    assert case.events.filter(kind="trigger_changed").get().detail["number"] == 2
    triggers.remove(first, by=cast.lena)
    assert case.deadlines.get(rule_id=INSOLVENCY, subject="#2").is_open
    assert insolvent(case, cast.lena, on=date(2026, 11, 12)).number == 3, "a number is not given twice"


def test_on_screen_each_has_its_number_and_its_own_mark(cast, case, lena):
    first = insolvent(case, cast.lena)
    insolvent(case, cast.lena, on=date(2026, 11, 9))
    facts.confirm(first, by=cast.lena, known_by="postmark")
    page = shown(lena, case)
    assert page.count("(2)") > 1
    marks = {one.subject: one.event_number for one in case.deadlines.filter(rule_id=INSOLVENCY)}
    assert marks == {"": 1, "#2": 2}


def test_one_day_and_what_happens_once_stand_once(cast, case, lena):
    trigger = insolvent(case, cast.lena)
    other = insolvent(case, cast.lena, on=date(2026, 11, 9))
    with pytest.raises(ValidationError):
        insolvent(case, cast.lena, latest_on=date(2026, 11, 20))
    with pytest.raises(ValidationError):
        triggers.change(other, by=cast.lena, on=trigger.occurred_on)
    triggers.record(case, by=cast.lena, event="dismissal_learned", on=date(2026, 11, 16))
    with pytest.raises(ValidationError):
        triggers.record(case, by=cast.lena, event="dismissal_learned", on=date(2026, 11, 17))
    same = lena.post(f"/cases/{case.pk}/events/{other.pk}/", EVENT)
    assert same.status_code == 422 and "with this day" in text(same)


def test_a_removed_event_takes_its_date_along_and_stays_in_history(cast, case):
    trigger = insolvent(case, cast.lena)
    triggers.remove(trigger, by=cast.lena)
    deadline = case.deadlines.get(rule_id=INSOLVENCY)
    assert not deadline.is_open and deadline.superseded_on == date(2026, 11, 23)
    assert case.events.filter(kind="trigger_removed").get().detail["on"] == "2026-11-02"


def test_a_change_of_the_facts_leaves_recorded_events_alone(cast, case):
    insolvent(case, cast.lena)
    facts.change(
        case, by=cast.lena, employment={"dismissal_form": "", "dismissal_received_on": None}, periods=[]
    )
    assert [trigger.event_code for trigger in case.triggers.all()] == ["insolvency"]
    assert case.deadlines.get(rule_id=INSOLVENCY).is_open


def test_a_case_is_accepted_only_with_its_recorded_events_confirmed(cast, case):
    for trigger in case.triggers.all():
        facts.confirm(trigger, by=cast.lena, known_by="memory")
    conflicts.clear(case, by=cast.lena)
    trigger = insolvent(case, cast.lena)
    assert [one.event_code for one in guards.unconfirmed_triggers(case)] == ["insolvency"]
    with pytest.raises(lifecycle.StepRefused):
        lifecycle.advance(case, "accept", by=cast.lena, on=case.today())
    facts.confirm(trigger, by=cast.lena, known_by="postmark")
    lifecycle.advance(case, "accept", by=cast.lena, on=case.today())


# The pages


def test_an_event_is_recorded_on_screen_and_shown_with_its_date(case, lena):
    page = text(lena.get(f"/cases/{case.pk}/events/new"))
    assert '<optgroup label="Authorities">' in page and "Insolvency" in page
    # What the facts say already and what only another country knows is not asked.
    assert 'value="wage_due"' not in page and 'value="dismissal_received"' not in page
    assert 'value="certificate_received"' not in page
    assert lena.post(f"/cases/{case.pk}/events/new", EVENT).status_code == 302
    assert lena.post(f"/cases/{case.pk}/events/new", EVENT).status_code == 302
    assert case.triggers.filter(event_code="insolvency").count() == 1
    page = shown(lena, case)
    assert "4 January 2027" in page and "2 November 2026" in page
    assert "Event recorded: " in page


def test_a_range_shows_both_ends(case, lena):
    lena.post(f"/cases/{case.pk}/events/new", EVENT | day("latest_on", 10, 11, 2026))
    page = shown(lena, case)
    assert "between 2 November 2026 and 10 November 2026" in page
    assert "on 4 January 2027 at the earliest, on 11 January 2027 at the latest" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"event": ""}, "Choose one of the answers."),
        ({"event": "certificate_received"}, "Choose one of the answers."),
        (day("on", "", "", ""), "Write the day, the month and the year."),
        (day("on", 31, 2, 2026), "This month has only 28 days."),
        (day("on", 24, 11, 2026), "This day is still to come."),
        (day("latest_on", 1, 12, 2026), "This day is still to come."),
        (day("latest_on", 1, 11, 2026), "The last possible day is before the first."),
        ({"event": "fixed_term_ended", **day("on", 1, 1, 2031)}, "This day is far away."),
        ({"known_by": "rumour"}, "Choose one of the answers."),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(case, lena, changes, sentence):
    answer = lena.post(f"/cases/{case.pk}/events/new", EVENT | changes)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not case.triggers.filter(event_code="insolvency").exists()


def test_nothing_typed_is_lost(case, lena):
    answer = text(lena.post(f"/cases/{case.pk}/events/new", EVENT | day("on", 31, 2, 2026)))
    assert '<option value="insolvency" selected>' in answer and 'value="31"' in answer
    assert '<option value="postmark" selected>' in answer


def test_one_day_twice_is_refused_at_the_field(cast, case, lena):
    insolvent(case, cast.lena)
    answer = lena.post(f"/cases/{case.pk}/events/new", EVENT | day("latest_on", 9, 11, 2026))
    assert answer.status_code == 422 and "This event stands on the case already with this day." in text(
        answer
    )


def test_a_day_to_come_is_taken_where_people_know_it_before(case, lena):
    answer = lena.post(
        f"/cases/{case.pk}/events/new", EVENT | {"event": "fixed_term_ended", **day("on", 31, 12, 2026)}
    )
    assert answer.status_code == 302


def test_it_is_confirmed_changed_and_removed_on_screen(cast, case, lena):
    trigger = insolvent(case, cast.lena, latest_on=date(2026, 11, 4))
    confirm = f"/cases/{case.pk}/dates/{trigger.pk}/confirm"
    assert "between 2 November 2026 and 4 November 2026" in text(lena.get(confirm))
    assert lena.post(confirm, {"known_by": "postmark", "day": "2026-11-02"}).status_code == 422
    assert lena.post(confirm, {"known_by": "postmark", "day": "2026-11-02 2026-11-04"}).status_code == 302
    assert "Confirmed by Lena K." in shown(lena, case)
    edit = f"/cases/{case.pk}/events/{trigger.pk}/"
    assert 'value="2"' in text(lena.get(edit))
    assert lena.post(edit, EVENT | day("on", 1, 11, 2027)).status_code == 422
    assert lena.post(edit, EVENT | day("on", 5, 11, 2026)).status_code == 302
    assert "Event changed: " in shown(lena, case)
    assert lena.post(f"{edit}remove").status_code == 302
    assert "Event removed: " in shown(lena, case)
    assert lena.post(f"{edit}remove").status_code == 404


def test_events_of_the_facts_change_with_the_facts(case, lena):
    trigger = case.triggers.get(event_code="dismissal_received")
    assert lena.get(f"/cases/{case.pk}/events/{trigger.pk}/").status_code == 404
    assert lena.post(f"/cases/{case.pk}/events/{trigger.pk}/remove").status_code == 404
    assert f"/cases/{case.pk}/facts#dismissal" in shown(lena, case)


def test_an_event_of_another_case_is_not_found(cast, case, lena):
    other = insolvent(people.open_case(cast.lena), cast.lena)
    assert lena.get(f"/cases/{case.pk}/events/{other.pk}/").status_code == 404


def test_a_country_without_rules_leads_to_a_date_of_ones_own(cast, lena):
    case = people.taken_case(cast.lena)
    facts.change(case, by=cast.lena, where={"country": "BE", "region": ""})
    page = text(lena.get(f"/cases/{case.pk}/events/new"))
    assert (
        "The program has no rules for this country yet." in page
        and "<select" not in page.partition("<main")[2]
    )


def test_colleagues_see_and_work_strangers_find_nothing(cast, case):
    trigger = insolvent(case, cast.lena)
    address = f"/cases/{case.pk}/events/{trigger.pk}/"
    assert signed_in(cast.tomasz).get(address).status_code == 200
    for person in (cast.hanna, cast.pavlo, cast.nora, cast.otto):
        assert signed_in(person).get(address).status_code == 404
        assert signed_in(person).post(f"/cases/{case.pk}/events/new", EVENT).status_code == 404
    assert case.events.filter(kind="trigger_recorded").count() == 1


def test_an_own_date_stays_where_events_change(cast, case):
    own = deadlines.set_date(case, by=cast.lena, kind="task", on=case.today(), title="Nachfragen")
    triggers.remove(insolvent(case, cast.lena), by=cast.lena)
    own.refresh_from_db()
    assert own.is_open


def test_every_event_somebody_may_record_has_a_topic():
    for country in ("DE", "FR", "PL"):
        groups = dict(legal_texts.event_groups(country))
        assert groups and "other" not in groups
