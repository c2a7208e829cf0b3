"""A private calendar address; only its hash is stored."""

from django.conf import settings
from django.db import models

from cases.models.fields import identifier


class CalendarFeed(models.Model):
    id = identifier()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"Calendar of {self.user_id}"
