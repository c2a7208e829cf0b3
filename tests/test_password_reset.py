"""Forgetting the password: nobody learns who has an account, and the link is ours and works once."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.models import Mail
from security.models import AccessEntry
from tests.signing_in import forget_tries, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
NEW = "vierzehn grüne Giraffen"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    forget_tries()


def ask(email, client=None, **request):
    return (client or Client()).post(reverse("account_reset_password"), {"email": email}, **request)


def link_in_mail():
    return re.search(
        r"https?://\S+", Mail.objects.filter(kind="password_reset").latest("created_at").body
    ).group()


def page_of(link):
    return "/" + link.split("/", 3)[3]


def choose(client, link, password=NEW):
    form = client.get(page_of(link))["Location"]
    return client.post(form, {"password1": password, "password2": password})


def test_known_unknown_and_closed_accounts_answer_alike(cast):
    answers = [ask(email) for email in (cast.lena.email, "nobody@poruch.example", cast.dora.email)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert [mail.to for mail in Mail.objects.all()] == [cast.lena.email]


def test_the_link_stands_on_our_address_whatever_the_request_says(cast, settings):
    settings.SITE_URL = "https://cases.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    ask(cast.lena.email, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    mail = Mail.objects.get()
    assert link_in_mail().startswith("https://cases.example.org/account/password/reset/key/")
    assert "evil" not in mail.body + mail.subject


def test_no_second_list_of_addresses_grows(client, cast):
    ask(cast.lena.email)
    choose(client, link_in_mail())
    assert not EmailAddress.objects.exists()


def test_the_mail_is_in_the_persons_language_and_names_nobody(cast):
    ask(cast.tomasz.email)
    mail = Mail.objects.get()
    assert "Tomasz" not in mail.body + mail.subject


def test_with_the_link_one_chooses_a_new_password(client, cast):
    ask(cast.lena.email)
    link = link_in_mail()
    assert choose(client, link)["Location"] == reverse("account_reset_password_from_key_done")
    assert not is_signed_in(client), "who reads the mail still signs in"
    sign_in(client, cast.lena, NEW)
    assert is_signed_in(client)
    assert AccessEntry.objects.filter(kind="password_changed", user_id=cast.lena.pk).exists()
    assert Mail.objects.get(kind="account_changed").to == cast.lena.email


def test_the_key_is_not_in_the_address_of_the_form(client, cast):
    ask(cast.lena.email)
    link = link_in_mail()
    form = client.get(page_of(link))["Location"]
    key = link.rstrip("/").rsplit("/", 1)[1]
    assert key not in form and key not in client.get(form).content.decode()


def test_a_link_works_once(client, cast):
    ask(cast.lena.email)
    link = link_in_mail()
    choose(client, link)
    again = Client().get(page_of(link))
    assert "does not work any more" in again.content.decode()


def test_a_link_lasts_one_hour(client, cast, monkeypatch):
    from datetime import timedelta

    ask(cast.lena.email)
    link = link_in_mail()
    now = default_token_generator._now
    monkeypatch.setattr(default_token_generator, "_now", lambda: now() + timedelta(minutes=61))
    assert "does not work any more" in client.get(page_of(link)).content.decode()


@pytest.mark.parametrize("key", ["1-x", "zzzzzz-set-password", "0-0-0", "9" * 60 + "-abc"])
def test_strange_links_say_so(client, cast, key):
    answer = client.get(f"/account/password/reset/key/{key}/")
    assert "does not work any more" in answer.content.decode()


def test_it_ends_every_open_sign_in(client, cast):
    sign_in(client, cast.lena)
    ask(cast.lena.email)
    choose(Client(), link_in_mail())
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_it_ends_a_lock_that_strangers_caused(cast):
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"198.51.{number}.7"), cast.lena, "guess guess guess")
    ask(cast.lena.email)
    choose(Client(), link_in_mail())
    browser = Client(REMOTE_ADDR="203.0.113.9")
    sign_in(browser, cast.lena, NEW)
    assert is_signed_in(browser)


def test_a_weak_password_is_refused(client, cast):
    ask(cast.lena.email)
    assert choose(client, link_in_mail(), "short").status_code == 422
    assert User.objects.get(pk=cast.lena.pk).check_password("sieben blaue Regenschirme")


def test_a_closed_account_is_not_opened_by_an_old_link(client, cast):
    ask(cast.lena.email)
    link = link_in_mail()
    User.objects.filter(pk=cast.lena.pk).update(is_active=False)
    choose(client, link)
    assert sign_in(client, cast.lena, NEW).status_code == 422


def test_asking_often_is_limited_in_our_own_words(cast):
    for _number in range(5):
        assert ask(cast.lena.email).status_code == 302
    answer = ask(cast.lena.email)
    assert answer.status_code == 429 and "Wait five minutes" in answer.content.decode()
    assert Mail.objects.count() == 5


def test_an_unknown_address_is_limited_alike(db):
    answers = [ask("nobody@poruch.example").status_code for _number in range(6)]
    assert answers == [302] * 5 + [429]


def test_changing_the_password_ends_the_other_sign_ins_and_says_so(client, cast):
    other = Client()
    for browser in (client, other):
        sign_in(browser, cast.lena)
    page = reverse("account_change_password")
    typed = {"oldpassword": "sieben blaue Regenschirme", "password1": NEW, "password2": NEW}
    wrong = client.post(page, {**typed, "oldpassword": "not mine"})
    assert wrong.status_code == 422 and "This is not your password" in wrong.content.decode()
    assert client.post(page, typed)["Location"] == reverse("accounts:profile")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert other.get(reverse("accounts:profile")).status_code == 302
    assert Mail.objects.get(kind="account_changed").to == cast.lena.email
