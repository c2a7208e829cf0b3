"""Who belongs to which group, since when, and how people are invited."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.group import LocalGroup


class MembershipRole(models.TextChoices):
    CASEWORKER = "caseworker", _("Caseworker")
    COORDINATOR = "coordinator", _("Coordinator")


class Membership(models.Model):
    """A person in a group. An ended membership stays as a fact and opens nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=MembershipRole.choices, default=MembershipRole.CASEWORKER)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group"], condition=Q(ended_on=None), name="one_membership_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.user} – {self.group}"

    def would_gain(self, role):
        """Whether the role lets the person do more than they do now."""
        return role == MembershipRole.COORDINATOR and self.role != MembershipRole.COORDINATOR


class Invitation(models.Model):
    """A link that lets one person choose a password: 72 hours, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, null=True, blank=True)
    role = models.CharField(max_length=12, choices=MembershipRole.choices, blank=True)
    is_network_coordinator = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.email} ({self.expires_at:%Y-%m-%d})"
