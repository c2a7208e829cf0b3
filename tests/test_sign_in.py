"""Signing in with e-mail and password: who gets in, what others learn, how tries are counted."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from security.models import AccessEntry
from tests.signing_in import forget_tries, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
WRONG = "not the password at all"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    forget_tries()


def body(response):
    """The page without what differs by chance: the form's token and the e-mail typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r'(name="login" value=")[^"]*', r"\1", text)


def test_right_password_leads_to_the_cases(client, cast):
    answer = sign_in(client, cast.lena)
    assert answer.status_code == 302 and answer["Location"] == reverse("cases:mine")
    assert is_signed_in(client)
    assert AccessEntry.objects.filter(kind="signed_in", user_id=cast.lena.pk).count() == 1


def test_the_e_mail_may_be_written_in_capitals_with_spaces(client, cast):
    sign_in(client, f"  {cast.lena.email.upper()} ")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "email, password",
    [
        ("lena@poruch.example", WRONG),
        ("nobody@poruch.example", WRONG),
        ("dora@poruch.example", "sieben blaue Regenschirme"),
        ("dora@poruch.example", WRONG),
    ],
    ids=["wrong password", "unknown e-mail", "closed account, right password", "closed account"],
)
def test_every_failure_reads_alike(cast, email, password):
    other = sign_in(Client(), "somebody@else.example", WRONG)
    answer = sign_in(Client(), email, password)
    assert (answer.status_code, body(answer)) == (other.status_code, body(other))
    assert answer.status_code == 422
    assert "The e-mail or the password is wrong" in answer.content.decode()


def test_every_failure_costs_one_hash(cast, monkeypatch):
    """Else the time of an answer tells who has an account."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    made = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: made.append(1) or encode(*args))
    counts = []
    for email in ("lena@poruch.example", "nobody@poruch.example", "dora@poruch.example"):
        made.clear()
        sign_in(Client(), email, WRONG)
        counts.append(len(made))
    assert counts == [1, 1, 1]


def test_a_failure_is_logged_without_the_e_mail(client, cast):
    sign_in(client, cast.lena, WRONG)
    entry = AccessEntry.objects.get(kind="sign_in_failed")
    assert entry.user_id is None and "lena" not in entry.detail and len(entry.detail) == 32


def test_what_was_typed_stays_but_never_the_password(client, cast):
    answer = sign_in(client, "lena@poruch.exampel", WRONG)
    page = answer.content.decode()
    assert "lena@poruch.exampel" in page and WRONG not in page


@pytest.mark.parametrize("email", ["", "no address", "\0", "a@" + "b" * 5000, "ą@ü.example", "<b>@x.example"])
def test_strange_e_mails_are_told_how_to_write_it(client, cast, email):
    answer = sign_in(client, email, WRONG)
    assert answer.status_code == 422


def test_the_sixth_try_waits_even_with_the_right_password(client, cast):
    for _number in range(5):
        sign_in(client, cast.lena, WRONG)
    answer = sign_in(client, cast.lena)
    assert answer.status_code == 422 and "Wait five minutes" in answer.content.decode()
    assert not is_signed_in(client)
    assert AccessEntry.objects.filter(kind="sign_in_locked").count() == 1


def test_another_account_is_not_locked_with_it(cast):
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"198.51.{number}.7"), cast.lena, WRONG)
    other = Client(REMOTE_ADDR="203.0.113.9")
    sign_in(other, cast.tomasz)
    assert is_signed_in(other)


def test_one_address_cannot_try_many_accounts(cast):
    for number in range(10):
        sign_in(Client(REMOTE_ADDR="198.51.100.7"), f"guess{number}@poruch.example", WRONG)
    answer = sign_in(Client(REMOTE_ADDR="198.51.100.8"), cast.lena)
    assert "Wait five minutes" in answer.content.decode()


def test_the_owners_own_browser_is_not_locked_out_by_strangers(client, cast):
    sign_in(client, cast.lena)
    client.post(reverse("account_logout"))
    for number in range(12):
        sign_in(Client(REMOTE_ADDR=f"198.51.{number}.7"), cast.lena, WRONG)
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    sign_in(stranger, cast.lena)
    assert not is_signed_in(stranger)
    sign_in(client, cast.lena)
    assert is_signed_in(client)


def test_the_owners_own_browser_has_a_limit_too(client, cast):
    sign_in(client, cast.lena)
    client.post(reverse("account_logout"))
    for _number in range(5):
        sign_in(client, cast.lena, WRONG)
    assert "Wait five minutes" in sign_in(client, cast.lena).content.decode()


def test_the_mark_of_a_browser_names_nobody_and_opens_nothing(client, cast):
    sign_in(client, cast.lena)
    mark = client.cookies["device"].value
    assert "lena" not in mark and str(cast.lena.pk) not in mark
    stranger = Client()
    stranger.cookies["device"] = mark
    assert stranger.get(reverse("accounts:profile")).status_code == 302


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "https:evil.example",
        "\\\\evil.example",
    ],
)
def test_next_never_leads_away(client, cast, page):
    assert sign_in(client, cast.lena, next_page=page)["Location"] == reverse("cases:mine")


def test_next_leads_to_a_page_of_ours(client, cast):
    page = reverse("accounts:profile")
    assert client.get(page)["Location"] == f"{reverse('account_login')}?next={page}"
    assert sign_in(client, cast.lena, next_page=page)["Location"] == page


def test_pages_speak_the_language_of_the_person(client, cast):
    sign_in(client, cast.tomasz, headers={"accept-language": "fr"})
    answer = client.get(reverse("accounts:profile"), headers={"accept-language": "fr"})
    assert answer["Content-Language"] == "de" and '<html lang="de"' in answer.content.decode()
    assert (
        '<html lang="fr"'
        in Client().get(reverse("account_login"), headers={"accept-language": "fr"}).content.decode()
    )


def test_thirty_quiet_minutes_end_a_session(client, cast, monkeypatch):
    sign_in(client, cast.lena)
    page = reverse("accounts:profile")
    assert client.get(page).status_code == 200
    now = pass_time(monkeypatch, minutes=29)
    assert client.get(page).status_code == 200
    pass_time(monkeypatch, minutes=31, after=now)
    assert client.get(page).status_code == 302
    assert not is_signed_in(client)


def test_twelve_hours_end_a_session_in_any_case(client, cast, monkeypatch):
    sign_in(client, cast.lena)
    page = reverse("accounts:profile")
    now = None
    for _turn in range(29):
        assert client.get(page).status_code == 200
        now = pass_time(monkeypatch, minutes=25, after=now)
    assert client.get(page).status_code == 302


def test_the_cookie_ends_with_the_browser(client, cast):
    sign_in(client, cast.lena)
    cookie = client.cookies["session"]
    assert cookie["expires"] == "" and cookie["max-age"] == "" and cookie["httponly"]


def test_signing_out_ends_the_session_on_the_server(client, cast):
    from django.contrib.sessions.models import Session

    sign_in(client, cast.lena)
    key = client.session.session_key
    answer = client.post(reverse("account_logout"))
    assert answer.status_code == 302 and not Session.objects.filter(pk=key).exists()
    assert '"cache"' in answer["Clear-Site-Data"] and client.cookies["session"].value == ""


def test_network_coordinator_and_auditor_sign_in_like_everybody(cast):
    for person in (cast.nora, cast.otto):
        client = Client()
        assert sign_in(client, person)["Location"] == reverse("cases:mine")


def test_own_sign_ins_are_listed_and_can_be_ended(client, cast):
    phone = Client(
        headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"}
    )
    for browser in (client, phone):
        sign_in(browser, cast.lena)
    page = client.get(reverse("accounts:profile"))
    assert "Firefox, Android" in page.content.decode()
    other = next(row for row in page.context["sign_ins"] if not row["is_this_one"])
    client.post(reverse("accounts:end_sign_in", args=[other["id"]]))
    assert phone.get(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_sign_ins_of_others_cannot_be_ended(client, cast):
    other = Client()
    sign_in(other, cast.tomasz)
    sign_in(client, cast.lena)
    number = other.get(reverse("accounts:profile")).context["sign_ins"][0]["id"]
    assert client.post(reverse("accounts:end_sign_in", args=[number])).status_code == 404
    assert other.get(reverse("accounts:profile")).status_code == 200


def test_all_other_sign_ins_end_at_once(client, cast):
    others = [Client(), Client()]
    for browser in (client, *others):
        sign_in(browser, cast.lena)
    client.post(reverse("accounts:end_other_sign_ins"))
    assert [browser.get(reverse("accounts:profile")).status_code for browser in (client, *others)] == [
        200,
        302,
        302,
    ]


def pass_time(monkeypatch, *, minutes, after=None):
    """Let the middleware's clock show a later time; answers it."""
    import time

    from accounts import middleware

    now = (after or time.time()) + minutes * 60
    monkeypatch.setattr(middleware.time, "time", lambda: now)
    return now
