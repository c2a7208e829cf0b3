"""Opening a case: everything the story says is written in one transaction, and nothing twice."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import deadlines, events, intake, ledger
from cases.models import Case, CaseEvent, Consent, Employer, Intake, ReferenceCounter, Worker
from tests import cast as people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


def open_with(by, key="one", **changes):
    return intake.open_case(given=people.told(**changes), channel="phone", by=by, submission_key=key)


def test_the_reference_counts_per_group_and_year(cast):
    assert [people.open_case(cast.lena).reference for _ in range(2)] == ["KLN-2026-0001", "KLN-2026-0002"]
    assert people.open_case(cast.lena, region="DE-HH").reference == "HAM-2026-0001"
    with time_machine.travel("2027-01-01 00:30:00+01:00"):
        assert people.open_case(cast.lena).reference == "KLN-2027-0001"


def test_the_region_decides_which_group_answers(cast):
    assert people.open_case(cast.lena).group == cast.koeln
    assert people.open_case(cast.lena, region="DE-HH").group == cast.hamburg


@pytest.mark.parametrize(("country", "region"), [("DE", "DE-BY"), ("DE", None), ("FR", "FR-IDF"), ("ZZ", "")])
def test_without_a_group_the_network_gets_it(cast, country, region):
    case = people.open_case(cast.lena, country=country, region=region)
    assert case.group is None
    assert case.reference == "NET-2026-0001"
    assert set(Case.objects.visible_to(cast.nora)) == {case}
    assert not Case.objects.visible_to(cast.lena)


def test_people_and_firm_are_as_told(cast):
    case = Case.objects.get(pk=open_with(cast.lena).pk)
    assert case.worker.name == "Ольга Озерна"
    assert case.worker.passport_name == "Olha Oserna"
    assert case.worker.contact_channel == "signal"
    assert case.worker.safe_to_contact is True
    assert case.worker.language == "uk"
    assert case.employer.name == "Hotelbetrieb Wellerau GmbH"
    assert case.employer.address_lines[-1] == "50667 Köln"
    assert case.name_tokens.exists()


def test_the_intake_stays_as_it_was_given(cast):
    given = people.told(external_id="A-17")
    case = intake.open_case(given=given, channel="visit", by=cast.lena, submission_key="k")
    kept = Intake.objects.get(case=case)
    assert kept.given == given
    assert kept.story == given["story"]
    assert (kept.channel, kept.entered_by) == ("visit", cast.lena)


def test_claims_follow_from_hours_and_pay(cast):
    case = open_with(cast.lena)
    september, october = case.claims.all()
    # 12.00 an hour was agreed, 13.90 is the German minimum wage of 2026.
    assert september.due == Decimal("120") * Decimal("13.90")
    assert october.due == Decimal("130") * Decimal("13.90")
    [total] = ledger.totals(case)
    assert total.open_gross == september.due + october.due


def test_deadlines_appear_with_their_working(cast):
    case = open_with(cast.lena)
    found = {(deadline.rule_id, deadline.subject): deadline for deadline in case.deadlines.all()}
    assert found["DE_KSCHG_4", ""].due_on == date(2026, 12, 3)
    assert {subject for rule, subject in found if rule == "DE_AUSSCHLUSSFRIST_CONTRACT"} == {
        "2026-09",
        "2026-10",
    }
    assert all(deadline.steps or deadline.no_date_reason for deadline in found.values())
    assert deadlines.next_of(case) is not None


@pytest.mark.parametrize("form", ["oral", "electronic"])
def test_a_dismissal_that_is_not_on_paper_gives_no_date_and_says_why(cast, form):
    case = open_with(cast.lena, dismissal={"form": form, "dated": None, "received_on": "2026-11-12"})
    court = case.deadlines.get(rule_id="DE_KSCHG_4")
    assert court.due_on is None
    assert court.no_date_reason["code"]


def test_no_dismissal_gives_no_date_for_one(cast):
    case = open_with(cast.lena, dismissal=None)
    assert not case.deadlines.filter(rule_id="DE_KSCHG_4").exists()
    assert not case.triggers.exclude(event_code="wage_due").exists()


def test_a_country_without_rules_is_taken_without_dates(cast):
    case = open_with(cast.lena, country="BE", region="")
    assert not case.deadlines.exists()
    assert case.claims.count() == 2


def test_each_trigger_date_waits_to_be_confirmed(cast):
    case = open_with(cast.lena)
    said = {trigger.event_code: (trigger.occurred_on, trigger.known_by) for trigger in case.triggers.all()}
    received = (date(2026, 11, 12), "postmark")
    # How the dismissal is known says nothing about the pay day.
    assert said == {"dismissal_received": received, "end_date_known": received, "wage_due": (None, "")}
    assert not case.triggers.exclude(confirmed_at=None).exists()


def test_consent_knows_who_wrote_it_down_and_in_which_language_it_was_explained(cast):
    case = open_with(cast.lena, consent={"read": True, "act": True, "language": "en"})
    assert {(one.kind, one.language, one.recorded_by) for one in case.consents.all()} == {
        ("read", "en", cast.lena),
        ("act", "en", cast.lena),
    }
    other = open_with(cast.lena, key="two", consent={"read": True, "act": False})
    assert [(one.kind, one.language, one.given_on) for one in other.consents.all()] == [
        ("read", "uk", date(2026, 11, 23))
    ]


def test_history_begins_with_the_opening(cast):
    case = open_with(cast.lena)
    kinds = list(case.events.order_by("number").values_list("kind", flat=True))
    assert kinds[:3] == ["opened", "consent_given", "consent_given"]
    assert {"claim_computed", "deadline_computed"} <= set(kinds)
    assert events.verify(case) == len(kinds)


def test_history_says_no_name_and_no_story(cast):
    case = open_with(cast.lena)
    said = " ".join(str(event.detail) for event in case.events.all())
    for word in ("Озерна", "Oserna", "Ольга", "звільнили", "333444", "Wellerau"):
        assert word not in said


def test_a_story_with_almost_nothing_is_a_case_too(cast):
    given = {"language": "ru", "country": "DE", "problems": ["other"]}
    case = intake.open_case(given=given, channel="phone", by=cast.lena, submission_key="little")
    assert case.stage == "new"
    assert case.worker.called
    assert not case.claims.exists()


def test_the_same_key_is_the_same_case(cast):
    first = open_with(cast.lena)
    again = open_with(cast.lena, place="Bonn")
    assert again.pk == first.pk
    assert Intake.objects.count() == 1
    assert Case.objects.get().place == "Köln"


def test_more_months_ask_no_more_of_the_database(cast):
    """An import of two thousand rows writes each month with its claim."""

    def asked(key, months):
        periods = [{"month": f"2026-{month:02}", "hours": "100", "paid": "100"} for month in months]
        with CaptureQueriesContext(connection) as seen:
            case = open_with(cast.lena, key, periods=periods)
        assert case.claims.filter(open_gross__gt=0).count() == len(periods)
        return len(seen), [one["sql"] for one in seen if 'FROM "cases_payperiod"' in one["sql"]]

    open_with(cast.lena)  # the first case of a group and year has a counter to make
    one, _selects = asked("two", [9])
    many, selects = asked("three", [5, 6, 7, 8, 9])
    assert many == one
    assert len(selects) == 2  # whether there is a month, and the months


@pytest.mark.parametrize(
    "place",
    ["cases.intake.search.index", "cases.intake.consents.give", "cases.facts.ledger.recompute",
     "cases.facts.deadlines.recompute"],
)  # fmt: skip
def test_a_failure_on_the_way_leaves_nothing(cast, monkeypatch, place):
    def fail(*args, **options):
        raise RuntimeError("on the way")

    monkeypatch.setattr(place, fail)
    with pytest.raises(RuntimeError):
        open_with(cast.lena)
    for model in (Case, Intake, Worker, Employer, Consent, CaseEvent, ReferenceCounter):
        assert not model.objects.exists(), model
    monkeypatch.undo()
    with time_machine.travel("2026-11-23 18:00:00+01:00"):
        assert open_with(cast.lena).reference == "KLN-2026-0001"
