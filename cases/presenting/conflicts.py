"""Possible conflicts in words: which other case, and how it touches this one."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.models import Case

KINDS = {
    "same_worker": _("A person of the same name has another case."),
    "same_employer": _("Another case is against the same employer."),
    "employer_is_worker": _("A person we act for has the name of this employer."),
    "worker_is_employer": _("Another case is against somebody with the name of this person."),
}


@dataclass(frozen=True)
class Line:
    """One match. The same employer alone is a hint and no conflict."""

    case: Case
    sentence: str
    is_hint: bool


def lines(matches):
    return [Line(match.case, KINDS[match.kind], match.kind == "same_employer") for match in matches]
