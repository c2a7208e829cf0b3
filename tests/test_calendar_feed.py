"""The private calendar: what it says, whom it answers, and when it stops."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from cases import admissions, deadlines, feeds, leaving
from cases.models import CalendarFeed, DeadlineKind
from tests import cast as people


@pytest.fixture
def case(cast):
    case = people.taken_case(cast.lena, dismissal=None, periods=[])
    deadlines.set_date(
        case, by=cast.lena, kind=DeadlineKind.APPOINTMENT, on=date(2027, 1, 14), title="Gütetermin mit Ольга",
        at_time=time(10, 30), place="Arbeitsgericht Köln",
    )  # fmt: skip
    deadlines.set_date(
        case, by=cast.lena, kind=DeadlineKind.TASK, on=date(2027, 1, 20), title="Ольга anrufen"
    )
    return case


@pytest.fixture
def address(cast, case):
    return f"/calendar/{feeds.renew(cast.lena)}.ics"


def entries(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return [part for part in Calendar.from_ical(answer.content).walk() if part.name == "VEVENT"]


def plain(answer):
    """The page without the token against forged forms, which differs each time."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode())


def test_it_opens_without_signing_in_and_names_nobody(client, case, address):
    answer = client.get(address)
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar") and answer["Cache-Control"] == "no-store"
    assert case.reference in text
    for word in ("Ольга", "Gütetermin", "Arbeitsgericht", "Wellerau", "Oserna", "anrufen"):
        assert word not in text.replace("\r\n ", "")


def test_days_and_moments(client, address):
    appointment, task = entries(client, address)
    assert appointment["dtstart"].dt.isoformat() == "2027-01-14T09:30:00+00:00"
    assert task["dtstart"].dt == date(2027, 1, 20)


def test_the_same_date_keeps_its_identity(client, cast, case, address):
    before = [str(entry["uid"]) for entry in entries(client, address)]
    task = case.deadlines.get(kind=DeadlineKind.TASK)
    deadlines.move(task, by=cast.lena, to=date(2027, 2, 1), reason="Later")
    assert [str(entry["uid"]) for entry in entries(client, address)] == before
    deadlines.meet(task, by=cast.lena, on=timezone.localdate())
    assert len(entries(client, address)) == 1


def test_head_is_answered_and_nothing_else(client, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_a_wrong_address_answers_as_a_missing_page(client, cast, address):
    client.get("/calendar/x.ics")
    wrong, missing = client.get("/calendar/not-an-address.ics"), client.get("/no-such-page")
    assert wrong.status_code == missing.status_code == 404
    assert plain(wrong) == plain(missing)
    assert client.get("/calendar/%00%ff.ics").status_code == 404


def test_a_new_address_ends_the_old_one(client, cast, address):
    fresh = f"/calendar/{feeds.renew(cast.lena)}.ics"
    assert client.get(address).status_code == 404
    assert client.get(fresh).status_code == 200


def test_a_closed_account_has_no_calendar(client, cast, address):
    User.objects.filter(pk=cast.lena.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_walls_and_leaving_empty_the_calendar(client, cast, case, address):
    assert entries(client, address)
    admissions.build_wall(case, by=cast.ayla, user=cast.lena)
    assert entries(client, address) == []


def test_leaving_the_group_takes_its_dates_out(client, cast, case, address):
    cast.hamburg.memberships.create(user=cast.lena, role="caseworker", began_on=people.BEGAN)
    membership = cast.lena.memberships.get(group=cast.koeln)
    leaving.leave(membership, by=cast.ayla, on=timezone.localdate())
    assert entries(client, address) == []


def test_only_open_dates_of_open_cases_in_the_persons_hands(client, cast, case, address):
    other = people.taken_case(cast.tomasz, dismissal=None, periods=[])
    soon = timezone.localdate() + timedelta(days=3)
    deadlines.set_date(other, by=cast.tomasz, kind=DeadlineKind.TASK, on=soon)
    assert len(entries(client, address)) == 2
    admissions.hand_over(case, by=cast.ayla, to=cast.tomasz)
    assert entries(client, address) == []


def test_it_speaks_the_persons_language(client, cast, case, address):
    User.objects.filter(pk=cast.lena.pk).update(language="de")
    assert client.get(address, headers={"accept-language": "fr"}).status_code == 200


def test_the_page_shows_the_address_once(client, cast):
    client.force_login(cast.lena)
    assert ".ics" not in client.get("/calendar/").content.decode()
    page = client.post("/calendar/").content.decode()
    assert ".ics" in page
    assert ".ics" not in client.get("/calendar/").content.decode()
    stored = CalendarFeed.objects.get(user=cast.lena).token_hash
    assert stored not in page
