"""Inviting people: a link by mail that opens once, within 72 hours."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.groups import coordinated_by
from accounts.models import Invitation, Membership, User
from security import throttle, watch
from security.keyring import ring

LASTS = timedelta(hours=72)
MOST_PER_DAY = 40


class NotUsable(Exception):
    """The link is unknown, used, withdrawn or too old: all the same to whoever holds it."""


class SignInFirst(Exception):
    """The invited person already has an account: only they may take this up."""


@transaction.atomic
def invite(
    *, by, email, name, language="en", group=None, role="", is_network_coordinator=False, is_auditor=False
) -> Invitation:
    """Invite one person. The link stands in the mail and, this once, in `invitation.link`; a hash is stored.

    Coordinators invite into their groups; `by=None` is the command line. An earlier open invitation of the
    same person into the same group ends. Who is a member already can only be invited to coordinate.
    """
    _check_may_invite(by, group, is_network_coordinator or is_auditor)
    email = email.strip().lower()
    _refuse_member(email, group, role)
    end(_open().filter(email=email, group=group))
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        language=language,
        group=group,
        role=role,
        is_network_coordinator=is_network_coordinator,
        is_auditor=is_auditor,
        token_hash=_hash(token),
        invited_by=by,
        expires_at=timezone.now() + LASTS,
    )
    invitation.link = settings.SITE_URL + reverse("accounts:accept_invitation", args=[token])
    mails.invitation(invitation, link=invitation.link)
    watch.record("invited", user=by, detail=str(invitation.pk))
    return invitation


def find(token) -> Invitation:
    """The open invitation behind a link, or NotUsable."""
    found = _open().filter(token_hash=_hash(token)).select_related("group", "invited_by")
    invitation = found.first()
    if invitation is None or not _still_stands(invitation):
        raise NotUsable
    return invitation


def account_of(invitation):
    """The account that already stands under the invited address, if it is open."""
    return User.objects.filter(email=invitation.email, is_active=True).first()


@transaction.atomic
def accept(*, token, password="", signed_in=None) -> User:
    """Take up an invitation: the account, made or opened again with this password, and its membership.

    A person who has an open account gains the membership and keeps the password; they must be `signed_in`.
    """
    invitation = find(token)
    if not _open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise NotUsable
    account = account_of(invitation)
    if account is not None and signed_in != account:
        raise SignInFirst
    user = account or _account(invitation, password)
    _give_roles(user, invitation)
    if invitation.group is not None:
        _join(user, invitation, was_open=account is not None)
    watch.record("invitation_accepted", user=user, detail=str(invitation.pk))
    return user


def withdraw(invitation, *, by):
    _check_may_invite(by, invitation.group, for_network=invitation.group is None)
    end(_open().filter(pk=invitation.pk))


def end(some):
    """From now on the links of these invitations lead nowhere."""
    some.update(expires_at=timezone.now())


def waiting(group):
    """Open invitations into a group."""
    return _open().filter(group=group).order_by("expires_at")


def sent_by(user):
    """Open invitations the person sent, into any group."""
    return _open().filter(invited_by=user)


def reopening(membership):
    """Open invitations by which the person, or whom they chose, would come into the group after leaving."""
    user = membership.user
    return _open().filter(Q(invited_by=user) | Q(email=user.email), group=membership.group)


def _open():
    return Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now())


def _hash(token):
    return ring().mac("pepper", "invitation", token)


def _check_may_invite(by, group, for_network):
    if by is None:
        return
    if for_network or not _coordinates(by, group):
        raise PermissionDenied
    if not throttle.hit("invite", str(by.pk), MOST_PER_DAY, 86_400):
        raise ValidationError(_("You invited very many people today. Please go on tomorrow."))


def _coordinates(user, group):
    return group is not None and coordinated_by(user).filter(pk=group.pk).exists()


def _still_stands(invitation):
    """Whoever invited may still do so; what the command line invited stands."""
    by = invitation.invited_by
    return by is None or _coordinates(by, invitation.group)


def _refuse_member(email, group, role):
    """An invitation gives a member nothing, unless it makes a caseworker a coordinator. A closed account may
    be invited back."""
    running = Membership.objects.filter(group=group, ended_on=None)
    membership = running.filter(user__email=email, user__is_active=True).first()
    if membership is not None and not membership.would_gain(role):
        raise ValidationError({"email": _("Whoever has this address already belongs to the group.")})


def _account(invitation, password):
    """A new account; or the closed one of somebody who comes back, second factor and history included."""
    closed = User.objects.filter(email=invitation.email).first()
    if closed is None:
        return User.objects.create_user(
            invitation.email, password, name=invitation.name, language=invitation.language
        )
    closed.is_active = True
    closed.set_password(password)
    closed.save(update_fields=["is_active", "password"])
    return closed


def _give_roles(user, invitation):
    user.is_network_coordinator |= invitation.is_network_coordinator
    user.is_auditor |= invitation.is_auditor
    user.save(update_fields=["is_network_coordinator", "is_auditor"])


def _join(user, invitation, *, was_open):
    """The membership with the role invited to. Who was at work in the group never has less than before."""
    membership, _is_new = Membership.objects.get_or_create(
        user=user,
        group=invitation.group,
        ended_on=None,
        defaults={"role": invitation.role, "began_on": timezone.localdate()},
    )
    if membership.would_gain(invitation.role) or not was_open:
        membership.role = invitation.role
        membership.save(update_fields=["role"])
