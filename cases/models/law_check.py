"""With which law the dates of a case were worked out last."""

from django.db import models

from cases.models.case import Case
from cases.models.fields import identifier


class LawCheck(models.Model):
    """`stamp` names the law the case was last compared with; `differs`: that law gives other dates than it has."""

    id = identifier()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="law_check")
    stamp = models.CharField(max_length=16)
    differs = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["case"], condition=models.Q(differs=True), name="law_check_differs"),
            models.Index(fields=["stamp", "case"], name="law_check_stamp"),
        ]

    def __str__(self):
        return f"{self.case_id}: {self.stamp}"
