"""The end of a membership or an account: what was open closes with the next request, not the next sign-in."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import invitations
from accounts.models import MembershipRole
from security import watch


@transaction.atomic
def end_membership(membership, *, by, on):
    """End the membership and the invitations that would undo it; who then belongs nowhere cannot sign in.

    `cases.leaving` gives cases back.
    """
    if membership.role == MembershipRole.COORDINATOR and not _others_coordinate(membership):
        raise ValidationError(_("A group needs at least one coordinator. Invite another one first."))
    ended = type(membership).objects.filter(pk=membership.pk, ended_on=None).update(ended_on=on)
    if not ended:
        raise ValidationError(_("This membership has already ended."))
    membership.ended_on = on
    invitations.end(invitations.reopening(membership))
    user = membership.user
    end_sessions(user)
    if not belongs_somewhere(user):
        disable(user, by=by)
    watch.record("membership_ended", user=by, detail=str(membership.pk))


@transaction.atomic
def disable(user, *, by=None):
    """Close an account: no sign-in, and every session and every invitation the person sent ends now."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    invitations.end(invitations.sent_by(user))
    end_sessions(user)
    watch.record("account_closed", user=by, detail=str(user.pk))


def end_sessions(user):
    """End every session of a person, also those the list of sessions does not know."""
    UserSession.objects.filter(user=user).delete()
    ended = [session.pk for session in _running_sessions() if _belongs_to(session, user)]
    Session.objects.filter(pk__in=ended).delete()


def belongs_somewhere(user):
    has_network_role = user.is_network_coordinator or user.is_auditor
    return has_network_role or user.memberships.filter(ended_on=None).exists()


def _others_coordinate(membership):
    others = membership.group.memberships.filter(
        role=MembershipRole.COORDINATOR, ended_on=None, user__is_active=True
    )
    return others.exclude(user=membership.user_id).exists()


def _running_sessions():
    return Session.objects.filter(expire_date__gt=timezone.now()).iterator()


def _belongs_to(session, user):
    return session.get_decoded().get(SESSION_KEY) == str(user.pk)
