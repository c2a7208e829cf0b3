"""Every address of allauth is ours or closed, and every page of ours speaks six languages."""

import pytest
from allauth import urls as allauth_urls
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import RegexPattern

from accounts import doors
from tests.signing_in import code_of, forget_tries, give_app, sign_in

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
CLOSED = {
    "account_inactive",
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
    "account_confirm_login_code",
    "mfa_download_recovery_codes",
    "usersessions_list",
}
# What only Django's or allauth's own pages have; the first would be their layout.
FOREIGN = [
    "<strong>Menu:</strong>",
    "Sign Up",
    "django-allauth",
    "socialaccount",
    "<style",
    "<script",
    " style=",
]


@pytest.fixture(autouse=True)
def fresh_counters(db):
    forget_tries()


def routes(patterns, prefix=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield pattern.name, prefix + _filled(pattern.pattern)


def _filled(pattern):
    if isinstance(pattern, RegexPattern):
        return "password/reset/key/1-2-3/" if "reset" in str(pattern) else "confirm-email/key/"
    return str(pattern)


ALL = dict(routes(allauth_urls.urlpatterns))
OPEN = dict(routes(doors.urlpatterns))


def test_every_address_is_open_or_closed_and_none_is_forgotten():
    assert set(ALL) == set(OPEN) | CLOSED
    assert {name: ALL[name] for name in OPEN} == OPEN


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_closed_door_does_not_exist(cast, name):
    stranger, lena = Client(), Client()
    sign_in(lena, cast.lena)
    for client in (stranger, lena):
        for ask in (client.get, client.post):
            assert ask("/account/" + ALL[name]).status_code == 404


@pytest.mark.parametrize(
    "address", ["3rdparty/", "social/login/error/", "signup/passkey/", "login/code/", "trust/"]
)
def test_nothing_else_of_allauth_is_there(client, address):
    assert client.get("/account/" + address).status_code == 404


def is_ours(answer, language):
    page = answer.content.decode()
    assert answer.status_code in (200, 422, 429), answer.status_code
    assert f'<html lang="{language}"' in page and 'class="skip"' in page and "<h1>" in page
    assert not [mark for mark in FOREIGN if mark in page]
    return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everybody(cast, language):
    client = Client(headers={"accept-language": language})
    for name in (
        "account_login", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key_done", "account_reset_password_from_key",
    ):  # fmt: skip
        assert is_ours(client.get("/account/" + OPEN[name]), language), name
    assert is_ours(client.post(reverse("account_login"), {"login": "x"}), language)
    assert is_ours(client.post(reverse("account_reset_password"), {"email": "x"}), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_who_is_signed_in(cast, language):
    cast.lena.language = language
    cast.lena.save()
    client = Client()
    sign_in(client, cast.lena)
    for name in ("account_logout", "account_reauthenticate", "account_change_password", "mfa_activate_totp"):
        assert is_ours(client.get("/account/" + OPEN[name]), language), name
    assert is_ours(client.post(reverse("account_change_password"), {}), language)
    give_app(cast.lena)
    for name in (
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate",
    ):  # fmt: skip
        assert is_ours(client.get("/account/" + OPEN[name]), language), name
    assert client.get(reverse("mfa_index"))["Location"] == reverse("accounts:profile")
    assert is_ours(client.get(reverse("accounts:profile")), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_between_password_and_cases(cast, language):
    secret = give_app(cast.lena)
    client = Client(headers={"accept-language": language})
    sign_in(client, cast.lena)
    assert is_ours(client.get(reverse("mfa_authenticate")), language)
    assert is_ours(client.post(reverse("mfa_authenticate"), {"code": "12"}), language)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_tries_are_told_in_every_language(language):
    client = Client(headers={"accept-language": language})
    for _number in range(5):
        client.post(reverse("account_reset_password"), {"email": "a@x.example"})
    answer = client.post(reverse("account_reset_password"), {"email": "a@x.example"})
    assert answer.status_code == 429 and is_ours(answer, language)


def test_no_answer_in_another_shape_than_a_page(client, cast):
    """Allauth would answer scripts in JSON; nobody asks for that here, and nobody looked at it."""
    answer = client.post(
        reverse("account_login"),
        {"login": "x", "password": "y"},
        headers={"x-requested-with": "XMLHttpRequest", "accept": "application/json"},
    )
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.django_db(transaction=True)
def test_messages_are_ours(client, cast):
    sign_in(client, cast.lena)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "The second step is set up." in page and "Authenticator app activated" not in page
