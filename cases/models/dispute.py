"""A dispute: people of one firm who act together. It groups cases, and members who have no case yet."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import policy
from cases.models.case import Case
from cases.models.fields import CodeField, identifier
from security.fields import EncryptedTextField


class DisputeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Disputes the user may see and work on."""
        return policy.disputes(user, self)


class Dispute(models.Model):
    """What the members share. The employer's name is plain, as on a case; the story is encrypted."""

    id = identifier()
    reference = models.CharField(_("Number"), max_length=20, unique=True)
    group = models.ForeignKey("accounts.LocalGroup", on_delete=models.PROTECT, related_name="disputes")
    name = models.CharField(_("Name"), max_length=120)
    employer_name = models.CharField(_("Employer"), max_length=200)
    place = models.CharField(_("Place of work"), max_length=120, blank=True)
    story = EncryptedTextField(_("Story"), blank=True)
    stage = CodeField(codes="dispute_stage", default="preparing")
    began_on = models.DateField(_("Since"))

    objects = DisputeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "-began_on", "-id"], name="dispute_of_group")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:dispute", args=[self.pk])

    def today(self):
        """The local date where the group works."""
        return timezone.now().astimezone(ZoneInfo(self.group.time_zone)).date()


class DisputeMember(models.Model):
    """One person of the dispute, with a case or without. Who has a case is named by the case alone."""

    id = identifier()
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="members")
    number = models.PositiveSmallIntegerField()
    name = EncryptedTextField(_("Called"), blank=True)
    case = models.OneToOneField(
        Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="dispute_member"
    )
    member_state = CodeField(codes="member_state", default="joined")
    joined_on = models.DateField(_("Since"))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dispute", "number"], name="one_member_a_number")]

    def __str__(self):
        return f"{self.dispute_id}: {self.number}"


class DisputeDemand(models.Model):
    """One thing the members ask of the employer."""

    id = identifier()
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="demands")
    number = models.PositiveSmallIntegerField()
    words = EncryptedTextField(_("Demand"))
    state = CodeField(codes="demand_state", default="raised")
    changed_on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dispute", "number"], name="one_demand_a_number")]

    def __str__(self):
        return f"{self.dispute_id}: {self.number}"


class DisputeEntry(models.Model):
    """One line of the journal, only ever added. `detail` holds ids and codes; names and free words stand apart."""

    id = identifier()
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=24)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    detail = models.JSONField(default=dict)
    words = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["-on", "-at", "-id"]

    def __str__(self):
        return f"{self.on} {self.kind}"
