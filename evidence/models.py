"""Photos and papers that show something, and the pieces of those that are still on their way here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import wording
from cases.models import Case
from cases.models.fields import CodeField, identifier
from security.fields import EncryptedTextField


class Giver(models.TextChoices):
    WORKER = "worker", _("The worker")
    STAFF = "staff", _("The team")


class FileKind(models.TextChoices):
    """What we take; names of types, alike in every language."""

    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"
    HEIC = "heic", "HEIC"
    PDF = "pdf", "PDF"


class Evidence(models.Model):
    """One photo or paper. It belongs to a case, or by `story_key` to a story at the door that is none yet.

    Two encrypted files: the original as it came, which nobody opens here, and a copy rebuilt from what one
    sees. `sha256` is that of the original, in hex; `size` its bytes. Once somebody of the team has opened it
    (`opened_at`), the worker no longer takes it away alone.
    """

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="evidence")
    story_key = models.CharField(max_length=64, blank=True, db_index=True)
    kind = CodeField(_("Kind"), codes="evidence", default="other")
    shows = EncryptedTextField(_("What it shows"), blank=True)
    dated_on = models.DateField(_("Date of the thing"), null=True, blank=True)
    giver = models.CharField(max_length=6, choices=Giver.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    original_id = models.UUIDField()
    original_kind = models.CharField(max_length=4, choices=FileKind.choices)
    copy_id = models.UUIDField()
    copy_kind = models.CharField(max_length=4, choices=FileKind.choices)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="evidence_once_a_case"),
            models.UniqueConstraint(
                fields=["story_key", "sha256"], condition=Q(case=None), name="evidence_once_a_story"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | ~Q(story_key=""), name="evidence_belongs_somewhere"
            ),
            models.CheckConstraint(condition=Q(giver__in=Giver.values), name="evidence_giver_known"),
        ]

    def __str__(self):
        return str(self.id)

    @property
    def kind_label(self):
        return wording.label("evidence", self.kind)

    @property
    def may_be_taken_back(self):
        """Whether the worker alone may still remove it."""
        return self.giver == Giver.WORKER and self.opened_at is None


class Arriving(models.Model):
    """A file that comes in pieces over a bad line. Each piece is an encrypted file; a day later all is forgotten.

    `place` is a keyed word for the case or story it goes to, `key` the name the browser gave the file.
    """

    id = identifier()
    place = models.CharField(max_length=64)
    key = models.UUIDField()
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    piece_ids = models.JSONField(default=list)
    began_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="one_arriving_file_a_key")]

    def __str__(self):
        return str(self.id)
