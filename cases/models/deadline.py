"""One dated duty: computed from the law, or set by the team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import wording
from cases.models.case import Case
from cases.models.fields import identifier
from lawpack.occurrences import NUMBERED
from security.fields import EncryptedTextField


class DeadlineKind(models.TextChoices):
    LEGAL = "legal", _("Legal deadline")
    REPLY = "reply", _("Employer's answer")
    INSTALMENT = "instalment", _("Instalment")
    APPOINTMENT = "appointment", _("Appointment")
    TASK = "task", _("Our own date")


class DeadlineQuerySet(models.QuerySet):
    def open(self):
        return self.filter(met_on=None, waived_on=None, superseded_on=None)

    def legal(self):
        """Dates of the law that the worker must keep and that have a day."""
        return self.filter(kind=DeadlineKind.LEGAL, actor="worker").exclude(safe_on=None)

    def dated(self):
        return self.exclude(safe_on=None)


class Deadline(models.Model):
    """`due_on` is the last day by the law, `safe_on` the day to work to. No day: `no_date_reason` says why.

    Where the day that starts the period is not certain, both count from the earliest, `latest_on` from the latest.
    A `safe_on` without a `due_on` is a day to act by although the law sets none.
    """

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=11, choices=DeadlineKind.choices)
    actor = models.CharField(max_length=10, default="worker")
    rule_id = models.CharField(max_length=40, blank=True)
    rule_version = models.CharField(max_length=16, blank=True)
    subject = models.CharField(max_length=7, blank=True)
    title = EncryptedTextField(_("What"), blank=True)
    trigger_event = models.CharField(max_length=40, blank=True)
    trigger_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    safe_on = models.DateField(null=True, blank=True)
    latest_on = models.DateField(null=True, blank=True)
    at_time = models.TimeField(_("Time"), null=True, blank=True)
    place = EncryptedTextField(_("Place"), blank=True)
    interpreter = EncryptedTextField(_("Interpreter"), blank=True)
    steps = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    no_date_reason = models.JSONField(null=True, blank=True)
    citation = models.CharField(max_length=300, blank=True)
    is_verified = models.BooleanField(default=True)
    is_limitation = models.BooleanField(default=False)
    met_on = models.DateField(null=True, blank=True)
    waived_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    about_id = models.UUIDField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["safe_on", "rule_id", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule_id", "subject"],
                condition=~Q(rule_id=""),
                name="one_deadline_a_rule_and_month",
            ),
            models.CheckConstraint(condition=Q(kind__in=DeadlineKind.values), name="deadline_kind_known"),
        ]
        indexes = [
            models.Index(
                fields=["safe_on"],
                condition=Q(met_on=None, waived_on=None, superseded_on=None),
                name="deadline_open_by_day",
            ),
            models.Index(fields=["case", "safe_on"], name="deadline_of_case"),
        ]

    def __str__(self):
        return f"{self.rule_id or self.kind} {self.safe_on}"

    @property
    def event_number(self):
        """Which of several events of one kind it counts from."""
        return int(self.subject[1:]) if self.subject.startswith(NUMBERED) else 1

    @property
    def is_of_a_month(self):
        """Whether it is the date of one month of wages, one of many alike."""
        return bool(self.subject) and not self.subject.startswith(NUMBERED)

    @property
    def is_open(self):
        return self.met_on is None and self.waived_on is None and self.superseded_on is None

    @property
    def name(self):
        """What is due, in the reader's language; free words of the team only for dates of our own."""
        if self.rule_id:
            return wording.deadline_text(self.rule_id).name
        return self.title or self.get_kind_display()

    @property
    def neutral_name(self):
        """The same without free words, for feeds and messages that leave the house."""
        return self.name if self.rule_id else self.get_kind_display()
