"""What somebody should look at before a claim is used, beside what the law pack said of its sum."""

from cases.claim_law import other_country
from lawpack.notes import note


def doubts(claim, job):
    """Notes on the law, the kind and the time of a claim. `job` is the employment of its case."""
    if country := other_country(claim):
        yield note("claim_of_other_law", country=country)
    if claim.is_of_unknown_kind:
        yield note("claim_kind_not_known")
    if claim.is_computed:
        yield from _outside_the_job(claim, job)


def _outside_the_job(claim, job):
    if job.first_day and claim.last < job.first_day:
        yield note("before_first_day", on=job.first_day)
    if job.last_day and claim.first > job.last_day:
        yield note("after_last_day", on=job.last_day)
