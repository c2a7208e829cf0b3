"""The facts of the job: dates, dismissal, pay, and what was worked and paid by the month or the week."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.fields import CodeField, amount, currency, identifier
from cases.models.worked import InMonthOrWeek
from security.fields import EncryptedTextField


class Employment(models.Model):
    """What law and letters are computed from. A change recomputes claims and deadlines."""

    id = identifier()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="employment")
    job_title = models.CharField(_("Job"), max_length=120, blank=True)
    first_day = models.DateField(_("First day"), null=True, blank=True)
    last_day = models.DateField(_("Last day"), null=True, blank=True)
    dismissal_form = CodeField(codes="dismissal_form", blank=True)
    dismissal_dated = models.DateField(_("Date on the dismissal letter"), null=True, blank=True)
    dismissal_received_on = models.DateField(_("Dismissal received on"), null=True, blank=True)
    # Where the day it came is not certain: the last day it may have come; `dismissal_received_on` is the first.
    dismissal_latest_on = models.DateField(_("Received at the latest on"), null=True, blank=True)
    dismissal_accepted = models.BooleanField(_("The worker accepts the dismissal"), default=False)
    power_of_attorney_enclosed = models.BooleanField(null=True, blank=True)
    pay_kind = CodeField(codes="pay_kind", blank=True)
    pay_amount = amount(null=True, blank=True)
    pay_currency = currency()
    hours_per_unit = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    pay_day = models.PositiveSmallIntegerField(_("Pay day"), null=True, blank=True)
    pay_months_after = models.PositiveSmallIntegerField(default=1)
    clause_months = models.PositiveSmallIntegerField(_("Cut-off clause, months"), null=True, blank=True)
    clause_signed_on = models.DateField(_("Contract signed on"), null=True, blank=True)
    clause_exempts_minimum_wage = models.BooleanField(null=True, blank=True)
    contract_kind = CodeField(codes="contract_kind", blank=True)
    # Facts that only some rules of the law ask for (name: true, false or a code), and rules somebody asked for.
    law_answers = models.JSONField(default=dict, blank=True)
    asked_rules = models.JSONField(default=list, blank=True)
    payslips_missing = models.BooleanField(_("Payslips are missing"), default=False)

    def __str__(self):
        return f"Employment of {self.case_id}"

    @property
    def has_dismissal(self):
        return bool(self.dismissal_form)


class PayPeriod(InMonthOrWeek, models.Model):
    """One month or week of work: hours or units, and what was paid. Gross, net and cash are never added up.

    `paid_net` and `paid_cash` came beside `paid`; `hours_known` says how the hours are known. `days` are the
    hours of each day, {ISO date: number as text}, of a week in which the minimum wage changes. No day is in
    two rows: `cases.months.clashes` is asked before rows are saved.
    """

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="periods")
    month = models.DateField(_("Month"))
    week = models.DateField(_("Monday of the week"), null=True, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    units = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    paid = amount(default=0)
    paid_kind = CodeField(codes="paid_kind", default="gross")
    paid_net = amount(default=0)
    paid_cash = amount(default=0)
    hours_known = CodeField(codes="hours_known", blank=True)
    days = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["month", "week"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "month"], condition=models.Q(week=None), name="one_period_a_month"
            ),
            models.UniqueConstraint(fields=["case", "week"], name="one_period_a_week"),
            models.CheckConstraint(condition=models.Q(paid__gte=0), name="period_paid_not_negative"),
        ]

    def __str__(self):
        return f"{self.week:%G-W%V}" if self.week else f"{self.month:%Y-%m}"

    def paid_as(self, kind):
        """What was paid for this time gross, net or in cash."""
        beside = {"net": self.paid_net, "cash": self.paid_cash}.get(kind, 0)
        return beside + (self.paid if self.paid_kind == kind else 0)


class Deduction(models.Model):
    """Money kept back from the pay of a month: listed apart, never taken off what is owed."""

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deductions")
    month = models.DateField(_("Month"))
    amount = amount()
    currency = currency()
    kind = CodeField(codes="deduction_kind")
    note = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["month", "kind"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="deduction_above_zero"),
        ]

    def __str__(self):
        return f"{self.kind} {self.month:%Y-%m}"
