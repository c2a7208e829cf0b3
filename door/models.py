"""What stands at the door: answers not sent yet, stories set aside, and the codes that open a worker's page."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import LocalGroup
from cases.models import Case
from security.fields import EncryptedJSONField, EncryptedTextField


class Held(models.Model):
    """A story that looked like a robot's. It waits for a person: it becomes a case or is put away, never lost.

    `given` is what `cases.intake.open_case` takes; it is emptied once somebody decided. `code_hash` is that of
    the code the sender was shown, `submission_key` that of the form.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(LocalGroup, on_delete=models.SET_NULL, null=True, related_name="+")
    given = EncryptedJSONField(default=dict)
    reasons = models.JSONField(default=list)
    submission_key = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    held_at = models.DateTimeField()
    see_by = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["held_at"]
        indexes = [
            models.Index(fields=["group", "held_at"], name="held_waiting", condition=Q(decided_at=None))
        ]

    def __str__(self):
        return str(self.id)


class Draft(models.Model):
    """Answers of one person. The browser's session holds the id and nothing else.

    `answers` maps the slug of a step to its cleaned values, alike in every language; `typed` to what was typed
    there and not taken yet, as it was posted. `code` is kept until its owner has it on paper, at most until
    `code_until`; `code_hash` opens the draft again. `marks` are the reasons to think of a robot. Once sent,
    the draft names its case (or what is held) and holds no answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answers = EncryptedJSONField(default=dict)
    typed = EncryptedJSONField(default=dict)
    marks = models.JSONField(default=list)
    begun_at = models.DateTimeField(default=timezone.now)
    code = EncryptedTextField(blank=True)
    code_until = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")
    held = models.ForeignKey(Held, on_delete=models.CASCADE, null=True, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="one_draft_a_code"
            ),
        ]

    def __str__(self):
        return str(self.id)

    @property
    def is_sent(self):
        return self.case_id is not None or self.held_id is not None


class Receipt(models.Model):
    """A code that opens the worker's page of a case, as a keyed hash. One at a time is valid."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="receipts")
    code_hash = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(voided_at=None), name="one_valid_receipt_a_case"
            ),
        ]

    def __str__(self):
        return str(self.id)
