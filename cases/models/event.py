"""History: append-only rows, one hash chain a case. Only `cases.events` writes them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

import wording
from cases.models.case import Case
from cases.models.fields import identifier
from security.fields import EncryptedTextField


class Visibility(models.TextChoices):
    TEAM = "team", wording.label("visibility", "team")
    WORKER = "worker", wording.label("visibility", "worker")


class CaseEvent(models.Model):
    """Ids, codes, dates and sums. Names and free words stand in an EventText, of which this keeps a keyed hash."""

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    visibility = models.CharField(_("Who sees it"), max_length=6, choices=Visibility.choices)
    text_id = models.UUIDField(null=True)
    text_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_number_a_case")]

    def __str__(self):
        return f"{self.number} {self.kind}"


class EventText(models.Model):
    """The words that belong to an event; they can be erased, the event stays."""

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="texts")
    body = EncryptedTextField()

    def __str__(self):
        return str(self.id)


class HistoryHead(models.Model):
    """The last row of a case's chain, sealed: a removed tail shows. Its lock orders the writers."""

    id = identifier()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="history_head")
    number = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.case_id}: {self.number}"
