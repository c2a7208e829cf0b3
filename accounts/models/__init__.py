"""The app's table of contents."""

from accounts.models.group import GroupText, LocalGroup, Region
from accounts.models.membership import Invitation, Membership, MembershipRole
from accounts.models.user import User

__all__ = ["GroupText", "Invitation", "LocalGroup", "Membership", "MembershipRole", "Region", "User"]
