"""What we did, in the worker's words: entries of the history that the worker may see, without names and sums."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import pgettext_lazy

import wording

MOST = 30
# A kind that is not here is left out: the history's own sentences are written for the team.
SENTENCES = {
    "opened": pgettext_lazy("door", "We received your story."),
    "consent_given": pgettext_lazy("door", "You agreed: %(what)s"),
    "consent_withdrawn": pgettext_lazy("door", "You took your consent back: %(what)s"),
    "authority_signed": pgettext_lazy("door", "You signed the power of attorney on paper."),
    "contact_changed": pgettext_lazy("door", "You changed how we may reach you."),
    "letter_shown": pgettext_lazy("door", "We showed you a letter to read."),
    "letter_agreed": pgettext_lazy("door", "You agreed to the letter."),
    "letter_change_asked": pgettext_lazy("door", "You asked us to change the letter."),
    "letter_dispatched": pgettext_lazy("door", "We sent a letter to your employer."),
    "payment_recorded": pgettext_lazy("door", "Money came in. You find the sum under “Money”."),
    "agreement_recorded": pgettext_lazy("door", "We wrote down the agreement with your employer."),
    "accept": pgettext_lazy("door", "We took on your case."),
    "decline": pgettext_lazy("door", "We cannot take on your case. We write to you why."),
    "refer": pgettext_lazy("door", "Another organisation takes over."),
    "send_demand": pgettext_lazy("door", "We asked your employer for the money."),
    "talk": pgettext_lazy("door", "We are talking with your employer."),
    "start_action": pgettext_lazy("door", "You act together with others."),
    "complain": pgettext_lazy("door", "We wrote to a public office."),
    "file_suit": pgettext_lazy("door", "A claim was made at court."),
    "agree": pgettext_lazy("door", "There is an agreement with your employer."),
    "close": pgettext_lazy("door", "We closed the case."),
    "data_taken": pgettext_lazy("door", "You took a copy of your data."),
    "data_deleted": pgettext_lazy("door", "You deleted data that no claim needs."),
}


@dataclass(frozen=True)
class Done:
    sentence: str
    at: datetime


def listed(case) -> list[Done]:
    """The newest first."""
    found = case.events.filter(visibility="worker", kind__in=SENTENCES).order_by("-number")[:MOST]
    return [Done(SENTENCES[event.kind] % _facts(event), event.at) for event in found]


def _facts(event):
    kind = event.detail.get("kind")
    return {"what": wording.label("consent", kind) if kind and event.kind.startswith("consent") else ""}
