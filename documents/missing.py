"""Facts a letter cannot do without: each with a sentence, and the page where it is put right."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class MissingFact:
    name: str
    sentence: str
    page: str = ""  # a page of the case; empty: the letter's own form

    def url(self, case):
        return reverse(self.page, args=[case.pk]) if self.page else ""


_KNOWN = [
    MissingFact(
        "claimant_name",
        _("Write the worker’s name as in the passport, in Latin letters."),
        "cases:person_edit",
    ),
    MissingFact(
        "worker_address",
        _("Write the worker’s postal address. It stands on the worker’s own letter."),
        "cases:person_edit",
    ),
    MissingFact("group", _("The case has no group yet. Give it to a group first."), "cases:route"),
    MissingFact(
        "authority",
        _("Record the day the worker signed the power of attorney, or let the worker write alone."),
        "cases:authority",
    ),
    MissingFact("employer_address", _("Complete the employer’s name and postal address."), "cases:employer"),
    MissingFact("employment_from", _("Write the first day of the job."), "cases:facts"),
    MissingFact("employment_until", _("Write the last day of the job."), "cases:facts"),
    MissingFact("job_title", _("Write the job, in the language of the letter."), "cases:facts"),
    MissingFact("workplace", _("Write the place of work."), "cases:facts"),
    MissingFact("agreed_rate", _("Write the agreed pay."), "cases:facts"),
    MissingFact("rate_unit", _("Say whether the pay is by the hour, day, month or piece."), "cases:facts"),
    MissingFact(
        "minimum_rate",
        _("The minimum wage of these months is not in the law data. Ask a coordinator."),
        "cases:money",
    ),
    MissingFact(
        "claims_table",
        _("Choose at least one claim. If there is none, record months of work and pay first."),
        "cases:money",
    ),
    MissingFact("period", _("Give at least one claim its month."), "cases:money"),
    MissingFact("reply_by", _("Choose the day to pay until.")),
    MissingFact("account_holder", _("Write who holds the account."), "cases:account"),
    MissingFact("iban", _("Write the IBAN of the account."), "cases:account"),
    MissingFact("dismissal_received", _("Write the day the dismissal was received."), "cases:facts"),
]
KNOWN = {fact.name: fact for fact in _KNOWN}


def missing(name) -> MissingFact:
    """The sentence for a fact; every fact a letter may name has one."""
    return KNOWN.get(name) or MissingFact(
        name, _("A fact of the case is missing: %(name)s.") % {"name": name}
    )
