"""What the two sides agreed, and the days it is to be paid."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.fields import CodeField, amount, currency, identifier


class Agreement(models.Model):
    """Sums and due days, all gross or all net. A new agreement ends the one before."""

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    agreed_on = models.DateField(_("Agreed on"))
    ended_on = models.DateField(null=True, blank=True)
    currency = currency()
    kind = CodeField(codes="paid_kind", default="gross")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on=None), name="one_running_agreement")
        ]

    def __str__(self):
        return f"Agreement of {self.agreed_on}"


class Instalment(models.Model):
    """One sum on one day. Paid, settled although the sums differ, and given up are three different facts."""

    id = identifier()
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField(_("Due on"))
    amount = amount()
    settled_on = models.DateField(null=True, blank=True)
    written_off_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_number_an_agreement"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_above_zero"),
        ]

    def __str__(self):
        return f"{self.number}: {self.amount} on {self.due_on}"

    def counts(self, kind):
        """True if money of this kind is taken off the sum: net and gross are never added up."""
        return (kind == "gross") == (self.agreement.kind == "gross")

    def paid(self):
        """What came in, of the kind that was agreed."""
        sums = (payment.amount for payment in self.payments.all() if self.counts(payment.kind))
        return sum(sums, Decimal("0.00"))

    def paid_otherwise(self):
        """What came in, of the other kind."""
        sums = (payment.amount for payment in self.payments.all() if not self.counts(payment.kind))
        return sum(sums, Decimal("0.00"))

    def open_amount(self):
        return max(self.amount - self.paid(), Decimal("0.00"))

    def is_settled(self):
        return bool(self.written_off_on or self.settled_on) or self.open_amount() == 0

    def is_overdue(self, today):
        return not self.is_settled() and self.due_on < today

    def state(self, today):
        """A code of the set `instalment`, or `written_off`."""
        if self.written_off_on:
            return "written_off"
        if self.is_settled():
            return "paid"
        if self.due_on < today:
            return "late"
        return "part_paid" if self.payments.all() else "due"
