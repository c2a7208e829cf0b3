"""Mail that must go out. The row is the truth: whoever sends it, whenever, reads it here."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from security.fields import EncryptedJSONField, EncryptedTextField


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
    UNSURE = "unsure", _("Perhaps sent")


class Problem(models.TextChoices):
    """Why a mail is not out: codes only, since a server's own words may repeat an address."""

    ADDRESS = "address", _("The address is not valid.")
    REFUSED = "refused", _("The receiving server refused it.")
    LATER = "later", _("The receiving server asked to try again later.")
    SIGN_IN = "sign_in", _("Our mail server did not accept our sign-in.")
    CONNECTION = "connection", _("Our mail server could not be reached.")
    INTERRUPTED = "interrupted", _("Sending was interrupted. It may have arrived.")
    ATTACHMENT = "attachment", _("An attachment could not be read.")
    UNREADABLE = "unreadable", _("The stored text could not be read.")
    RULES = "rules", _("The person’s rules for safe contact do not allow it.")
    TOO_EARLY = "too_early", _("It waits for the hours the person named.")
    OTHER = "other", _("Something else went wrong.")


class MailQuerySet(models.QuerySet):
    def due(self, now):
        return self.filter(state=State.QUEUED, next_try_at__lte=now)

    def troubled(self):
        """What a person has to decide about."""
        return self.filter(state__in=[State.FAILED, State.UNSURE])

    def about(self, model_label, about_id):
        return self.filter(about_model=model_label, about_id=about_id)


class Mail(models.Model):
    """One message to one address. Its id is its Message-ID too, so that a repeated copy is recognised."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = EncryptedTextField()
    reply_to = EncryptedTextField(blank=True)
    subject = EncryptedTextField(blank=True)
    body = EncryptedTextField(blank=True)
    attachments = EncryptedJSONField(default=list)
    kind = models.CharField(max_length=40)
    unique_key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001  many have none
    about_model = models.CharField(max_length=80, blank=True)
    about_id = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=12, choices=Problem.choices, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "mail"
        indexes = [
            models.Index(fields=["next_try_at"], name="mail_waiting", condition=models.Q(state="queued")),
            models.Index(fields=["lease_until"], name="mail_leased", condition=models.Q(state="sending")),
            models.Index(fields=["about_model", "about_id"], name="mail_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="mail_state_known")
        ]

    def __str__(self):
        return f"{self.kind} {self.id}"
