"""Admissions from outside the group, walls, and guardian's direct-key row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

import wording
from cases.models.case import Case
from cases.models.fields import identifier


class AdmissionRole(models.TextChoices):
    CASEWORKER = "caseworker", wording.label("role", "caseworker")
    SUPERVISOR = "supervisor", wording.label("role", "supervisor")
    OBSERVER = "observer", wording.label("role", "observer")
    INTERPRETER = "interpreter", wording.label("role", "interpreter")


class Scope(models.TextChoices):
    CASE = "case", _("The case without the person's name and contact")
    IDENTITY = "identity", _("The case and who the person is")


class AdmissionQuerySet(models.QuerySet):
    def running(self, today):
        return self.filter(Q(until_on=None) | Q(until_on__gte=today), released_on=None, from_on__lte=today)


class Admission(models.Model):
    """One person admitted to one case. Only `policy.admit` and `policy.release` write it."""

    id = identifier()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="admissions")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="admissions")
    role = models.CharField(max_length=11, choices=AdmissionRole.choices)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.IDENTITY)
    purpose = models.CharField(_("Purpose"), max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(_("Until"), null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "case"], condition=Q(released_on=None), name="one_running_admission"
            )
        ]

    def __str__(self):
        return f"{self.user} in {self.case}"


class Wall(models.Model):
    """A person kept away from a case, whatever else would open it."""

    id = identifier()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="walls")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="walls")
    built_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="one_wall")]

    def __str__(self):
        return f"{self.user} | {self.case}"


class CaseUserObjectPermission(UserObjectPermissionBase):
    """Guardian's row for one person, one permission, one case: a real foreign key."""

    id = identifier()
    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)
