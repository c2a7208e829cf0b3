"""Inviting who belongs already: nobody loses a task by it, and a group keeps its coordinator."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, Membership
from outbox.models import Mail
from tests.cast import BEGAN
from tests.signing_in import forget_tries
from tests.test_invitations import NEW, invite, page_of, take_up

pytestmark = pytest.mark.django_db
REFUSED = "already belongs to the group"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    forget_tries()


def role_of(user, group):
    return user.memberships.get(group=group, ended_on=None).role


@pytest.mark.parametrize(
    "email, role",
    [
        ("lena@poruch.example", "caseworker"),
        ("LENA@Poruch.example", "caseworker"),
        ("ayla@poruch.example", "caseworker"),
        ("ayla@poruch.example", "coordinator"),
    ],
)
def test_a_member_is_refused_at_the_field(client, cast, email, role):
    client.force_login(cast.ayla)
    typed = {"name": "Zoë O’Brien", "email": email, "language": "fr", "role": role}
    answer = client.post(reverse("accounts:invite", args=["KLN"]), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and REFUSED in page and "Zoë O’Brien" in page
    assert REFUSED in str(answer.context["form"].errors["email"])
    assert not Invitation.objects.exists() and not Mail.objects.exists()


def test_the_command_line_says_it_too(cast):
    with pytest.raises(CommandError, match=REFUSED):
        call_command("invite_coordinator", group="KLN", email="ayla@poruch.example", name="Ayla")
    assert not Invitation.objects.exists()


def test_members_of_another_group_and_who_left_are_invited(cast):
    cast.tomasz.memberships.update(ended_on=timezone.localdate())
    for person in (cast.hanna, cast.tomasz):
        assert invite(cast, email=person.email).email == person.email


def test_a_caseworker_can_be_made_a_coordinator(client, cast):
    invitation = invite(cast, email=cast.lena.email, role="coordinator")
    client.force_login(cast.lena)
    client.post(page_of(invitation))
    assert role_of(cast.lena, cast.koeln) == "coordinator"
    assert cast.lena.memberships.get().began_on == BEGAN


def test_an_older_invitation_takes_nothing_away(client, cast):
    """The person became a coordinator by another way while it was open."""
    invitation = invite(cast, by=cast.pavlo, group=cast.hamburg, email=cast.lena.email)
    Membership.objects.create(user=cast.lena, group=cast.hamburg, role="coordinator", began_on=BEGAN)
    client.force_login(cast.lena)
    assert client.post(page_of(invitation)).status_code == 302
    assert role_of(cast.lena, cast.hamburg) == "coordinator"


def test_who_comes_back_has_the_role_they_were_invited_to(client, cast):
    cast.dora.memberships.update(role="coordinator")
    take_up(client, invite(cast, email=cast.dora.email, role="caseworker"))
    assert role_of(cast.dora, cast.koeln) == "caseworker"


@pytest.mark.parametrize("email", ["mila@poruch.example", "hanna@poruch.example"])
@pytest.mark.parametrize("role, shown", [("caseworker", "Caseworker"), ("coordinator", "Coordinator")])
def test_the_page_names_the_task_before_it_is_taken(client, cast, email, role, shown):
    invitation = invite(cast, email=email, role=role)
    if email == cast.hanna.email:
        client.force_login(cast.hanna)
    page = client.get(page_of(invitation)).content.decode()
    assert f"Your task there: {shown}." in page


@pytest.mark.parametrize(
    "mark, shown", [("is_network_coordinator", "Network coordinator:"), ("is_auditor", "Auditor:")]
)
def test_a_task_for_all_groups_is_named(client, cast, mark, shown):
    page = client.get(page_of(invite(cast, by=None, group=None, role="", **{mark: True}))).content.decode()
    assert shown in page and "Your task there" not in page


def second_coordinator(cast):
    Membership.objects.filter(user=cast.tomasz).update(role="coordinator")
    return cast.tomasz


def leave(client, cast, user):
    client.force_login(cast.ayla)
    client.post(reverse("cases:end_membership", args=[user.memberships.get(group=cast.koeln).pk]))
    client.logout()


def test_who_leaves_takes_their_invitations_along(client, cast):
    tomasz = second_coordinator(cast)
    own, for_tomasz = invite(cast, by=tomasz, role="coordinator"), Invitation.objects.create(
        email=tomasz.email, group=cast.koeln, role="coordinator", invited_by=cast.ayla,
        token_hash="x" * 64, expires_at=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    of_ayla = invite(cast, email="zoe@poruch.example")
    Membership.objects.create(user=tomasz, group=cast.hamburg, role="coordinator", began_on=BEGAN)
    elsewhere = invite(cast, by=tomasz, group=cast.hamburg, email="yan@poruch.example")
    client.force_login(cast.ayla)
    asked = client.get(reverse("cases:end_membership", args=[tomasz.memberships.get(group=cast.koeln).pk]))
    assert "2 open invitations from them or for them are withdrawn." in asked.content.decode()
    leave(client, cast, tomasz)
    assert list(invitations.waiting(cast.koeln)) == [of_ayla]
    assert not Invitation.objects.filter(pk=for_tomasz.pk, expires_at__gt=timezone.now()).exists()
    assert take_up(client, own).status_code == 404
    assert client.get(page_of(of_ayla)).status_code == client.get(page_of(elsewhere)).status_code == 200


def test_nothing_is_said_of_invitations_where_there_are_none(client, cast):
    invite(cast)
    client.force_login(cast.ayla)
    asked = client.get(reverse("cases:end_membership", args=[cast.lena.memberships.get().pk]))
    assert "invitation" not in asked.content.decode()


def test_who_coordinates_no_longer_lets_nobody_in(client, cast):
    tomasz = second_coordinator(cast)
    invitation = invite(cast, by=tomasz)
    Membership.objects.filter(user=tomasz).update(role="caseworker")
    assert take_up(client, invitation).status_code == 404
    with pytest.raises(invitations.NotUsable):
        invitations.accept(token=page_of(invitation).split("/")[2], password=NEW)


def test_a_closed_account_lets_nobody_in_even_when_it_is_opened_again(client, cast):
    tomasz = second_coordinator(cast)
    invitation = invite(cast, by=tomasz)
    call_command("disable_user", tomasz.email)
    assert client.get(page_of(invitation)).status_code == 404
    take_up(client, invite(cast, by=None, email=tomasz.email, role="coordinator"))
    client.logout()
    assert client.get(page_of(invitation)).status_code == 404


def test_what_the_command_line_invited_stands(client, cast):
    assert client.get(page_of(invite(cast, by=None))).status_code == 200
