"""Interest on the calculation sheet: its segments, and what its rates are made of."""

from django.utils.translation import gettext as _

import wording
from cases.claim_names import claim_name
from documents.calculation_parts import Grid, Row, Section, two_places


def interest_section(accrued):
    """Interest until the day asked, claim by claim and rate by rate, beside the sums."""
    if accrued.is_refused:
        said = _(
            "The program has no rate of interest for this country or time. Ask somebody who knows its law."
        )
        return Section(_("Interest for late payment"), (), None, (said,))
    counted = _(
        "Until %(day)s, this day counted. Days counted %(way)s. Shown beside the sums and not added to them."
    ) % {"day": wording.day(accrued.question.until), "way": accrued.question.day_count}
    doubts = [wording.sentence(step) for step in accrued.warnings]
    doubts += [f"{claim_name(claim)}: {wording.sentence(step)}" for claim, step in accrued.not_yet]
    if accrued.without:
        names = ", ".join(claim_name(claim) for claim in accrued.without)
        doubts.append(f"{_('Without a first day of interest:')} {names}")
    titles = (_("Claim, from – to"), _("Days"), _("Rate, %"), _("On"), _("Interest"))
    rows = tuple(row for line in accrued.lines for row in _segments(line))
    sums = tuple(
        Row((_("All interest, %(currency)s") % {"currency": currency}, "", "", "", two_places(amount)))
        for amount, currency in accrued.totals
    )
    grid = Grid(titles, rows, sums) if rows else None
    return Section(_("Interest for late payment"), (counted,), grid, tuple(doubts))


def rates_section(accrued):
    """What each rate is made of, each row once; None where nothing bears interest."""
    found = {}
    for line in accrued.lines:
        for segment in line.accrued.segments:
            for source in segment.sources:
                found.setdefault(wording.sentence(source))
    rule = accrued.rule
    if not found or rule is None:
        return None
    checked = "" if rule.is_verified else f" ({_('not checked yet')})"
    read_in = f"{rule.citation} – {wording.source(rule.source)}{checked}"
    return Section(_("Where the rates come from"), (*found, read_in))


def _segments(line):
    """The claim with its interest, rounded once, and below it one row for each rate."""
    currency = line.claim.currency
    interest_of_it = wording.money(line.accrued.interest, currency)
    cells = (claim_name(line.claim), "", "", wording.money(line.principal, currency), interest_of_it)
    yield Row(cells, leads=True)
    for segment in line.accrued.segments:
        days = f"{wording.day(segment.first)} – {wording.day(segment.last)}"
        principal, amount = two_places(segment.principal), two_places(segment.amount)
        yield Row((days, str(segment.days), wording.number(segment.rate), principal, f"({amount})"))
