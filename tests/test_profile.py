"""One's own page: name, language, colours, groups and how one signs in."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.signing_in import forget_tries, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/profile/"


@pytest.fixture
def lena(client, cast):
    client.force_login(cast.lena)
    return cast.lena


def save(client, **changes):
    return client.post(PAGE, {"name": "Lena Kramer", "language": "en", "theme": "device", **changes})


def test_it_shows_what_one_is_here(client, lena):
    page = client.get(PAGE).content.decode()
    assert all(word in page for word in ("Lena Kramer", "lena@poruch.example", "Köln", "Caseworker"))
    assert reverse("accounts:members", args=["KLN"]) not in page


@pytest.mark.parametrize(
    "name, words", [("ayla", "Members"), ("nora", "Network coordinator"), ("otto", "Auditor")]
)
def test_it_names_the_tasks_of_others_too(client, cast, name, words):
    client.force_login(cast.people[name])
    assert words in client.get(PAGE).content.decode()


def test_nobody_else_sees_it(cast):
    assert Client().get(PAGE)["Location"] == f"{reverse('account_login')}?next={PAGE}"


def test_the_language_holds_from_the_next_page_on(client, lena):
    save(client, language="uk")
    assert '<html lang="uk"' in client.get(PAGE).content.decode()


@pytest.mark.parametrize("theme, shown", [("device", False), ("light", True), ("dark", True)])
def test_the_colours_stand_on_every_page(client, lena, theme, shown):
    save(client, theme=theme)
    assert (f'data-theme="{theme}"' in client.get(PAGE).content.decode()) is shown


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Zoë O’Brien", "Zoë O’Brien"),
        ("Олександр Шевченко", "Олександр Шевченко"),
        ("  Lena \t Maria  ", "Lena Maria"),
        ("Lena\r\nBcc: x", "Lena Bcc: x"),
        ("Le\x00na\u202e", "Lena"),
        ("<b>Lena</b>", "<b>Lena</b>"),
    ],
)
def test_names_of_every_kind(client, lena, typed, kept):
    assert save(client, name=typed).status_code == 302
    assert User.objects.get(pk=lena.pk).name == kept
    assert "<b>Lena" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"name": " "}, "Write your name."),
        ({"name": "x" * 121}, "120"),
        ({"language": "xx"}, ""),
        ({"theme": "pink"}, ""),
        ({"theme": ""}, "Choose one."),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(client, lena, changes, sentence):
    answer = save(client, **changes)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert answer.context["form"].errors.keys() == changes.keys()
    assert User.objects.get(pk=lena.pk).name == "Lena Kramer"


def test_nobody_gives_themselves_more(client, lena):
    fields = {field.name for field in User._meta.get_fields()} - {"name", "language", "theme"}
    for value in ("1", "true", "on", str(lena.pk)):
        save(client, **dict.fromkeys(fields, value))
    after = User.objects.get(pk=lena.pk)
    assert (after.email, after.is_active, after.password) == (lena.email, True, lena.password)
    assert not (after.is_auditor or after.is_network_coordinator or after.is_superuser)


def test_fifty_sign_ins_cost_as_many_queries_as_one(client, cast, django_assert_max_num_queries):
    forget_tries()
    for _number in range(50):
        browser = Client()
        browser.force_login(cast.lena)
        user_logged_in(browser, cast.lena)
    sign_in(client, cast.lena)
    with django_assert_max_num_queries(16):
        page = client.get(PAGE)
    assert len(page.context["sign_ins"]) == 51


def test_a_sign_in_that_is_over_is_not_listed(client, cast, monkeypatch):
    forget_tries()
    other = Client()
    sign_in(other, cast.lena)
    other.get(PAGE)
    now = time.time() + 31 * 60
    monkeypatch.setattr(time, "time", lambda: now)
    sign_in(client, cast.lena)
    assert [row["is_this_one"] for row in client.get(PAGE).context["sign_ins"]] == [True]


def user_logged_in(browser, user):
    """The row that allauth writes for a sign-in through the page."""
    UserSession.objects.create(
        user=user, session_key=browser.session.session_key, ip="fd00::1", user_agent="Firefox Android"
    )
