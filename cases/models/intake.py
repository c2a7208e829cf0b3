"""What the person told us, kept beside the case as it was given."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.fields import identifier
from security.fields import EncryptedJSONField, EncryptedTextField


class IntakeChannel(models.TextChoices):
    PHONE = "phone", _("Phone")
    VISIT = "visit", _("Office visit")
    FORM = "form", _("Form")
    IMPORT = "import", _("Import")


class Intake(models.Model):
    """The submission, never edited. `submission_key` makes equal posts one case.

    `external_key` is the keyed hash of the name the case has in the system it was imported from.
    """

    id = identifier()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="intake")
    channel = models.CharField(max_length=6, choices=IntakeChannel.choices)
    given = EncryptedJSONField()
    story = EncryptedTextField(_("Story"), blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    received_at = models.DateTimeField()
    submission_key = models.CharField(max_length=64, unique=True)
    external_key = models.CharField(max_length=64, null=True, unique=True)

    def __str__(self):
        return f"Intake of {self.case_id}"
