"""Facts of the job: a change recomputes what follows, keeps the old value, and must be confirmed again."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from cases import deadlines, events, facts
from cases.models import Case
from security.models import AccessEntry
from tests import answers
from tests import cast as people


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-23 18:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast):
    return people.taken_case(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    return client


@pytest.fixture
def lena(cast):
    return signed_in(cast.lena)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def url(case):
    return f"/cases/{case.pk}/facts"


def posted(case, **changes):
    """The facts of the case as its page shows them, with changes."""
    return answers.facts(answers.full()) | {"job-seen": str(facts.version(case))} | changes


def last(case, kind):
    return case.events.filter(kind=kind).first()


# The verb


def test_a_new_day_moves_the_deadline_and_stays_in_history(cast, case):
    facts.change(case, by=cast.lena, employment={"dismissal_received_on": date(2026, 11, 16)})
    assert case.deadlines.get(rule_id="DE_KSCHG_4").due_on == date(2026, 12, 7)
    said = last(case, "facts_changed")
    assert said.by == cast.lena
    assert said.detail["changed"] == {"dismissal_received_on": {"old": "2026-11-12", "new": "2026-11-16"}}
    moved = case.events.filter(kind="deadline_recomputed", detail__rule="DE_KSCHG_4").get()
    assert (moved.detail["old"]["due_on"], moved.detail["due_on"]) == ("2026-12-03", "2026-12-07")
    assert events.verify(case) == case.events.count()


def test_new_pay_counts_the_claims_anew(cast, case):
    before = {claim.pk: claim.due for claim in case.claims.all()}
    facts.change(case, by=cast.lena, employment={"pay_amount": Decimal("15.00")})
    claims = list(case.claims.all())
    assert [claim.due for claim in claims] == [Decimal("1800.00"), Decimal("1950.00")]
    # The same rows: letters that name them still do.
    assert {claim.pk for claim in claims} == set(before)
    assert last(case, "claim_computed").detail["old"]["due"] in {str(due) for due in before.values()}


def test_months_are_replaced(cast, case):
    september = {"month": date(2026, 9, 1), "hours": Decimal("100"), "units": None, "paid": Decimal(0)}
    facts.set_periods(case, by=cast.lena, periods=[{**september, "paid_kind": "gross"}])
    assert [claim.month for claim in case.claims.all()] == [date(2026, 9, 1)]
    assert last(case, "claim_dropped").detail["month"] == "2026-10"
    assert len(last(case, "periods_changed").detail["old"]) == 2
    gone = case.deadlines.filter(subject="2026-10", kind="legal")
    assert all(deadline.superseded_on for deadline in gone)


def test_both_at_once_are_counted_once(cast, case):
    """No sum that was never true stands in history."""
    already = case.events.count()
    october = {"month": date(2026, 10, 1), "hours": Decimal(10), "units": None, "paid": Decimal(0)}
    facts.change(
        case,
        by=cast.lena,
        employment={"pay_amount": Decimal("20.00")},
        periods=[{**october, "paid_kind": "gross"}],
    )
    kinds = list(case.events.order_by("number").values_list("kind", flat=True))[already:]
    assert kinds.count("claim_computed") == 1
    assert case.claims.get().due == Decimal("200.00")


def test_nothing_changed_leaves_no_trace(cast, case):
    already = case.events.count()
    facts.change(case, by=cast.lena, employment={"pay_amount": Decimal("12")}, known_by="postmark")
    assert case.events.count() == already


def test_only_what_the_law_of_the_country_counts_from_has_to_be_confirmed(cast):
    """Only in Germany a period runs from the day somebody learns when the job ends (SGB III 38)."""
    case = people.open_case(cast.lena)
    facts.change(case, by=cast.lena, where={"country": "PL", "region": "PL-14"})
    codes = set(case.triggers.values_list("event_code", flat=True))
    assert codes == {"dismissal_received", "wage_due"}


def test_a_changed_day_must_be_confirmed_again(cast):
    case = people.accepted_case(cast.lena)
    facts.change(
        case, by=cast.lena, employment={"dismissal_received_on": date(2026, 11, 10)}, known_by="witness"
    )
    open_codes = set(case.triggers.filter(confirmed_at=None).values_list("event_code", flat=True))
    assert open_codes == {"dismissal_received", "end_date_known"}
    assert case.triggers.get(event_code="dismissal_received").known_by == "witness"


def test_another_pay_day_must_be_confirmed_again(cast):
    case = people.accepted_case(cast.lena)
    facts.change(case, by=cast.lena, employment={"pay_day": 1})
    assert [trigger.event_code for trigger in case.triggers.filter(confirmed_at=None)] == ["wage_due"]


def test_another_reason_to_know_a_day_must_be_confirmed_again(cast):
    case = people.accepted_case(cast.lena)
    facts.change(case, by=cast.lena, known_by="witness")
    assert [trigger.event_code for trigger in case.triggers.filter(confirmed_at=None)] == [
        "dismissal_received"
    ]
    assert last(case, "facts_changed").detail["known_by"] == {"old": "memory", "new": "witness"}


def test_other_changes_leave_confirmations_alone(cast):
    case = people.accepted_case(cast.lena)
    facts.change(case, by=cast.lena, employment={"job_title": "Köchin", "pay_amount": Decimal(14)})
    assert not case.triggers.filter(confirmed_at=None).exists()


def test_a_dismissal_that_was_only_spoken_after_all(cast, case):
    facts.change(case, by=cast.lena, employment={"dismissal_form": "oral"})
    court = case.deadlines.get(rule_id="DE_KSCHG_4")
    assert court.due_on is None
    assert court.no_date_reason
    assert not case.triggers.filter(event_code="dismissal_received").exists()


def test_a_date_that_was_given_up_comes_back_with_another_day(cast, case):
    court = case.deadlines.get(rule_id="DE_KSCHG_4")
    deadlines.waive(case, by=cast.ayla, deadlines=[court], reason="too late")
    facts.change(case, by=cast.lena, employment={"pay_day": 1})
    assert not case.deadlines.open().filter(pk=court.pk).exists()
    facts.change(case, by=cast.lena, employment={"dismissal_received_on": date(2026, 11, 16)})
    assert case.deadlines.open().filter(pk=court.pk).exists()


def test_a_date_that_went_and_comes_back_is_told(cast, case):
    court = case.deadlines.get(rule_id="DE_KSCHG_4")
    for form in ("", "written"):
        facts.change(case, by=cast.lena, employment={"dismissal_form": form})
    assert case.deadlines.open().filter(pk=court.pk).exists()
    told = (
        case.events.filter(detail__deadline=str(court.pk)).order_by("number").values_list("kind", flat=True)
    )
    assert list(told) == ["deadline_computed", "deadline_superseded", "deadline_recomputed"]


def test_another_region_has_other_holidays(cast, case):
    facts.change(case, by=cast.lena, where={"region": "DE-BY"})
    assert fresh(case).region == "DE-BY"
    assert last(case, "facts_changed").detail["changed"] == {"region": {"old": "DE-NW", "new": "DE-BY"}}
    assert fresh(case).group == cast.koeln


def test_free_words_stand_beside_history_not_in_it(cast, case):
    facts.change(case, by=cast.lena, employment={"job_title": "Köchin"}, where={"place": "Bonn"})
    said = last(case, "facts_changed")
    assert set(said.detail["changed"]) == {"job_title", "place"}
    assert "Köchin" not in str(said.detail) and "Bonn" not in str(said.detail)
    assert "Reinigungskraft → Köchin" in case.texts.get(pk=said.text_id).body


def test_an_old_copy_of_the_case_overwrites_nothing(cast, case):
    other = fresh(case)
    _ = other.employment
    facts.change(case, by=cast.lena, employment={"pay_day": 1})
    facts.change(other, by=cast.tomasz, employment={"job_title": "Köchin"})
    assert fresh(case).employment.pay_day == 1
    assert fresh(case).employment.job_title == "Köchin"


def test_facts_of_another_version_are_refused(cast, case):
    seen = facts.version(case)
    facts.change(case, by=cast.lena, employment={"pay_day": 1}, seen=seen)
    with pytest.raises(facts.ChangedMeanwhile):
        facts.change(case, by=cast.tomasz, employment={"pay_day": 2}, seen=seen)
    assert fresh(case).employment.pay_day == 1


def test_a_note_is_no_change_of_facts(cast, case):
    from cases import notes

    seen = facts.version(case)
    notes.write(case, by=cast.tomasz, text="…")
    facts.change(case, by=cast.lena, employment={"pay_day": 1}, seen=seen)


def test_confirming_says_who_and_how_once(cast, case):
    trigger = case.triggers.get(event_code="dismissal_received")
    for _ in range(3):
        facts.confirm(trigger, by=cast.lena, known_by="postmark")
    trigger.refresh_from_db()
    assert trigger.confirmed_by == cast.lena
    assert case.events.filter(kind="trigger_confirmed").count() == 1
    assert last(case, "trigger_confirmed").detail["on"] == "2026-11-12"


def test_a_day_nobody_knows_cannot_be_confirmed(cast):
    case = people.open_case(cast.lena, dismissal={"received_on": None})
    with pytest.raises(ValidationError):
        facts.confirm(case.triggers.get(event_code="dismissal_received"), by=cast.lena, known_by="memory")
    facts.confirm(case.triggers.get(event_code="wage_due"), by=cast.lena, known_by="memory")


# The pages


def test_the_page_shows_the_facts_as_they_stand(lena, case):
    page = lena.get(url(case)).context["page"]
    assert page.job["dismissal_received_on"].value() == date(2026, 11, 12)
    assert page.job["known_by"].value() == "postmark"
    assert Decimal(page.periods.forms[1]["hours"].value()) == 130
    assert page.where["problems"].value() == ["unpaid_wages", "dismissal"]


def test_what_the_page_shows_can_be_saved_as_it_is(cast, lena, case):
    """Read every field of the page as a browser would, and post it: nothing changes."""
    page = lena.get(url(case)).context["page"]
    shown = {"save": "1"}
    for form in [*page.forms, page.periods.management_form]:
        for field in form:
            shown |= _as_a_browser(field)
    already = case.events.count()
    assert lena.post(url(case), shown).status_code == 302
    assert case.events.count() == already


def _as_a_browser(field):
    value, widget = field.value(), field.field.widget
    if hasattr(widget, "decompress"):
        return {
            f"{field.html_name}{suffix}": "" if part is None else str(part)
            for suffix, part in zip(widget.widgets_names, widget.decompress(value), strict=True)
        }
    if isinstance(value, bool):
        return {field.html_name: "on"} if value else {}
    return {field.html_name: value if isinstance(value, list) else "" if value is None else str(value)}


def test_saving_changes_facts_and_what_follows(lena, case):
    changes = answers.day("job-dismissal_received_on", 16, 11, 2026) | {"job-payslips_missing": "on"}
    response = lena.post(url(case), posted(case, **changes))
    assert response.url == case.get_absolute_url()
    assert fresh(case).employment.payslips_missing is True
    assert case.deadlines.get(rule_id="DE_KSCHG_4").due_on == date(2026, 12, 7)
    assert fresh(case).periods.get(month=date(2026, 10, 1)).hours == Decimal("130.50")


def test_a_wrong_day_keeps_everything(lena, case):
    response = lena.post(url(case), posted(case, **{"job-pay_day": "99", "job-job_title": "Köchin"}))
    assert response.status_code == 422
    assert "Köchin" in response.content.decode()
    assert fresh(case).employment.job_title == "Reinigungskraft"


def test_whoever_comes_second_is_told_and_loses_nothing(cast, lena, case):
    mine = posted(case, **{"job-job_title": "Köchin"})
    facts.change(fresh(case), by=cast.tomasz, employment={"pay_day": 1})
    response = lena.post(url(case), mine)
    assert response.status_code == 409
    assert "Somebody else changed" in response.content.decode()
    assert fresh(case).employment.job_title == "Reinigungskraft"
    page = response.context["page"]
    assert page.job["job_title"].value() == "Köchin"
    again = mine | {"job-seen": str(page.job["seen"].value())}
    assert lena.post(url(case), again).status_code == 302
    assert fresh(case).employment.job_title == "Köchin"


def test_more_rows_on_the_facts_page(lena, case):
    typed = posted(case, more="1", **{"job-pay_day": "99"})
    del typed["save"]
    page = lena.post(url(case), typed).context["page"]
    assert page.periods.total_form_count() == 6
    assert (page.job["pay_day"].value(), page.errors) == ("99", [])


def test_a_closed_case_rests(cast, lena, case):
    Case.objects.filter(pk=case.pk).update(stage="closed")
    assert lena.get(url(case)).url == case.get_absolute_url()
    assert lena.post(url(case), posted(case, **{"job-job_title": "Köchin"})).status_code == 302
    assert fresh(case).employment.job_title == "Reinigungskraft"


def confirm_url(case, code="dismissal_received"):
    return f"/cases/{case.pk}/dates/{case.triggers.get(event_code=code).pk}/confirm"


def test_a_date_is_confirmed_on_its_page(cast, lena, case):
    assert "12 November 2026" in lena.get(confirm_url(case)).content.decode()
    lena.post(confirm_url(case), {"known_by": "witness", "day": "2026-11-12"})
    trigger = case.triggers.get(event_code="dismissal_received")
    assert (trigger.known_by, trigger.confirmed_by) == ("witness", cast.lena)


@pytest.mark.parametrize("posted", [{}, {"known_by": "x"}, {"known_by": "memory", "day": "2026-11-11"}])
def test_nobody_confirms_without_a_reason_or_another_day(lena, case, posted):
    response = lena.post(confirm_url(case), posted)
    assert response.status_code == 422
    assert not case.triggers.exclude(confirmed_at=None).exists()
    assert 'value="2026-11-12"' in response.content.decode()


def test_an_unknown_day_says_what_to_do(cast, lena):
    case = people.open_case(cast.lena, dismissal={"received_on": None})
    response = lena.post(confirm_url(case), {"known_by": "memory", "day": ""})
    assert response.status_code == 422
    assert "Write it into the facts first" in response.content.decode()


def test_no_pay_day_is_confirmed_with_one_press(cast, lena):
    case = people.open_case(cast.lena, pay={"pay_day": None})
    shown = lena.get(confirm_url(case, "wage_due")).content.decode()
    assert "Confirm: no pay day is agreed" in shown
    assert "known_by" not in shown
    assert lena.post(confirm_url(case, "wage_due"), {"day": ""}).status_code == 302
    trigger = case.triggers.get(event_code="wage_due")
    assert (trigger.known_by, trigger.confirmed_by) == ("memory", cast.lena)


def test_a_known_pay_day_is_confirmed_with_how_it_is_known(lena, case):
    assert 'name="known_by"' in lena.get(confirm_url(case, "wage_due")).content.decode()
    assert lena.post(confirm_url(case, "wage_due"), {"day": ""}).status_code == 422


def test_a_letter_is_not_dated_after_it_came(lena, case):
    late = answers.day("job-dismissal_dated", 20, 11, 2026) | answers.day(
        "job-dismissal_received_on", 16, 11, 2026
    )
    response = lena.post(url(case), posted(case, **late))
    assert response.status_code == 422
    assert "dated after the day it was received" in response.context["page"].job.errors["dismissal_dated"][0]
    same = answers.day("job-dismissal_dated", 16, 11, 2026)
    assert lena.post(url(case), posted(case, **late | same)).status_code == 302


def test_a_date_of_another_case_is_not_found(cast, lena, case):
    other = people.open_case(cast.lena)
    address = f"/cases/{case.pk}/dates/{other.triggers.first().pk}/confirm"
    assert lena.get(address).status_code == 404


ODD = st.one_of(
    st.text(max_size=30), st.sampled_from(["NaN", "-1", "31", "2", "1.234", "on", "\x00", "½", "9" * 30])
)
NAMES = sorted(answers.facts(answers.full()).keys() - {"save"})


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.dictionaries(st.sampled_from([*NAMES, "job-seen"]), ODD, max_size=8))
def test_no_answer_is_ever_a_crash(db, changes):
    if not User.objects.exists():
        people.open_case(people.build().lena)
    case, client = Case.objects.get(), signed_in(User.objects.get(email="lena@poruch.example"))
    assert client.post(url(case), posted(case, **changes)).status_code in (302, 409, 422)


# Who may


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("lena", 200),
        ("tomasz", 200),
        ("ayla", 200),
        ("hanna", 404),
        ("pavlo", 404),
        ("nora", 404),
        ("otto", 404),
    ],
)
def test_who_may_change_facts(cast, case, name, status):
    client = signed_in(getattr(cast, name))
    for address in (url(case), confirm_url(case)):
        assert client.get(address).status_code == status
        if status == 404:
            assert client.post(address, posted(case)).status_code == 404
    if status == 404:
        assert AccessEntry.objects.filter(kind="refused", case_id=case.pk).exists()


def test_an_observer_sees_the_case_and_changes_nothing(cast, case):
    from cases import admissions

    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="asked", scope="case")
    client = signed_in(cast.hanna)
    assert client.get(url(case)).status_code == 403
    assert client.post(confirm_url(case), {"known_by": "memory", "day": "2026-11-12"}).status_code == 403
    assert not case.triggers.exclude(confirmed_at=None).exists()


def test_an_unknown_region_is_said_at_the_field(case, lena):
    answer = lena.post(url(case), posted(case, **{"where-region": "DE-XX"}))
    assert answer.status_code == 422
    assert "This region is not in the list." in answer.content.decode()
    assert fresh(case).region == "DE-NW"


def test_without_a_region_the_dates_are_the_earliest_and_the_page_leads_to_the_fact(case, lena):
    address = f"/cases/{case.pk}/"
    assert "The region of the work is not known." not in lena.get(address).content.decode()
    assert lena.post(url(case), posted(case, **{"where-region": ""})).status_code == 302
    shown = lena.get(address).content.decode()
    assert "The region of the work is not known. The dates here are the earliest possible." in shown
    assert f"{url(case)}#where" in shown


def test_a_dismissal_between_two_days_has_an_earliest_and_a_latest_end(cast, case, lena):
    days = answers.day("job-dismissal_latest_on", 16, 11, 2026)
    assert lena.post(url(case), posted(case, **days)).status_code == 302
    court = case.deadlines.get(rule_id="DE_KSCHG_4")
    assert (court.due_on, court.latest_on) == (date(2026, 12, 3), date(2026, 12, 7))
    trigger = case.triggers.get(event_code="dismissal_received")
    assert (trigger.occurred_on, trigger.latest_on) == (date(2026, 11, 12), date(2026, 11, 16))
    shown = lena.get(f"/cases/{case.pk}/").content.decode()
    assert "between 12 November 2026 and 16 November 2026" in shown
    assert "Received at the latest on" in shown
    # What the page shows can be saved as it is.
    count = case.events.count()
    assert lena.post(url(case), posted(case, **days)).status_code == 302
    assert case.events.count() == count
    # Certain again, it has one end.
    facts.change(case, by=cast.lena, employment={"dismissal_latest_on": None})
    assert case.deadlines.get(rule_id="DE_KSCHG_4").latest_on is None


@pytest.mark.parametrize(
    ("latest", "received", "sentence"),
    [
        ((11, 11, 2026), (12, 11, 2026), "The last possible day is before the first."),
        ((24, 11, 2026), (12, 11, 2026), "This day is still to come."),
        ((16, 11, 2026), ("", "", ""), "Write the first possible day here too."),
    ],
)
def test_two_days_that_do_not_fit_are_said_at_the_field(case, lena, latest, received, sentence):
    days = answers.day("job-dismissal_latest_on", *latest) | answers.day(
        "job-dismissal_received_on", *received
    )
    answer = lena.post(url(case), posted(case, **days))
    assert answer.status_code == 422 and sentence in answer.content.decode()
