"""The checks a letter file names: each a small function over the composed letter that says what is wrong.

A check yields (level, sentence). `templates_of_letters.CHECK_CODES` lists the codes a letter file may name.
"""

import re
import unicodedata
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

import wording
from cases import ledger, writing_off
from cases.presenting.dates import name_of
from documents import composing, drafting, rendering
from documents.findings import STOP, WARN, Finding
from documents.models import LetterState
from documents.wordlists import COSTS, FORTY_EUROS, IMMIGRATION, LEGAL_FORMS, THREATS
from lawpack.workdays import Workdays

NEAR = timedelta(days=21)
CHECKS = {}


def check(code):
    """Enter a function under the code that letter files name."""

    def entered(function):
        CHECKS[code] = function
        return function

    return entered


def findings(composition) -> list[Finding]:
    """All that the letter's own checks find; nothing while a fact is missing, since that is said already."""
    if not composition.is_complete:
        return []
    return [
        Finding(code, level, sentence)
        for code in composition.facts.template.checks
        for level, sentence in CHECKS[code](composition)
    ]


# --- Who and how ---


@check("NAME")
def _name(composition):
    facts = composition.facts
    name = facts.employer.name
    if name.casefold() == facts.worker.passport_name.casefold():
        yield STOP, _("The letter is addressed to the worker. Correct the employer’s name.")
    if not set(re.findall(r"[\w.]+", name.casefold())) & LEGAL_FORMS:
        yield WARN, _("The employer’s name has no legal form, such as GmbH. Compare it with the register.")
    if not facts.employer.represented_by:
        yield WARN, _("Nobody is named who represents the employer.")


@check("FORM")
def _form(composition):
    facts = composition.facts
    for number, claim in enumerate(facts.claims, start=1):
        if not claim.is_computed and not facts.letter.opening:
            yield (
                WARN,
                _("Line %(number)s has no calculation. Explain it in your own words.") % {"number": number},
            )
    if facts.account is None:
        yield (
            WARN,
            _("No account is recorded. The employer will pay to the account it knows, if there is one."),
        )
    elif _folded(facts.account.holder) != _folded(facts.worker.passport_name):
        yield WARN, _("The account does not belong to the worker. Check that the worker agreed to this.")


@check("AUTH")
def _authority(composition):
    facts = composition.facts
    if facts.is_group and "power_of_attorney" not in facts.letter.enclosures:
        yield STOP, _("The letter says that the power of attorney is enclosed. Choose it as an enclosure.")
    if facts.letter.delivery == "email" and facts.enclosures:
        yield WARN, _("E-mail carries the letter only. Send the enclosures by post as well.")


@check("RDG")
def _legal_guidance(composition):
    facts = composition.facts
    if facts.is_group and not facts.case.group.legal_supervisor:
        yield WARN, _("The group has not recorded who supervises it legally.")


@check("STAGE")
def _stage(composition):
    refusal = drafting.refusal_of_stage(composition.facts.case)
    if refusal:
        yield STOP, str(refusal)


@check("CONSENT")
def _consent(composition):
    facts = composition.facts
    if not facts.case.consents.filter(kind="act", withdrawn_on=None).exists():
        yield STOP, _("The worker has not agreed that the group may act.")
    if facts.letter.worker_agreed_on is None:
        yield STOP, _("Write the day the worker agreed to this text.")
    elif outdated(facts.letter, composition):
        yield STOP, _("The worker agreed to another text on their page. Show the letter again.")


def outdated(letter, composition):
    """What the worker agreed to on the page, if the letter says something else by now and nothing came after."""
    agreed = letter.showings.filter(answer="agreed").first()
    if agreed is None or timezone.localdate(agreed.answered_at) != letter.worker_agreed_on:
        return None
    return None if composing.is_same_text(composition.letter, agreed.blocks) else agreed


# --- Days ---


@check("DATE")
def _date(composition):
    facts = composition.facts
    reply_by, template = facts.letter.reply_by, facts.template
    workdays = Workdays(facts.case.country, facts.case.region or None)
    earliest = facts.day + timedelta(days=template.earliest_days)
    latest = workdays.forward(facts.day + timedelta(days=template.usual_days))
    if not workdays.is_working(reply_by):
        yield STOP, _("The day to pay until is a weekend or holiday. Choose a working day.")
    if not earliest <= reply_by <= latest:
        yield (
            STOP,
            _("Choose a day to pay until between %(earliest)s and %(latest)s.")
            % {"earliest": _day(earliest), "latest": _day(latest)},
        )


@check("DUE")
def _due(composition):
    facts = composition.facts
    for number, claim in enumerate(facts.claims, start=1):
        if claim.pay_due_on and claim.pay_due_on > facts.day:
            yield (
                STOP,
                _("Line %(number)s is due on %(day)s only. Take it out of this letter.")
                % {"number": number, "day": _day(claim.pay_due_on)},
            )


@check("PAY_DAY")
def _pay_day(composition):
    if composition.facts.wages and not composition.facts.job.pay_day:
        yield WARN, _("The pay day is not known. The letter takes the end of each month worked.")


@check("CLAUSE")
def _clause(composition):
    facts = composition.facts
    for deadline in facts.case.deadlines.open().legal().filter(rule_id__in=facts.template.meets):
        if deadline.safe_on <= facts.day + NEAR:
            yield (
                WARN,
                _("The letter must arrive by %(day)s: %(name)s.")
                % {"name": _named(deadline), "day": _day(deadline.safe_on)},
            )


@check("RUNNING")
def _running(composition):
    facts = composition.facts
    others = facts.case.deadlines.open().legal().exclude(rule_id__in=facts.template.meets)
    for deadline in others.filter(safe_on__lte=facts.letter.reply_by):
        yield (
            WARN,
            _("Do not wait for the answer: %(name)s, by %(day)s.")
            % {"name": _named(deadline), "day": _day(deadline.safe_on)},
        )


# --- Money ---


@check("SUM")
def _sum(composition):
    facts = composition.facts
    currencies = {claim.currency for claim in facts.claims}
    if len(currencies) > 1:
        yield STOP, _("The claims are in different currencies. Write one letter for each currency.")
        return
    if facts.total_gross <= 0:
        yield STOP, _("The payments recorded are as high as the claims chosen. Nothing is left to demand.")
    if _claims_everything(facts) and facts.total_gross != _ledger_sum(facts):
        yield STOP, _("The total differs from the sum of the case. Save the letter again.")
    twice = _in_other_letters(facts)
    for number, claim in enumerate(facts.claims, start=1):
        if str(claim.pk) in twice:
            yield (
                STOP,
                _("Line %(number)s stands in another letter that is not sent yet.") % {"number": number},
            )


@check("NET")
def _net(composition):
    facts = composition.facts
    printed = " ".join(composition.letter.text())
    if facts.net_paid and facts.value("net_paid").replace(" ", "\u00a0") not in printed.replace(
        " ", "\u00a0"
    ):
        yield (
            STOP,
            _("Net payments must stand beside the gross sum. This letter’s text does not name them."),
        )


@check("RATE")
def _rate(composition):
    facts = composition.facts
    for number, claim in enumerate(facts.claims, start=1):
        is_by_hour = facts.job.pay_kind == "hourly" and claim.is_computed
        if is_by_hour and (claim.rate is None or claim.rate < facts.job.pay_amount):
            yield (
                STOP,
                _("Line %(number)s is below the agreed pay. Check the facts of the job.")
                % {"number": number},
            )


@check("INT")
def _interest(composition):
    for number, claim in enumerate(composition.facts.claims, start=1):
        if claim.interest_from is None:
            yield (
                WARN,
                _("Line %(number)s has no first day of interest. The employer reads an empty field.")
                % {"number": number},
            )
        elif claim.pay_due_on and claim.interest_from <= claim.pay_due_on:
            yield STOP, _("Interest in line %(number)s starts before the money is late.") % {"number": number}


@check("STALE")
def _stale(composition):
    said = {str(wording.sentence(step)) for claim in composition.facts.claims for step in claim.warnings}
    yield from ((WARN, sentence) for sentence in sorted(said))


# --- Words of our own ---


@check("FORTY")
def _forty(composition):
    if _says(composition, FORTY_EUROS):
        yield STOP, _("Take out the lump sum of forty euros. Labour courts refuse it.")


@check("COST")
def _cost(composition):
    if _says(composition, COSTS):
        yield STOP, _("Take out the costs of lawyers or reminders. Nobody has to repay them here.")


@check("THREAT")
def _threat(composition):
    for word in _says(composition, THREATS):
        yield STOP, _("Take out “%(word)s”. The letter threatens with the court only.") % {"word": word}


@check("STATUS_WORDS")
def _status_words(composition):
    for word in _says(composition, IMMIGRATION):
        yield STOP, _("Take out “%(word)s”. The letter says nothing about papers.") % {"word": word}


@check("GLYPH")
def _glyph(composition):
    lacking = rendering.unprintable(composition.letter)
    foreign = {char for text in _facing(composition.letter) for char in text if _is_other_script(char)}
    signs = sorted(foreign | set(lacking))
    if signs:
        yield (
            STOP,
            _("The letter cannot print: %(signs)s. Write names and words in Latin letters.")
            % {"signs": " ".join(signs[:12])},
        )


def _facing(letter):
    head = letter.head
    return [head.name, *head.address, *head.info, *head.contact, *letter.text()]


def _is_other_script(char):
    return char.isalpha() and not unicodedata.name(char, "").startswith(
        ("LATIN", "FEMININE", "MASCULINE", "MICRO")
    )


def _says(composition, words):
    """Words of the list that the team's own paragraphs hold."""
    letter = composition.facts.letter
    own = f"{letter.opening}\n{letter.closing}"
    return sorted({found.group() for found in re.finditer(words, own, re.IGNORECASE)})


def _claims_everything(facts):
    claims = facts.case.claims.filter(open_gross__gt=0).prefetch_related("write_offs")
    return len(facts.claims) == sum(1 for claim in claims if writing_off.left(claim) > 0)


def _ledger_sum(facts):
    """A letter asks for claims of unknown kind as well."""
    sums = ((one.currency, one.open_gross + one.of_unknown_kind) for one in ledger.totals(facts.case))
    return next((amount for currency, amount in sums if currency == facts.currency), None)


def _in_other_letters(facts):
    letter = facts.letter
    others = facts.case.letters.filter(state__in=[LetterState.READY, LetterState.APPROVED]).exclude(
        pk=letter.pk
    )
    return {claim_id for ids in others.values_list("claim_ids", flat=True) for claim_id in ids}


def _folded(name):
    return sorted(name.casefold().split())


def _named(deadline):
    return str(name_of(deadline))


def _day(day):
    return str(wording.day(day))
