"""A suit goes to court, and the dates it keeps are met with it."""

from django.db import transaction

from cases import deadlines, lifecycle


@transaction.atomic
def file_suit(case, *, by, court, filed_on, early_reason="", met=()):
    """Take the step; `met` are the deadlines the suit keeps."""
    lifecycle.advance(case, "file_suit", by=by, court=court, filed_on=filed_on, early_reason=early_reason)
    for deadline in met:
        deadlines.meet(deadline, by=by, on=filed_on)
    return case
