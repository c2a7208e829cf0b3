"""Invitations: a link that opens once, within 72 hours; coordinators invite into their own group only."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, Membership, User
from outbox.models import Mail
from security.models import AccessEntry
from tests.signing_in import forget_tries, give_app, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
NEW = "vierzehn grüne Giraffen"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    forget_tries()


def invite(cast, **changes):
    facts = {
        "by": cast.ayla,
        "email": "mila@poruch.example",
        "name": "Mila Sokol",
        "group": cast.koeln,
        "role": "caseworker",
    }
    return invitations.invite(**{**facts, **changes})


def page_of(invitation):
    return "/" + invitation.link.split("/", 3)[3]


def take_up(client, invitation, password=NEW):
    return client.post(page_of(invitation), {"password1": password, "password2": password})


def without_token(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def test_whoever_is_invited_chooses_a_password_and_is_in(client, cast):
    invitation = invite(cast)
    page = client.get(page_of(invitation))
    assert page.status_code == 200 and "Mila Sokol" in page.content.decode()
    answer = take_up(client, invitation)
    mila = User.objects.get(email="mila@poruch.example")
    assert answer["Location"] == reverse("cases:mine") and is_signed_in(client)
    assert mila.check_password(NEW) and mila.name == "Mila Sokol"
    assert mila.memberships.get().group == cast.koeln
    assert AccessEntry.objects.filter(kind="invitation_accepted", user_id=mila.pk).exists()


def test_used_withdrawn_old_and_unknown_links_answer_alike(cast):
    used, withdrawn, old = (invite(cast, email=f"{name}@poruch.example") for name in ("used", "gone", "old"))
    take_up(Client(), used)
    invitations.withdraw(withdrawn, by=cast.ayla)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    unknown = Client().get(reverse("accounts:accept_invitation", args=["x" * 43]))
    assert unknown.status_code == 404
    for invitation in (used, withdrawn, old):
        for answer in (Client().get(page_of(invitation)), take_up(Client(), invitation)):
            assert (answer.status_code, without_token(answer)) == (404, without_token(unknown))


def test_it_lasts_72_hours(cast):
    left = invite(cast).expires_at - timezone.now()
    assert timedelta(hours=71, minutes=59) < left <= timedelta(hours=72)


@pytest.mark.parametrize("token", ["a", "a" * 500, "%00", "%F0%9F%90%88", "..%2f..%2f"])
def test_strange_links_lead_nowhere(client, db, token):
    assert client.get(f"/invitation/{token}/").status_code == 404


def test_the_link_is_stored_as_a_hash_only(cast):
    invitation = invite(cast)
    token = page_of(invitation).split("/")[2]
    stored = Invitation.objects.values().get(pk=invitation.pk)
    assert token not in str(stored)


def test_the_mail_names_nobody_and_the_link_stands_on_our_address(cast, settings):
    settings.SITE_URL = "https://cases.example.org"
    invitation = invite(cast, language="de")
    mail = Mail.objects.get(kind="invitation")
    text = mail.subject + mail.body
    assert "https://cases.example.org/invitation/" in text and invitation.link in text
    assert not any(word in text for word in ("Ayla", "Demir", "Köln", "Mila", "Sokol"))


@pytest.mark.parametrize(
    "first, second, sentence",
    [
        ("", "", "Write the new password."),
        ("short", "short", "15"),
        (NEW, NEW + "!", "differ"),
        ("mila@poruch.example", "mila@poruch.example", "similar"),
        ("passwordpassword", "passwordpassword", "several words"),
        ("1q2w3e4r5t6y7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p", "common"),
        ("Köln-Köln-Köln-2026", "Köln-Köln-Köln-2026", "several words"),
    ],
)
def test_a_weak_password_is_refused_at_the_field(client, cast, first, second, sentence):
    invitation = invite(cast)
    answer = client.post(page_of(invitation), {"password1": first, "password2": second})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not User.objects.filter(email="mila@poruch.example").exists()
    assert NEW not in answer.content.decode()


def test_an_existing_account_signs_in_and_joins(client, cast):
    invitation = invite(cast, by=cast.pavlo, group=cast.hamburg, email=cast.lena.email)
    assert client.get(page_of(invitation))["Location"].startswith(reverse("account_login"))
    assert take_up(client, invitation).status_code == 302
    assert not cast.lena.memberships.filter(group=cast.hamburg).exists()
    sign_in(client, cast.lena)
    assert client.get(page_of(invitation)).status_code == 200
    assert not cast.lena.memberships.filter(group=cast.hamburg).exists(), "looking is not accepting"
    client.post(page_of(invitation))
    assert cast.lena.memberships.filter(group=cast.hamburg, ended_on=None).exists()
    assert User.objects.get(pk=cast.lena.pk).check_password("sieben blaue Regenschirme")


def test_somebody_else_signed_in_here_cannot_take_it_up(client, cast):
    for email in (cast.lena.email, "mila@poruch.example"):
        invitation = invite(cast, by=cast.pavlo, group=cast.hamburg, email=email)
        sign_in(client, cast.tomasz)
        assert take_up(client, invitation).status_code == 200
        assert invitations.find(page_of(invitation).split("/")[2]) == invitation
    assert not Membership.objects.filter(group=cast.hamburg, user=cast.tomasz).exists()


def test_who_comes_back_gets_the_old_account_and_keeps_its_second_step(client, cast):
    give_app(cast.dora)
    invitation = invite(cast, email=cast.dora.email)
    answer = take_up(client, invitation)
    dora = User.objects.get(pk=cast.dora.pk)
    assert dora.is_active and dora.check_password(NEW)
    assert answer["Location"] == reverse("mfa_authenticate") and not is_signed_in(client)


def test_the_page_speaks_the_language_of_the_invitation(client, cast):
    invitation = invite(cast, language="pl")
    assert '<html lang="pl"' in client.get(page_of(invitation)).content.decode()
    client.post(reverse("set_language"), {"language": "fr"})
    assert '<html lang="fr"' in client.get(page_of(invitation)).content.decode()


@pytest.mark.parametrize("chosen, shown", [(None, "pl"), ("fr", "fr")])
def test_who_has_an_account_signs_in_in_that_language_too(client, cast, chosen, shown):
    invitation = invite(cast, by=cast.pavlo, group=cast.hamburg, email=cast.lena.email, language="pl")
    if chosen:
        client.post(reverse("set_language"), {"language": chosen})
    page = client.get(page_of(invitation), follow=True, headers={"Accept-Language": "de"})
    assert page.redirect_chain and f'<html lang="{shown}"' in page.content.decode()


def test_a_second_invitation_ends_the_first(cast):
    first, second = invite(cast), invite(cast)
    with pytest.raises(invitations.NotUsable):
        invitations.find(page_of(first).split("/")[2])
    assert invitations.find(page_of(second).split("/")[2]) == second


def test_only_coordinators_invite_and_only_into_their_group(cast):
    for by in (cast.lena, cast.pavlo, cast.nora, cast.otto, cast.dora):
        with pytest.raises(PermissionDenied):
            invite(cast, by=by)
    with pytest.raises(PermissionDenied):
        invite(cast, group=None, is_network_coordinator=True)
    assert not Invitation.objects.exists() and not Mail.objects.exists()


def test_a_coordinator_who_left_invites_nobody(cast):
    cast.ayla.memberships.update(ended_on=timezone.localdate())
    with pytest.raises(PermissionDenied):
        invite(cast)


def test_forty_invitations_a_day_are_enough(cast):
    for number in range(40):
        invite(cast, email=f"p{number}@poruch.example")
    with pytest.raises(ValidationError):
        invite(cast, email="p40@poruch.example")


def test_the_page_of_members_is_for_the_coordinator(cast):
    page = reverse("accounts:members", args=["KLN"])
    answers = {}
    for name in ("ayla", "lena", "pavlo", "hanna", "nora", "otto"):
        client = Client()
        client.force_login(cast.people[name])
        answers[name] = client.get(page).status_code
    assert answers == {"ayla": 200, "lena": 403, "pavlo": 404, "hanna": 404, "nora": 404, "otto": 404}
    assert Client().get(page).status_code == 302


def test_inviting_on_the_page(client, cast):
    client.force_login(cast.ayla)
    page = reverse("accounts:invite", args=["KLN"])
    typed = {"name": "Zoë O’Brien", "email": "zoe@poruch.example", "language": "fr", "role": "caseworker"}
    wrong = client.post(page, {**typed, "email": "zoe"})
    assert wrong.status_code == 422 and "Zoë O’Brien" in wrong.content.decode()
    assert client.post(page, typed).status_code == 302
    members = client.get(reverse("accounts:members", args=["KLN"])).content.decode()
    assert "Zoë O’Brien" in members and "zoe@poruch.example" in members
    invitation = Invitation.objects.get(email="zoe@poruch.example")
    assert (invitation.group, invitation.invited_by, invitation.language) == (cast.koeln, cast.ayla, "fr")


def test_nobody_becomes_more_than_the_form_offers(client, cast):
    client.force_login(cast.ayla)
    typed = {
        "name": "Mila", "email": "mila@poruch.example", "language": "de", "role": "caseworker",
        "is_auditor": "1", "is_network_coordinator": "true", "group": str(cast.hamburg.pk),
    }  # fmt: skip
    client.post(reverse("accounts:invite", args=["KLN"]), typed)
    made = Invitation.objects.get()
    assert made.group == cast.koeln and not made.is_auditor and not made.is_network_coordinator


def test_withdrawing_on_the_page(client, cast):
    invitation = invite(cast)
    page = reverse("accounts:withdraw_invitation", args=[invitation.pk])
    for stranger, status in ((cast.lena, 404), (cast.pavlo, 404), (cast.ayla, 302)):
        client.force_login(stranger)
        assert client.post(page).status_code == status
    assert client.get(page).status_code == 405
    assert Client().get(page_of(invitation)).status_code == 404
