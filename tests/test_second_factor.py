"""Outside the demo nobody works without the second step: set-up is forced, each code works once."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver, reverse

from accounts import invitations, second_factor
from accounts.middleware import OPEN_WITHOUT_SECOND_FACTOR
from security.models import AccessEntry
from tests.signing_in import (
    code_of,
    forget_tries,
    give_app,
    is_signed_in,
    recovery_codes_of,
    secret_of,
    sign_in,
    wrong_code,
)

pytestmark = pytest.mark.django_db
PROFILE = "/profile/"


@pytest.fixture(autouse=True)
def small(settings):
    """Real use on one machine; https and secure cookies would only stand between test client and pages."""
    settings.PORUCH_MODE = "small"
    forget_tries()


@pytest.fixture
def lena(cast):
    return cast.lena


def pass_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def set_up(client):
    """Read the key from the page and confirm it with a code."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}), secret


def test_the_demo_does_without(client, lena, settings):
    settings.PORUCH_MODE = "demo"
    sign_in(client, lena)
    assert client.get(PROFILE).status_code == 200


def test_whoever_has_none_is_led_to_set_it_up(client, lena):
    sign_in(client, lena)
    assert client.get(PROFILE)["Location"] == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200 and b"data:image/svg+xml" in page.content
    assert "img-src 'self' data:" in page["Content-Security-Policy"]


def test_after_the_set_up_recovery_codes_are_shown_once(client, lena):
    sign_in(client, lena)
    answer, _secret = set_up(client)
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    first, second = client.get(answer["Location"]), client.get(answer["Location"])
    codes = [f"{code[:4]} {code[4:]}" for code in recovery_codes_of(lena)]
    assert len(codes) == 10 and all(code in first.content.decode() for code in codes)
    assert not any(code in second.content.decode() for code in codes)
    assert client.get(PROFILE).status_code == 200


def test_a_wrong_code_sets_nothing_up(client, lena):
    sign_in(client, lena)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": wrong_code(secret)})
    assert answer.status_code == 422 and answer.context["form"].secret == secret
    assert not second_factor.has_one(lena)
    assert client.get(PROFILE).status_code == 302


def test_the_code_is_asked_for_at_the_next_sign_in(client, lena):
    secret = give_app(lena)
    assert sign_in(client, lena)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    answer = pass_step(client, code_of(secret))
    assert answer["Location"] == reverse("cases:mine")
    assert client.get(PROFILE).status_code == 200


def test_the_page_one_wanted_is_kept(client, lena):
    secret = give_app(lena)
    sign_in(client, lena, next_page=PROFILE)
    assert pass_step(client, code_of(secret))["Location"] == PROFILE


def test_a_code_works_once(lena):
    secret = give_app(lena)
    first, second = Client(), Client()
    sign_in(first, lena)
    sign_in(second, lena)
    code = code_of(secret)
    pass_step(first, code)
    assert pass_step(second, code).status_code == 422
    assert is_signed_in(first) and not is_signed_in(second)


def test_the_code_of_the_set_up_is_used_too(client, lena):
    sign_in(client, lena)
    _answer, secret = set_up(client)
    other = Client()
    sign_in(other, lena)
    assert pass_step(other, code_of(secret)).status_code == 422


@pytest.mark.parametrize("code", ["", " ", "привіт", "12345", "1234567", "٠٠٠٠٠٠", "\0", "x" * 10_000])
def test_strange_codes_are_no_more_than_wrong(client, lena, code):
    give_app(lena)
    sign_in(client, lena)
    assert pass_step(client, code).status_code == 422


def test_between_the_steps_one_can_start_again(client, cast, lena):
    give_app(lena)
    sign_in(client, lena)
    assert client.get(reverse("account_login"))["Location"] == reverse("mfa_authenticate")
    client.post(reverse("account_logout"))
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")


def test_a_code_may_be_pasted_with_a_space(client, lena):
    secret = give_app(lena)
    sign_in(client, lena)
    code = code_of(secret)
    pass_step(client, f" {code[:3]} {code[3:]} ")
    assert is_signed_in(client)


def test_wrong_codes_are_logged_and_limited(client, lena):
    secret = give_app(lena)
    sign_in(client, lena)
    for _number in range(5):
        pass_step(client, wrong_code(secret))
    assert AccessEntry.objects.filter(kind="second_factor_failed", user_id=lena.pk).count() == 5
    answer = pass_step(client, code_of(secret))
    assert answer.status_code == 422 and "Wait five minutes" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_recovery_code_opens_once(lena):
    give_app(lena)
    code = recovery_codes_of(lena)[3]
    first, second = Client(), Client()
    sign_in(first, lena)
    pass_step(first, f"{code[:4]} {code[4:]}")
    sign_in(second, lena)
    assert pass_step(second, code).status_code == 422
    assert is_signed_in(first) and not is_signed_in(second)
    assert len(recovery_codes_of(lena)) == 9


def test_new_recovery_codes_end_the_old_ones(client, lena):
    sign_in(client, lena)
    set_up(client)
    old = recovery_codes_of(lena)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(recovery_codes_of(lena))


def test_a_session_that_began_with_the_password_alone_reaches_nothing(client, lena):
    """It was open before the person set the second step up elsewhere."""
    sign_in(client, lena)
    give_app(lena)
    reached = [name for name, page in plain_pages() if client.get(page).status_code == 200]
    assert set(reached) <= OPEN_WITHOUT_SECOND_FACTOR | {"imprint", "privacy"}
    assert client.get(PROFILE)["Location"] == reverse("mfa_reauthenticate")


def test_it_can_prove_itself_later(client, lena):
    sign_in(client, lena)
    secret = give_app(lena)
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert client.get(PROFILE).status_code == 200


def test_whoever_has_none_reaches_nothing_else(client, lena):
    sign_in(client, lena)
    reached = [name for name, page in plain_pages() if client.get(page).status_code == 200]
    assert set(reached) <= OPEN_WITHOUT_SECOND_FACTOR | {"imprint", "privacy"}


def test_one_pass_counts_for_one_person(client, cast):
    secret = give_app(cast.lena)
    sign_in(client, cast.lena)
    pass_step(client, code_of(secret))
    client.post(reverse("account_logout"))
    give_app(cast.tomasz)
    client.force_login(cast.tomasz)
    assert client.get(PROFILE)["Location"] == reverse("mfa_reauthenticate")


def test_changing_the_app_asks_for_a_new_one_at_once(client, lena):
    sign_in(client, lena)
    set_up(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=lena).exists()
    assert client.get(PROFILE)["Location"] == reverse("mfa_activate_totp")


def test_a_new_person_sets_it_up_right_after_the_invitation(client, cast):
    invitation = invitations.invite(
        by=cast.ayla, email="mila@poruch.example", name="Mila", group=cast.koeln, role="caseworker"
    )
    new = "vierzehn grüne Giraffen"
    client.post("/" + invitation.link.split("/", 3)[3], {"password1": new, "password2": new})
    assert client.get(PROFILE)["Location"] == reverse("mfa_activate_totp")
    set_up(client)
    assert client.get(PROFILE).status_code == 200


def test_after_a_while_delicate_steps_ask_again(client, lena, monkeypatch):
    from accounts import adapters

    sign_in(client, lena)
    set_up(client)
    monkeypatch.setattr(adapters, "JUST_NOW_SECONDS", 0)
    page = reverse("mfa_deactivate_totp")
    asked = client.get(page)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    wrong = client.post(asked["Location"], {"password": "somebody else at this screen"})
    assert wrong.status_code == 422 and client.get(page).status_code == 302
    right = client.post(asked["Location"], {"password": "sieben blaue Regenschirme"})
    assert right["Location"] == page and client.get(page).status_code == 200


def test_secrets_are_sealed_in_the_database(client, lena):
    sign_in(client, lena)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    assert not any(secret in json.dumps(row.get_decoded()) for row in Session.objects.all())
    set_up(client)
    rows = json.dumps([row.data for row in Authenticator.objects.filter(user=lena)])
    assert secret_of(lena) not in rows
    seed = Authenticator.objects.get(user=lena, type=Authenticator.Type.RECOVERY_CODES).data["seed"]
    assert second_factor.get_adapter().decrypt(seed) not in rows


def test_a_password_reset_does_not_pass_the_second_step(client, lena):
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    give_app(lena)
    uid, key = user_pk_to_url_str(lena), default_token_generator.make_token(lena)
    link = reverse("account_reset_password_from_key", args=[uid, key])
    form = client.get(link)["Location"]
    new = "vierzehn grüne Giraffen"
    client.post(form, {"password1": new, "password2": new})
    assert not is_signed_in(client)
    assert sign_in(client, lena, new)["Location"] == reverse("mfa_authenticate")
    assert client.get(PROFILE)["Location"].startswith(reverse("account_login"))


def test_taking_it_away_ends_every_sign_in(client, lena):
    secret = give_app(lena)
    sign_in(client, lena)
    pass_step(client, code_of(secret))
    second_factor.take_away(lena)
    assert client.get(PROFILE)["Location"].startswith(reverse("account_login"))
    sign_in(client, lena)
    assert client.get(PROFILE)["Location"] == reverse("mfa_activate_totp")


def plain_pages():
    """Every named page whose address needs nothing filled in."""
    found = []

    def walk(patterns, prefix, space):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                name = f"{space}{pattern.namespace}:" if pattern.namespace else space
                walk(pattern.url_patterns, prefix + str(pattern.pattern), name)
            elif pattern.name and not pattern.pattern.converters and "(" not in str(pattern.pattern):
                found.append((space + pattern.name, "/" + prefix + str(pattern.pattern)))

    walk(get_resolver().url_patterns, "", "")
    assert ("accounts:profile", PROFILE) in found
    return found
