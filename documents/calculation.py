"""The calculation sheet of a case: every sum with its formula, source and marks, in one language.

Plain data that knows no engine; `calculation_pdf` prints it. Names stand in it only for people who may see who
the worker is, and as letters print them.
"""

from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

import wording
from cases import claim_doubts, claim_law, interest, ledger, moneypage, writing_off
from cases.claim_names import claim_name
from documents.calculation_interest import interest_section, rates_section
from documents.calculation_minima import counts_for, minima_of, minimum_wages_section
from documents.calculation_parts import Grid, Row, Section, Sheet, two_places
from lawpack import sources, tables

ZERO = Decimal("0.00")
OFFICIAL = {"DE": "de", "AT": "de", "FR": "fr", "PL": "pl"}


def official_language(country):
    """The language of the courts there, where the program speaks it; English elsewhere."""
    return OFFICIAL.get(country, "en")


def sheet(case, *, language, question, sees_person):
    """The calculation of a case as a Sheet.

    language: one of the six; question: cases.interest.Question; sees_person: whether the reader may see who the
    worker is. Sums are those the case holds; interest is worked out until the day of the question, counted.
    """
    with translation.override(language):
        return _Builder(case, language, question, sees_person).sheet()


class _Builder:
    """Reads a case once and tells it section by section."""

    def __init__(self, case, language, question, sees_person):
        self.case, self.language, self.sees_person = case, language, sees_person
        self.job = case.employment
        claims = list(case.claims.prefetch_related("write_offs"))
        self.months = [claim for claim in claims if claim.is_computed]
        self.others = [claim for claim in claims if not claim.is_computed]
        self.payments = list(case.payments.all())
        self.totals = ledger.totals(case, claims, self.payments)
        self.minima = minima_of(case, self.months)
        self.accrued = interest.accrue(case, question, claims, self.payments)
        self.write_offs = [
            (claim, one) for claim in claims for one in claim.write_offs.all() if one.undone_on is None
        ]

    def sheet(self):
        sections = [
            self._sums(),
            self._months(),
            self._others(),
            self._deductions(),
            self._paid(),
            self._written_off(),
            interest_section(self.accrued),
            rates_section(self.accrued),
            minimum_wages_section(self.minima),
            self._assumptions(),
        ]
        return Sheet(
            title=_("Calculation of the claims"),
            reference=self.case.reference,
            language=self.language,
            page=_("Page {x} of {y}"),
            head=tuple(self._head()),
            sections=tuple(section for section in sections if section),
        )

    # --- Who, where, what was agreed ---

    def _head(self):
        case, job = self.case, self.job
        yield _("Case"), case.reference
        yield _("Date"), wording.day(case.today())
        if self.sees_person and case.worker.passport_name:
            yield _("Worker"), case.worker.passport_name
        yield _("Employer"), case.employer.name
        yield (
            _("Place of work"),
            ", ".join(filter(None, (case.place, str(wording.label("country", case.country))))),
        )
        if job.first_day:
            last = wording.day(job.last_day) if job.last_day else "…"
            yield _("Job"), " – ".join((wording.day(job.first_day), last))
        if agreed := moneypage.agreed(job):
            yield _("Agreed pay"), agreed
        if job.contract_kind:
            yield _("Contract"), str(wording.label("contract_kind", job.contract_kind))
        if case.group:
            yield _("Made by"), case.group.letterhead_name or case.group.name

    # --- Sums ---

    def _sums(self):
        rows = [
            Row(
                (
                    total.currency,
                    two_places(total.claimed),
                    two_places(total.paid_gross),
                    two_places(total.written_off),
                    two_places(total.open_gross),
                )
            )
            for total in self.totals
        ]
        titles = (
            _("Currency"), _("Claimed, gross"), _("Came in, gross"), _("Written off"), _("Still open, gross"),
        )  # fmt: skip
        beside = tuple(gross_less_net(total) for total in self.totals if total.paid_net)
        beside += tuple(wording.sentence(one.unknown_note) for one in self.totals if one.of_unknown_kind)
        return Section(_("Sums"), beside, Grid(titles, tuple(rows)))

    def _months(self):
        if not self.months:
            return None
        has_net, has_cash = (any(one(claim) for claim in self.months) for one in (_net, _cash))
        columns = [
            (_("Month or week"), lambda claim: wording.worked(claim.month, claim.week), False),
            (
                _("Hours"),
                lambda claim: wording.number(claim.hours) if claim.hours is not None else "–",
                False,
            ),
            (_("Paid for an hour"), _effective, False),
            (_("Earned gross"), lambda claim: claim.due, True),
            (_("Paid gross"), lambda claim: claim.paid_gross, True),
            *([(_("Paid net"), _net, True)] if has_net else []),
            *([(_("Paid in cash"), _cash, True)] if has_cash else []),
            (_("Open gross"), lambda claim: claim.open_gross, True),
            (_("Covered by the minimum wage"), lambda claim: claim.protected, True),
            (_("Above the minimum wage"), lambda claim: claim.above_minimum, True),
        ]
        rows = tuple(
            Row(tuple(_cell(read(claim)) for _title, read, _summed in columns), tuple(self._steps(claim)))
            for claim in self.months
        )
        return Section(
            _("Months of work"),
            self._source_of_wages(),
            Grid(tuple(title for title, _read, _summed in columns), rows, _column_sums(self.months, columns)),
        )

    def _source_of_wages(self):
        known = [
            row["citation"] for row in tables.rows("pay_days.csv") if row["country"] == self.case.country
        ]
        return tuple(_("When wages are due: %(source)s") % {"source": one} for one in known)

    def _steps(self, claim):
        """The formula; how the hours are known and the row of the minimum wage; warnings."""
        marks = [str(wording.label("hours_known", claim.hours_known))] if claim.hours_known else []
        marks += [f"M{number}" for number, wage in enumerate(self.minima, 1) if counts_for(wage, claim)]
        formula = "; ".join(wording.sentence(step) for step in claim.formula)
        yield " · ".join([formula, *marks])
        yield from self._doubts(claim)

    def _others(self):
        if not self.others:
            return None
        titles = (_("Claim"), _("Claimed"), _("Paid gross"), _("Paid net"), _("Open gross"))
        rows = tuple(
            Row(
                (
                    claim_name(claim),
                    *(wording.money(one, claim.currency) for one in _sums_of(claim)),
                ),
                tuple(self._how(claim)),
            )
            for claim in self.others
        )
        return Section(_("Other claims"), (), Grid(titles, rows))

    def _how(self, claim):
        if claim.formula:
            yield "; ".join(wording.sentence(step) for step in claim.formula)
        if claim.inputs is not None:
            yield from (
                wording.sentence(one)
                for one in sources.of_claim(claim_law.country_of(claim), claim.claim_type)
            )
        if claim.inputs is None:
            yield " ".join(filter(None, (_("Written by hand"), claim.note and f"– {claim.note}")))
        yield from self._doubts(claim)

    def _doubts(self, claim):
        said = (*claim.warnings, *claim_doubts.doubts(claim, self.job))
        yield from (f"! {wording.sentence(step)}" for step in said)

    def _deductions(self):
        found = list(self.case.deductions.all())
        if not found:
            return None
        rows = tuple(
            Row(
                (
                    wording.month(one.month),
                    str(wording.label("deduction_kind", one.kind)),
                    wording.money(one.amount, one.currency),
                )
            )
            for one in found
        )
        listed = (_("Listed apart and taken off nothing. An adviser checks whether each one was allowed."),)
        titles = (_("Month"), _("For"), _("Sum"))
        return Section(_("Kept back from the pay"), listed, Grid(titles, rows, texts=(0, 1)))

    def _paid(self):
        if not self.payments:
            return None
        rows = tuple(
            Row(
                (
                    wording.day(one.received_on),
                    str(wording.label("paid_kind", one.kind)),
                    wording.money(one.amount, one.currency),
                )
            )
            for one in self.payments
        )
        return Section(_("What came in"), (), Grid((_("Day"), _("How"), _("Sum")), rows, texts=(0, 1)))

    def _written_off(self):
        if not self.write_offs:
            return None
        rows = tuple(
            Row(
                (
                    claim_name(claim),
                    str(wording.label("write_off_reason", one.reason)),
                    wording.day(one.written_off_on),
                    wording.money(one.amount, claim.currency),
                )
            )
            for claim, one in self.write_offs
        )
        titles = (_("Claim"), _("Reason"), _("Day"), _("Sum"))
        return Section(_("Written off"), (), Grid(titles, rows, texts=(0, 1, 2)))

    # --- Assumptions ---

    def _assumptions(self):
        lines = [
            _("The minimum wage is that of the day worked."),
            _("Gross payments count first against the part covered by the minimum wage. Nothing overpaid in one "
              "month is set off against another."),
            _("Net and cash stand beside the gross sum and are not taken off it."),
            _("Interest: gross payments pay the oldest sum first; written-off sums bear no interest."),
            _("Each sum is rounded once, half up, at the end."),
            _("“Hours from memory” were told by the worker; “Hours with a record” have a document behind them."),
            _("This sheet is a calculation and no legal advice. Lines with “!” need a look before use."),
        ]  # fmt: skip
        return Section(_("How the sums were made"), tuple(lines))


def gross_less_net(total):
    """X gross, less Y paid net: two sums, never one number."""
    parts = {
        "gross": wording.money(total.open_gross, total.currency),
        "net": wording.money(total.to_account, total.currency),
        "cash": wording.money(total.paid_cash, total.currency),
    }
    if total.to_account and total.paid_cash:
        return _("%(gross)s gross, less %(net)s paid net and %(cash)s paid in cash") % parts
    if total.paid_cash:
        return _("%(gross)s gross, less %(cash)s paid in cash") % parts
    return _("%(gross)s gross, less %(net)s paid net") % parts


def _sums_of(claim):
    return claim.due, claim.paid_gross, claim.paid_net, claim.open_gross - writing_off.given_up(claim)


def _net(claim):
    return claim.paid_net - claim.paid_cash


def _cash(claim):
    return claim.paid_cash


def _effective(claim):
    return (
        wording.money(claim.effective_hourly, claim.currency) if claim.effective_hourly is not None else "–"
    )


def _cell(value):
    if isinstance(value, Decimal):
        return two_places(value)
    return "–" if value is None else value


def _column_sums(claims, columns):
    """One row of sums for each currency."""
    rows = []
    for currency in dict.fromkeys(claim.currency for claim in claims):
        own = [claim for claim in claims if claim.currency == currency]
        cells = [_("Sum, %(currency)s") % {"currency": currency}]
        for _title, read, is_summed in columns[1:]:
            values = [read(claim) for claim in own]
            cells.append(two_places(sum(values, ZERO)) if is_summed and None not in values else "")
        rows.append(Row(tuple(cells)))
    return tuple(rows)
