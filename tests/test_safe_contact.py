"""Safe contact is a rule: asked of the person, shown to the team, and enforced before a mail leaves."""

from datetime import UTC, datetime, time
from types import SimpleNamespace

import pytest
from django.core import mail as box
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cases import admissions, contacting, notes, people
from cases.models import Worker
from outbox import sending
from outbox.models import Mail, Problem, State
from tests import answers, visitor
from tests.cast import open_case

WEDNESDAY_NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)  # 12:00 in Köln
BERLIN = SimpleNamespace(group=SimpleNamespace(time_zone="Europe/Berlin"))
BY_MAIL = {"contact": {"channel": "email", "value": "olha@example.org"}}


def worker(**rules):
    plain = {
        **{"contact_channel": "email", "contact_value": "olha@example.org", "safe_to_contact": True},
        **{"contact_times": [], "contact_days": [], "contact_from": None, "contact_until": None},
    }
    return SimpleNamespace(case=BERLIN, **plain | rules)


# Rules of the person: why no mail may leave on Wednesday at noon, and when it may (local time).
VERDICTS = [
    ({}, "", None),
    ({"safe_to_contact": False}, "unsafe", None),
    ({"safe_to_contact": None}, "not_said", None),
    ({"contact_channel": "signal"}, "not_chosen", None),
    ({"contact_channel": "none", "contact_value": ""}, "not_chosen", None),
    ({"contact_times": ["any"]}, "", None),
    ({"contact_times": ["afternoon"]}, "", None),
    ({"contact_times": ["morning"]}, "later", "2026-11-26 08:00"),
    ({"contact_times": ["morning", "evening"]}, "later", "2026-11-25 18:00"),
    ({"contact_times": ["weekend"]}, "later", "2026-11-28 08:00"),
    ({"contact_times": ["evening", "weekend"], "contact_days": [2]}, "later", "2026-11-28 08:00"),
    ({"contact_days": [3]}, "", None),
    ({"contact_days": [2]}, "later", "2026-12-01 00:00"),
    ({"contact_from": time(13)}, "later", "2026-11-25 13:00"),
    ({"contact_until": time(12)}, "later", "2026-11-26 00:00"),
    ({"contact_days": [3], "contact_from": time(9), "contact_until": time(10)}, "later", "2026-12-02 09:00"),
]


@pytest.mark.parametrize(("rules", "reason", "until"), VERDICTS)
def test_what_the_rules_say_about_a_mail_now(rules, reason, until):
    verdict = contacting.mail_may_leave(worker(**rules), WEDNESDAY_NOON)
    assert verdict.reason == reason
    assert (f"{verdict.until:%Y-%m-%d %H:%M}" if verdict.until else None) == until
    assert verdict.is_refused == (bool(reason) and until is None)


def told_of_a_message(cast, **person):
    case = open_case(cast.lena, person=person or BY_MAIL)
    notes.write(case, by=cast.lena, text="Ваша зарплата: 900 €.", for_worker=True)
    return case


def test_the_mail_is_neutral_and_goes_once_until_the_page_was_opened(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.WORKER_FROM_EMAIL = "post@weather.example"
    case = told_of_a_message(cast)
    notes.write(case, by=cast.lena, text="Ще одне.", for_worker=True)
    assert sending.send_due()["sent"] == 1
    (message,) = box.outbox
    assert (message.to, message.from_email) == (["olha@example.org"], "post@weather.example")
    whole = message.message().as_string() + message.subject + message.body
    for word in ("900", "Köln", "Wellerau", case.reference, "Poruch", "Lena", "Ольга", "http"):
        assert word not in whole
    assert message.body == "Для вас є відповідь. Відкрийте свою сторінку за кодом."


@pytest.mark.parametrize(
    "person",
    [
        {"contact": {"channel": "signal", "value": "+49 000 333444"}},
        {**BY_MAIL, "safe_to_contact": False},
        {**BY_MAIL, "safe_to_contact": None},
    ],
)
def test_without_a_safe_address_no_mail_is_written(cast, person):
    told_of_a_message(cast, **person)
    assert not Mail.objects.exists()


def test_outside_the_hours_it_waits_and_uses_up_no_attempt(cast):
    told_of_a_message(cast, **BY_MAIL, contact_days=[6])
    monday = datetime(2126, 11, 25, 11, tzinfo=UTC)
    while monday.isoweekday() != 1:
        monday = monday.replace(day=monday.day - 1)
    assert sending.send_due(monday)["queued"] == 1
    mail = Mail.objects.get()
    assert (mail.state, mail.last_error, mail.attempts) == (State.QUEUED, Problem.TOO_EARLY, 0)
    assert mail.next_try_at.isoweekday() == 5  # midnight of Saturday in Köln
    assert not sending.send_due(monday)["queued"]


@pytest.mark.parametrize(
    "change",
    [{"safe_to_contact": False}, {"contact_channel": "signal"}, {"contact_value": "new@example.org"}],
)
def test_rules_changed_after_writing_hold_the_mail_back(cast, change):
    case = told_of_a_message(cast)
    people.change_person(case, by=cast.lena, values=change)
    assert sending.send_due()["failed"] == 1
    mail = Mail.objects.get()
    assert (mail.state, mail.last_error) == (State.FAILED, Problem.RULES)


# --- Asked -------------------------------------------------------------------------------------


def test_the_caseworkers_page_takes_the_rules(client, cast):
    client.force_login(cast.lena)
    given = answers.full(person__contact_value="olha@example.org", person__contact_channel="email")
    given |= {
        "person-contact_rules": ["never_call", "shared_phone"],
        "person-contact_days": ["1", "6"],
        "person-contact_from": "18:00",
        "person-contact_until": "17:00",
        "person-known_as": "Вітання з бібліотеки",
    }
    wrong = client.post(reverse("cases:new"), given)
    assert wrong.status_code == 422
    assert "Choose a later hour than the one before." in wrong.content.decode()
    client.post(reverse("cases:new"), given | {"person-contact_until": "21:00"})
    stored = Worker.objects.get()
    assert stored.contact_rules == ["never_call", "shared_phone"]
    assert (stored.contact_days, stored.contact_from, stored.contact_until) == ([1, 6], time(18), time(21))
    assert stored.known_as == "Вітання з бібліотеки"


@pytest.fixture
def opened(client, cast):
    case, digits = visitor.sent_case(Client())
    client.post("/code", {"code": digits})
    return case


CHOSEN = {"channel": "email", "value": "olha@example.org", "rules": ["no_names"], "language": "ru"}


def test_the_worker_changes_the_rules_and_the_team_sees_that(client, opened, cast):
    page = client.get("/status/contact").content.decode()
    assert "+49 000 333444" in page
    assert client.post("/status/contact", CHOSEN)["Location"] == "/status"
    stored = Worker.objects.get()
    assert (stored.contact_channel, stored.contact_rules, stored.language) == ("email", ["no_names"], "ru")
    event = opened.events.get(kind="contact_changed")
    assert "contact_value" in event.detail["fields"] and "olha" not in str(event.detail)
    client.force_login(cast.lena)
    assert (
        "The worker changed how we may reach them" in client.get(opened.get_absolute_url()).content.decode()
    )


@translation.override("en")  # what a request leaves active ends with the test
def test_a_wrong_address_and_another_language_lose_no_word(client, opened):
    wrong = client.post("/status/contact", CHOSEN | {"value": "olha bei example"})
    assert wrong.status_code == 422
    assert "olha bei example" in wrong.content.decode()
    other = client.post("/status/contact", CHOSEN | {"note": "Партнер читає", "language_of_page": "de"})
    assert "Партнер читає" in other.content.decode() and '<html lang="de"' in other.content.decode()
    assert Worker.objects.get().contact_channel == "signal"


def test_without_the_code_nobody_sees_the_rules(client, cast):
    assert client.get("/status/contact")["Location"] == "/code"


# --- Shown -------------------------------------------------------------------------------------


def test_the_warning_stands_wherever_contact_is_made(client, cast):
    rules = {"contact_rules": ["never_call"], "known_as": "Вітання з бібліотеки", "contact_days": [1]}
    case = open_case(cast.lena, person=rules)
    client.force_login(cast.lena)
    pages = [
        client.get(case.get_absolute_url()),
        client.get(reverse("cases:call", args=[case.pk])),
        client.post(reverse("cases:person", args=[case.pk]), {"purpose": "contact"}),
    ]
    for page in pages:
        text = page.content.decode()
        assert "Never call." in text and "Вітання з бібліотеки" in text and "Monday" in text, page.request
    assert "never call" in client.get(reverse("cases:mine") + "?list=unassigned").content.decode()


def test_who_may_not_know_the_person_sees_the_rules_without_the_words(client, cast):
    case = open_case(cast.lena, person={"contact_rules": ["never_call"], "known_as": "Вітання з бібліотеки"})
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", scope="case", purpose="Helps")
    client.force_login(cast.hanna)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Never call." in page
    assert "Вітання з бібліотеки" not in page and "Після 18:00" not in page
