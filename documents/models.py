"""Letters and how they left. What names people stands in encrypted columns, the PDF in an encrypted file."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import wording
from cases.models import Case
from cases.models.fields import CodeField, identifier
from documents.templates_of_letters import template
from outbox.models import State
from security.fields import EncryptedJSONField, EncryptedTextField


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Waits for a second reader")
    APPROVED = "approved", _("Ready to send")
    DISPATCHED = "dispatched", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Sender(models.TextChoices):
    """Who writes: the group with a power of attorney, or the worker alone."""

    GROUP = "group", _("The group, for the worker")
    WORKER = "worker", _("The worker")


class Delivery(models.TextChoices):
    """The way printed above the address; the codes are those of a letter language's words."""

    REGISTERED_POST_EMAIL = "registered_post_email", _("Registered post, and e-mail first")
    REGISTERED_POST = "registered_post", _("Registered post")
    EMAIL = "email", _("E-mail only")
    MESSENGER = "messenger", _("Messenger or hand-over")
    FAX = "fax", _("Fax")
    BAILIFF = "bailiff", _("Bailiff")


class Letter(models.Model):
    """One letter to the employer.

    A draft is composed anew from the case each time. Given to a second reader, its text (`blocks`) and the
    facts in it stand still; approved, it has a number and a PDF that is never made again.
    """

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    template_key = models.CharField(_("Letter"), max_length=60)
    template_version = models.CharField(max_length=16, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.DRAFT)
    sender = models.CharField(_("Who writes"), max_length=6, choices=Sender.choices, default=Sender.GROUP)
    delivery = models.CharField(
        _("Send by"), max_length=24, choices=Delivery.choices, default=Delivery.REGISTERED_POST_EMAIL
    )
    dated_on = models.DateField(null=True, blank=True)
    reply_by = models.DateField(_("Pay until"), null=True, blank=True)
    claim_ids = models.JSONField(default=list)
    enclosures = models.JSONField(default=list)
    opening = EncryptedTextField(_("Opening"), blank=True)
    closing = EncryptedTextField(_("Closing"), blank=True)
    worker_agreed_on = models.DateField(_("The worker agreed to this text on"), null=True, blank=True)
    facts = EncryptedJSONField(default=dict)
    blocks = EncryptedJSONField(default=dict)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    writer_ids = models.JSONField(default=list)
    remark = EncryptedTextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    pdf_id = models.UUIDField(null=True, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    submission_key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_number_a_letter"),
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="letter_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "dispatched"])
                | Q(pdf_id__isnull=False, number__isnull=False),
                name="letter_frozen_when_approved",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def template(self):
        return template(self.template_key)

    @property
    def reference(self):
        """What stands on the letter: the case's number, from the second letter on with its own."""
        if self.number and self.number > 1:
            return f"{self.case.reference}/{self.number}"
        return self.case.reference

    @property
    def is_frozen(self):
        return self.pdf_id is not None

    @property
    def is_running(self):
        return self.state in (LetterState.DRAFT, LetterState.READY, LetterState.APPROVED)


class Answer(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    CHANGE = "change", _("Asked for a change")


class Showing(models.Model):
    """A text the worker was shown on their page, and the answer. What was agreed to stays as it was read."""

    id = identifier()
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="showings")
    blocks = EncryptedJSONField(default=dict)
    facts = EncryptedJSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=6, choices=Answer.choices, blank=True)
    words = EncryptedTextField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-shown_at"]

    def __str__(self):
        return f"{self.letter_id} {self.answer}"

    @property
    def language_name(self):
        return dict(settings.LANGUAGES).get(self.language, self.language)


class DispatchState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
    UNSURE = "unsure", _("Perhaps sent")


NEWS_OF_MAIL = {
    State.QUEUED: DispatchState.WAITING,
    State.SENDING: DispatchState.WAITING,
    State.SENT: DispatchState.SENT,
    State.FAILED: DispatchState.FAILED,
    State.UNSURE: DispatchState.UNSURE,
}


class Dispatch(models.Model):
    """One way a letter took. `state` is the last news of its mail that history tells."""

    id = identifier()
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="dispatches")
    channel = CodeField(codes="dispatch")
    sent_on = models.DateField(_("Sent on"))
    proof = EncryptedTextField(_("Proof"), blank=True)
    mail = models.ForeignKey(
        "outbox.Mail", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=DispatchState.choices, default=DispatchState.SENT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    submission_key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self):
        return f"{self.channel} {self.sent_on}"

    @property
    def channel_label(self):
        return wording.label("dispatch", self.channel)

    @property
    def news(self):
        """How it stands now, whether history has told it already or not."""
        return NEWS_OF_MAIL[self.mail.state] if self.mail else DispatchState(self.state)

    @property
    def is_troubled(self):
        return self.news in (DispatchState.FAILED, DispatchState.UNSURE)
