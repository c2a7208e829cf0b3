"""Days of rest a coordinator adds for a place, beside the holidays the law pack knows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.fields import identifier


class LocalHoliday(models.Model):
    """One local holiday of a group. Without a region it holds in the whole area the group answers for.

    With a place it holds in that town or village only. `is_yearly`: on the same day of each year from `on` on.
    """

    id = identifier()
    group = models.ForeignKey("accounts.LocalGroup", on_delete=models.CASCADE, related_name="local_holidays")
    name = models.CharField(_("Name"), max_length=80)
    on = models.DateField(_("Day"))
    is_yearly = models.BooleanField(_("Every year on this day"), default=False)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=6, blank=True)
    place = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on", "country", "region", "place"], name="one_local_holiday_a_day_and_place"
            )
        ]

    def __str__(self):
        return f"{self.name} {self.on}"
