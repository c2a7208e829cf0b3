"""The minimum wages behind a calculation: which rows were used, where they stand in the law, who checked them."""

from django.utils.translation import gettext as _

import wording
from documents.calculation_parts import Grid, Row, Section
from lawpack import rates


def minimum_wages_section(minima):
    """The rows of the minimum wage that were used, with their sources; None where there are none."""
    if not minima:
        return None
    rows = tuple(_minimum_row(number, wage) for number, wage in enumerate(minima, 1))
    titles = (_("Row"), _("In force from"), _("An hour"), _("Checked"))
    return Section(_("Minimum wages used"), (), Grid(titles, rows, texts=(0, 1, 3)))


def minima_of(case, claims):
    """The minimum wages in force in the months of the claims, the oldest first, each once."""
    found = {}
    for claim in claims:
        spans = rates.minimum_wages_between(
            case.country, claim.first, claim.last, case.employment.contract_kind or None
        )
        for _first, wage in spans:
            if wage:
                found.setdefault((wage.since, wage.amount), wage)
    return list(found.values())


def counts_for(wage, claim):
    """Whether a minimum wage is the one of the month or week, or one of two where it changes."""
    if claim.minimum_rate is not None:
        return round(wage.amount, 2) == round(claim.minimum_rate, 2)
    return claim.minimum_due is not None and wage.since <= claim.last


def _minimum_row(number, wage):
    hour = wording.money(round(wage.amount, 2), wage.currency)
    checked = _("yes") if wage.is_verified else _("not checked yet")
    below = [f"{wage.citation} – {wording.source(wage.source)}".strip(" –")]
    if wage.month_hours:
        month = {"sum": wording.money(wage.monthly, wage.currency), "hours": wording.number(wage.month_hours)}
        below.append(_("%(sum)s a month over %(hours)s hours") % month)
    if wage.warning:
        below.append(f"! {wording.sentence(wage.warning)}")
    return Row((f"M{number}", wording.day(wage.since), hour, checked), tuple(below))
