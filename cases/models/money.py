"""What is claimed, what came in, and where it should go."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.fields import CodeField, amount, currency, identifier
from cases.models.worked import InMonthOrWeek
from security.fields import EncryptedTextField


class Claim(InMonthOrWeek, models.Model):
    """One head of claim for one month or week; `formula` shows how the sum was made.

    `paid_net` is what came net or in cash, `paid_cash` the part of it that came in cash. `protected` is the part
    of `open_gross` that the minimum wage covers, `above_minimum` the rest; None where no minimum is known.
    `inputs` are what somebody wrote for a claim of a kind of its own, so that it can be changed.
    """

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="claims")
    claim_type = CodeField(codes="claim_type", default="unpaid_wages")
    month = models.DateField(_("Month"), null=True, blank=True)
    week = models.DateField(_("Monday of the week"), null=True, blank=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    units = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    rate_basis = models.CharField(max_length=8, blank=True)
    due = amount()
    paid_gross = amount(default=0)
    paid_net = amount(default=0)
    paid_cash = amount(default=0)
    open_gross = amount()
    minimum_rate = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    minimum_due = amount(null=True, blank=True)
    protected = amount(null=True, blank=True)
    above_minimum = amount(null=True, blank=True)
    effective_hourly = amount(null=True, blank=True)
    hours_known = CodeField(codes="hours_known", blank=True)
    currency = currency()
    pay_due_on = models.DateField(null=True, blank=True)
    interest_from = models.DateField(null=True, blank=True)
    formula = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    is_computed = models.BooleanField(default=True)
    inputs = models.JSONField(null=True, blank=True)
    note = EncryptedTextField(blank=True)

    KINDS_NOT_GROSS = ("deductions", "other")
    OF_UNKNOWN_KIND = Q(claim_type__in=KINDS_NOT_GROSS, inputs__isnull=False)

    class Meta:
        ordering = ["month", "week", "claim_type"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "claim_type", "month"],
                condition=Q(is_computed=True, week=None),
                name="one_computed_claim_a_month",
            ),
            models.UniqueConstraint(
                fields=["case", "claim_type", "week"],
                condition=Q(is_computed=True),
                name="one_computed_claim_a_week",
            ),
        ]

    def __str__(self):
        when = f"{self.week:%G-W%V}" if self.week else f"{self.month:%Y-%m}" if self.month else ""
        return f"{self.claim_type} {when}".strip()

    @property
    def what(self):
        """What a claim of no kind of its own is for, in the words of whoever wrote it."""
        return ((self.inputs or {}).get("answers") or {}).get("what") or ""

    @property
    def is_of_unknown_kind(self):
        """Whether nobody said that the sum is gross. By hand it is written as gross."""
        return self.inputs is not None and self.claim_type in self.KINDS_NOT_GROSS


class Payment(models.Model):
    """Money that came in on the claim. Net and gross are never added up."""

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="payments")
    received_on = models.DateField(_("Received on"))
    amount = amount()
    currency = currency()
    kind = CodeField(codes="paid_kind", default="net")
    instalment = models.ForeignKey(
        "cases.Instalment", on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    submission_key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["received_on", "recorded_at"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_above_zero")]

    def __str__(self):
        return f"{self.amount} {self.currency} {self.received_on}"


class WriteOff(models.Model):
    """A claim, or a part of it, that is given up with a reason. Undone, it stays as a row."""

    id = identifier()
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="write_offs")
    amount = amount()
    reason = CodeField(codes="write_off_reason")
    words = EncryptedTextField()
    written_off_on = models.DateField()
    undone_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["written_off_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="write_off_above_zero")]

    def __str__(self):
        return f"{self.amount} of {self.claim_id}"


class PayeeAccount(models.Model):
    """Where the employer pays to."""

    id = identifier()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="account")
    holder = EncryptedTextField(_("Account holder"))
    iban = EncryptedTextField(_("IBAN"))

    def __str__(self):
        return f"Account of {self.case_id}"
