"""What lives in the security database. No foreign keys: they cannot cross databases, and rows here outlive others."""

import uuid

from django.db import models


class AppendOnly(models.QuerySet):
    """Rows are added and read. The database refuses changes too (see the migrations)."""

    def update(self, **values):
        raise TypeError("The access log is append-only.")

    _update = update
    bulk_update = update

    def delete(self):
        raise TypeError("The access log is append-only.")

    def _raw_delete(self, using):
        raise TypeError("The access log is append-only.")


class AccessEntry(models.Model):
    """One look, one refusal or one failed sign-in: ids and codes, never names or words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    user_id = models.UUIDField(null=True, db_index=True)
    case_id = models.UUIDField(null=True, db_index=True)
    detail = models.CharField(max_length=80, blank=True)
    source_key = models.CharField(max_length=32, blank=True)
    once = models.CharField(max_length=64, null=True, unique=True)

    objects = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at", "-id"]
        verbose_name_plural = "access entries"

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"

    def delete(self, **options):
        raise TypeError("The access log is append-only.")


class Counter(models.Model):
    """Tries by one key in one span of time; the key is a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key[:8]


class KeyMark(models.Model):
    """One-way mark of a key that was in use here."""

    name = models.CharField(max_length=60, primary_key=True)
    fingerprint = models.CharField(max_length=64)

    def __str__(self):
        return self.name
