"""Running numbers for case references."""

from django.db import models

from cases.models.fields import identifier


class ReferenceCounter(models.Model):
    """The last number given out for a prefix in a year."""

    id = identifier()
    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_counter_a_year")]

    def __str__(self):
        return f"{self.prefix}-{self.year}"
