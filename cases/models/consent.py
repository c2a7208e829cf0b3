"""What the worker agreed to, in which words and language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.fields import CodeField, identifier


class Consent(models.Model):
    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    kind = CodeField(codes="consent")
    given_on = models.DateField(_("Given on"))
    language = models.CharField(_("Explained in"), max_length=2)
    withdrawn_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )

    class Meta:
        ordering = ["kind", "given_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=models.Q(withdrawn_on=None), name="one_running_consent"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.given_on}"
