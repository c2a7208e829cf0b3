"""The facts of a case as a letter prints them: placeholders, conditions, and the name of every missing fact.

Nothing is written here, and nothing is guessed: what the case does not say is missing, and says so.
"""

import re
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from django.utils import translation

import wording
from cases import writing_off
from cases.models import Claim
from documents.languages import PRINTERS
from documents.models import Sender
from documents.templates_of_letters import words
from lawpack.rates import minimum_wages_between

ZERO = Decimal("0.00")


class Facts:
    """One letter's view of its case on one day. `day` is the date of the letter."""

    def __init__(self, letter, day):
        self.letter, self.case, self.day = letter, letter.case, day
        self.job, self.worker, self.employer = self.case.employment, self.case.worker, self.case.employer
        self.template = letter.template
        self.words, self.printer = words(self.template.language), PRINTERS[self.template.language]

    # --- What is claimed ---

    @cached_property
    def claims(self):
        """The chosen claims, oldest month first."""
        chosen = set(self.letter.claim_ids)
        return [claim for claim in claimable(self.case, self.template) if str(claim.pk) in chosen]

    @cached_property
    def payments(self):
        """Money that came in since the claims were computed, in the currency of the letter."""
        return (
            [one for one in self.case.payments.all() if one.currency == self.currency] if self.claims else []
        )

    @property
    def wages(self):
        return [claim for claim in self.claims if claim.is_computed]

    @cached_property
    def currency(self):
        return self.claims[0].currency if self.claims else self.job.pay_currency

    @cached_property
    def total_gross(self):
        paid = sum((payment.amount for payment in self.payments if payment.kind == "gross"), ZERO)
        return sum((writing_off.left(claim) for claim in self.claims), ZERO) - paid

    @cached_property
    def net_paid(self):
        later = sum((payment.amount for payment in self.payments if payment.kind != "gross"), ZERO)
        return sum((claim.paid_net for claim in self.claims), ZERO) + later

    @property
    def months(self):
        return [claim.month for claim in self.claims if claim.month]

    @property
    def is_group(self):
        return self.letter.sender == Sender.GROUP

    # --- When a unit is printed ---

    def holds(self, condition) -> bool:
        """Whether the case meets a condition of `templates_of_letters.CONDITIONS`."""
        return bool(getattr(self, f"_if_{condition}")())

    def _if_representative(self):
        return self.is_group

    def _if_self(self):
        return not self.is_group

    def _if_opening_words(self):
        return self.letter.opening

    def _if_closing_words(self):
        return self.letter.closing

    def _if_employment_ended(self):
        """An end that nobody disputes."""
        return self.job.last_day and (not self.job.has_dismissal or self.job.dismissal_accepted)

    def _if_employment_open(self):
        return not self._if_employment_ended()

    def _if_pay_agreed(self):
        return self.wages and not any(claim.rate_basis == "minimum" for claim in self.wages)

    def _if_pay_minimum(self):
        return self.wages and all(claim.rate_basis == "minimum" for claim in self.wages)

    def _if_pay_partly_minimum(self):
        return self.wages and not self._if_pay_agreed() and not self._if_pay_minimum()

    def _if_hours_listed(self):
        return "hours_list" in self.letter.enclosures

    def _if_hours_not_listed(self):
        return not self._if_hours_listed()

    def _if_nothing_net(self):
        return not self.net_paid

    def _if_something_net(self):
        return self.net_paid

    def _if_account(self):
        return self.account

    def _if_payslips_missing(self):
        return self.job.payslips_missing

    def _is_dismissal_disputed(self):
        return self.job.has_dismissal and not self.job.dismissal_accepted

    def _if_dismissal_dated(self):
        return self._is_dismissal_disputed() and self.job.dismissal_dated

    def _if_dismissal_undated(self):
        return self._is_dismissal_disputed() and not self.job.dismissal_dated

    def _if_later_periods(self):
        """The job goes on, or a month is not due yet."""
        return self._if_employment_open() or any(not is_due(one, self.day) for one in self.case.claims.all())

    def _if_enclosures(self):
        return self.enclosures

    # --- What a placeholder prints; empty means missing ---

    def value(self, name) -> str:
        """The printed text of a fact of `PLACEHOLDERS`, "" if the case does not have it."""
        return getattr(self, f"_{name}")() or ""

    def _claimant_name(self):
        return self.worker.passport_name

    def _period(self):
        return self.printer.periods(self.months)

    def _opening_text(self):
        return self.letter.opening

    def _closing_text(self):
        return self.letter.closing

    def _employment_from(self):
        return self.job.first_day and self.printer.day(self.job.first_day)

    def _employment_until(self):
        return self.job.last_day and self.printer.day(self.job.last_day)

    def _job_title(self):
        return self.job.job_title

    def _workplace(self):
        return self.case.place

    def _agreed_rate(self):
        return self.job.pay_amount and self.printer.money(self.job.pay_amount, self.job.pay_currency)

    def _rate_unit(self):
        return self.words["rate_unit"].get(self.job.pay_kind)

    def _due_rule(self):
        rules = self.words["due_rule"]
        if not self.job.pay_day:
            return rules["end_of_month_worked"]
        later = {0: "same_month", 1: "next_month", 2: "later_month"}[min(self.job.pay_months_after, 2)]
        return rules[later].format(n=self.job.pay_day)

    def _minimum_rate(self):
        """One rate, or each with its days where it changed between the months claimed."""
        rates = self._minimum_wages()
        texts = [self.printer.money(rate.amount, rate.currency) for rate in rates]
        if len(texts) < 2:
            return "".join(texts)
        phrases = self.words["minimum_rate"]
        said = [
            phrases["until"].format(rate=text, day=self.printer.day(following.since - timedelta(days=1)))
            for text, following in zip(texts, rates[1:], strict=False)
        ]
        last = phrases["from"].format(rate=texts[-1], day=self.printer.day(rates[-1].since))
        return f"{', '.join(said)} {self.words['and']} {last}"

    def _minimum_wages(self):
        """Rates of the months claimed, oldest first; none if one of them is not in the law data."""
        found = {}
        for claim in (claim for claim in self.claims if claim.month):
            for _start, rate in minimum_wages_between(self.case.country, claim.first, claim.last):
                if rate is None:
                    return []
                found[rate.since] = rate
        return [found[since] for since in sorted(found)]

    def _claims_table(self):
        return "table" if self.claims else ""

    def _total_gross(self):
        return self.printer.money(self.total_gross, self.currency)

    def _net_paid(self):
        return self.printer.money(self.net_paid, self.currency)

    def _reply_by(self):
        return self.letter.reply_by and self.printer.day(self.letter.reply_by)

    @cached_property
    def account(self):
        return getattr(self.case, "account", None)

    def _account_holder(self):
        return self.account.holder

    def _iban(self):
        return self.printer.iban(self.account.iban)

    def _case_ref(self):
        return self.case.reference

    def _payslip_periods(self):
        return self._period()

    def _dismissal_date(self):
        return self.job.dismissal_dated and self.printer.day(self.job.dismissal_dated)

    def _dismissal_received(self):
        return self.job.dismissal_received_on and self.printer.day(self.job.dismissal_received_on)

    def _adviser_name(self):
        return self.letter.author.name

    def _group_name(self):
        return self.case.group and self.case.group.letterhead_name

    def _enclosures(self):
        names = self.words["enclosure"]
        chosen = [name for code, name in names.items() if code in self.enclosures]
        return ", ".join(name.format(period=self._period()) for name in chosen)

    @property
    def enclosures(self):
        """Codes of what goes with the letter. Who writes for themselves encloses no power of attorney."""
        left_out = set() if self.is_group else {"power_of_attorney"}
        return [code for code in self.letter.enclosures if code not in left_out]

    # --- Around the text ---

    def worker_address(self):
        """Lines of the worker's postal address; only the worker's own letter shows them."""
        return tuple(part for part in re.split(r"\s*[,\n]\s*", self.worker.address) if part)

    def employer_address(self):
        return tuple(line for line in self.employer.address_lines if line)

    def missing_around(self):
        """Names of facts the head of the letter needs and the case does not have."""
        if not self.employer_address():
            yield "employer_address"
        if self.is_group and not self.case.group:
            yield "group"
        if self.is_group and not self.case.authority_signed_on:
            yield "authority"
        if not self.is_group and not self.worker_address():
            yield "worker_address"

    def claim_label(self, claim):
        """What a claim is for, in the language of the letter."""
        with translation.override(self.template.language):
            return str(wording.label("claim_type", claim.claim_type))


def claimable(case, template):
    """Claims of the kinds this letter is for, with money open that nobody has given up."""
    kinds = set(template.claim_types)
    claims = case.claims.prefetch_related("write_offs")
    return [claim for claim in claims if claim.claim_type in kinds and writing_off.left(claim) > 0]


def is_due(claim: Claim, day) -> bool:
    """Whether the money was to be paid by that day; without a known pay day a claim counts as due."""
    return claim.pay_due_on is None or claim.pay_due_on <= day


def months_of(template, case, day):
    """Ids of the claims a new letter starts with: everything open and due."""
    return [str(claim.pk) for claim in claimable(case, template) if is_due(claim, day)]
