"""Dates that start a period, how each is known, and who confirmed it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

import wording
from cases.models.case import Case
from cases.models.fields import CodeField, identifier


class TriggerDate(models.Model):
    """One trigger of the law (a code of lawpack's events). `wage_due` has no day of its own: the pay day is it.

    `number` tells several of one kind apart, two illnesses or two decisions; it stays when the day changes.
    With `latest_on` nobody knows the day for certain: it lies between the two days, both counted.
    """

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="triggers")
    event_code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1)
    occurred_on = models.DateField(_("Day"), null=True, blank=True)
    latest_on = models.DateField(_("At the latest"), null=True, blank=True)
    known_by = CodeField(codes="trigger_known", blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["occurred_on", "event_code", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "event_code", "number"], name="one_trigger_a_case_and_number"
            ),
            models.UniqueConstraint(
                fields=["case", "event_code", "occurred_on"], name="one_trigger_a_case_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(latest_on=None) | models.Q(latest_on__gt=models.F("occurred_on")),
                name="trigger_latest_is_later",
            ),
        ]

    def __str__(self):
        return f"{self.event_code}: {self.occurred_on}"

    @property
    def name(self):
        """What happened, in words; a second one of its kind with its number."""
        label = wording.event_label(self.event_code)
        return f"{label} ({self.number})" if self.number > 1 else label
