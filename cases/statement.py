"""The money of a case as a page or a card shows it: claims, payments, totals and the agreement."""

from dataclasses import dataclass

from cases import ledger, payee, policy
from cases.models import PayeeAccount

APPROVED = "letter_approved"


@dataclass(frozen=True)
class InstalmentLine:
    """One instalment and how it stands."""

    number: int
    due_on: object
    amount: object
    paid: object
    paid_otherwise: object
    open_amount: object
    state: str
    key: str


@dataclass(frozen=True)
class Statement:
    claims: list
    payments: list
    totals: list
    agreement: object
    instalments: list
    old_agreements: list
    account: object
    iban: str
    may_work: bool
    may_see_account: bool
    account_changed_late: bool

    @property
    def open_instalments(self):
        return [line for line in self.instalments if line.state in ("due", "late", "part_paid")]

    @property
    def is_broken(self):
        return any(line.state == "late" for line in self.instalments)


def statement(case, user, *, with_write_offs=False, actions=None):
    """Everything one reader may see about the money of the case; with the write-offs of each claim if asked.

    `actions` are what the policy allows, if the page has asked already.
    """
    actions = policy.actions(user, case) if actions is None else actions
    agreements = list(case.agreements.order_by("-agreed_on").prefetch_related("instalments__payments"))
    running = next((one for one in agreements if one.ended_on is None), None)
    account = PayeeAccount.objects.filter(case=case).first()
    claims = list(case.claims.prefetch_related("write_offs") if with_write_offs else case.claims.all())
    payments = list(case.payments.select_related("instalment", "recorded_by"))
    sees_account = "see_person" in actions
    return Statement(
        claims=claims,
        payments=payments,
        totals=ledger.totals(case, claims, payments),
        agreement=running,
        instalments=[_line(one, case.today()) for one in running.instalments.all()] if running else [],
        old_agreements=[one for one in agreements if one.ended_on],
        account=account,
        iban=payee.masked(account.iban) if account and sees_account else "",
        may_work="work_case" in actions,
        may_see_account=sees_account,
        account_changed_late=bool(account) and changed_after_approval(case),
    )


def changed_after_approval(case):
    """True if the IBAN was changed after the last letter was approved: the letter still names the old one."""
    for event in case.events.filter(kind__in=[APPROVED, "account_changed"]).order_by("-number"):
        if event.kind == APPROVED:
            return False
        if event.detail.get("iban_changed"):
            return case.events.filter(kind=APPROVED, number__lt=event.number).exists()
    return False


def _line(instalment, today):
    return InstalmentLine(
        number=instalment.number,
        due_on=instalment.due_on,
        amount=instalment.amount,
        paid=instalment.paid(),
        paid_otherwise=instalment.paid_otherwise(),
        open_amount=instalment.open_amount(),
        state=instalment.state(today),
        key=str(instalment.pk),
    )
