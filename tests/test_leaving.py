"""Leaving a group: access and sign-ins end at once."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import leaving
from accounts.models import Membership, User
from cases.models import Case
from security.models import AccessEntry
from tests.cast import BEGAN, taken_case
from tests.signing_in import forget_tries, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
PROFILE = "/profile/"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    forget_tries()


def end(user, by):
    leaving.end_membership(user.memberships.get(ended_on=None), by=by, on=timezone.localdate())


def test_every_open_sign_in_ends_with_the_next_request(cast):
    browsers = [Client(), Client()]
    for browser in browsers:
        sign_in(browser, cast.lena)
    end(cast.lena, cast.ayla)
    assert [browser.get(PROFILE).status_code for browser in browsers] == [302, 302]
    assert not any(session.get_decoded().get("_auth_user_id") for session in Session.objects.all())


def test_who_belongs_nowhere_cannot_sign_in_again(client, cast):
    end(cast.lena, cast.ayla)
    assert not User.objects.get(pk=cast.lena.pk).is_active
    assert sign_in(client, cast.lena).status_code == 422 and not is_signed_in(client)


def test_who_belongs_elsewhere_still_signs_in_there(client, cast):
    Membership.objects.create(user=cast.lena, group=cast.hamburg, began_on=BEGAN)
    koeln = cast.lena.memberships.get(group=cast.koeln)
    leaving.end_membership(koeln, by=cast.ayla, on=timezone.localdate())
    sign_in(client, cast.lena)
    assert is_signed_in(client)


def test_a_network_coordinator_stays_one(cast):
    Membership.objects.create(user=cast.nora, group=cast.koeln, began_on=BEGAN)
    end(cast.nora, cast.ayla)
    assert User.objects.get(pk=cast.nora.pk).is_active


def test_the_sessions_of_others_go_on(client, cast):
    sign_in(client, cast.tomasz)
    end(cast.lena, cast.ayla)
    assert client.get(PROFILE).status_code == 200


def test_the_last_coordinator_stays(cast):
    with pytest.raises(ValidationError):
        end(cast.ayla, cast.ayla)
    assert cast.ayla.memberships.filter(ended_on=None).exists()


def test_a_membership_ends_once(cast):
    membership = cast.lena.memberships.get()
    end(cast.lena, cast.ayla)
    with pytest.raises(ValidationError):
        leaving.end_membership(membership, by=cast.ayla, on=timezone.localdate())
    assert AccessEntry.objects.filter(kind="membership_ended").count() == 1


def test_the_membership_stays_as_a_fact(cast):
    end(cast.lena, cast.ayla)
    membership = cast.lena.memberships.get()
    assert membership.began_on == BEGAN and membership.ended_on == timezone.localdate()


def test_closing_an_account_ends_everything_at_once(client, cast):
    sign_in(client, cast.lena)
    leaving.disable(cast.lena)
    assert client.get(PROFILE).status_code == 302
    assert AccessEntry.objects.filter(kind="account_closed", detail=str(cast.lena.pk)).exists()


def test_the_page_ends_a_membership_and_gives_the_cases_back(client, cast):
    case = taken_case(cast.lena)
    lena = Client()
    sign_in(lena, cast.lena)
    page = reverse("cases:end_membership", args=[cast.lena.memberships.get().pk])
    client.force_login(cast.ayla)
    assert "Lena Kramer" in client.get(page).content.decode()
    assert cast.lena.memberships.filter(ended_on=None).exists(), "looking ends nothing"
    assert client.post(page)["Location"] == reverse("accounts:members", args=["KLN"])
    assert Case.objects.get(pk=case.pk).responsible is None
    assert not Case.objects.visible_to(User.objects.get(pk=cast.lena.pk)).exists()
    assert lena.get(PROFILE).status_code == 302
    assert client.post(page).status_code == 404


def test_only_the_groups_coordinator_ends_a_membership(client, cast):
    page = reverse("cases:end_membership", args=[cast.lena.memberships.get().pk])
    for person in (cast.lena, cast.tomasz, cast.pavlo, cast.nora, cast.otto):
        client.force_login(person)
        assert client.post(page).status_code == 404
    assert cast.lena.memberships.filter(ended_on=None).exists()
