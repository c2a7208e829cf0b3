"""A local group: who answers for a case, and under which name it writes."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LocalGroup(models.Model):
    """A group of volunteers in one place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("Name"), max_length=120, unique=True)
    code = models.CharField(_("Short code for case numbers"), max_length=5, unique=True)
    country = models.CharField(_("Country"), max_length=2)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="Europe/Berlin")
    languages = models.JSONField(_("Languages"), default=list)
    letterhead_name = models.CharField(_("Name on letters"), max_length=120)
    letterhead_line = models.CharField(_("Line under the name"), max_length=160, blank=True)
    street = models.CharField(_("Street"), max_length=120)
    postal_code = models.CharField(_("Postal code"), max_length=12)
    town = models.CharField(_("Town"), max_length=80)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    email = models.EmailField(_("E-mail"))
    legal_supervisor = models.CharField(
        _("Who supervises legally"),
        max_length=200,
        help_text=_("Giving legal advice needs the guidance of a person qualified to do so."),
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def sender_line(self):
        return f"{self.letterhead_name} · {self.street} · {self.postal_code} {self.town}"


class Region(models.Model):
    """A region (ISO 3166-2) a group answers for; an empty region means the whole country."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="regions")
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "region"], name="one_group_for_a_region")]

    def __str__(self):
        return self.region or self.country


class GroupText(models.Model):
    """What a group says of itself in one language: imprint, privacy, and when somebody answers."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy")
        HOURS = "hours", _("When somebody answers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "language"], name="one_text_a_kind_and_language"
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.get_kind_display()} ({self.language})"
