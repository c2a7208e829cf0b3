"""What a claim is called: its kind, what it is for where somebody said so, and its month or week."""

from django.utils.html import format_html

import wording


def claim_name(claim):
    """In the active language: "Other claim: travel, September 2026"."""
    return _joined(claim, _kind(claim) + (f": {claim.what}" if claim.what else ""))


def claim_name_html(claim):
    """The same for a page: what somebody wrote keeps its own direction of reading."""
    if not claim.what:
        return _joined(claim, _kind(claim))
    when = _joined(claim, "")
    return format_html("{}: <bdi>{}</bdi>{}", _kind(claim), claim.what, when)


def _kind(claim):
    return str(wording.label("claim_type", claim.claim_type))


def _joined(claim, name):
    return f"{name}, {wording.worked(claim.month, claim.week)}" if claim.month else name
