"""What a person was reminded of, and when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cases.models import Deadline, Stage


class Notice(models.Model):
    """The one message of a day to a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    day = models.DateField(_("Day"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_notice_a_person_and_day")]

    def __str__(self):
        return f"{self.user_id} {self.day}"


class ReminderQuerySet(models.QuerySet):
    def waiting(self):
        """Reminders whose date is still as it was and not done: in an open case, not met, waived or moved."""
        is_open = {f"deadline__{name}": None for name in ("met_on", "waived_on", "superseded_on")}
        return self.filter(deadline__safe_on=F("safe_on"), **is_open).exclude(
            deadline__case__stage=Stage.CLOSED
        )


class Reminder(models.Model):
    """One rung of one deadline for one person. The row is what keeps a rung from being sent twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reminders")
    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    safe_on = models.DateField()
    rung = models.SmallIntegerField()
    is_escalation = models.BooleanField(default=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        # A moved date starts its rungs anew.
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "user", "safe_on", "rung"], name="one_reminder_a_rung"
            ),
        ]

    def __str__(self):
        return f"{self.deadline_id} {self.rung}"
