"""The letter's text: equal to the worked example of case O, in both voices, with every missing fact named."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from cases import facts, ledger, payee
from documents import blocks, composing
from documents.templates_of_letters import CONDITIONS, PLACEHOLDERS
from tests.cast import accepted_case
from tests.letters import DAY, IBAN, case_o, letter_of, that_evening  # noqa: F401

pytestmark = pytest.mark.django_db
CASE_O = Path(__file__).parent / "data" / "letter_case_o.txt"


def texts(letter, day=DAY):
    composition = composing.compose(letter, day)
    assert composition.is_complete, [str(fact.sentence) for fact in composition.missing]
    return [text.replace("\u00a0", " ") for text in composition.letter.text()]


def missing(letter):
    return {fact.name for fact in composing.compose(letter, DAY).missing}


def test_case_o_word_for_word(cast):
    case = case_o(cast)
    letter = letter_of(case, cast.lena)
    assert letter.reply_by == date(2026, 12, 7)
    expected = CASE_O.read_text(encoding="utf-8").rstrip("\n").format(reference=case.reference)
    assert texts(letter) == expected.split("\n\n")


def test_the_head_of_case_o(cast):
    case = case_o(cast)
    head = composing.compose(letter_of(case, cast.lena), DAY).letter.head
    assert head.return_line == "Gruppe Köln · Beispielweg 1 · 50667 Köln"
    assert head.delivery == "Einwurf-Einschreiben; vorab per E-Mail"
    assert head.address == (
        "Hotelbetrieb Wellerau GmbH",
        "vertreten durch die Geschäftsführung",
        "Am Beispielufer 12",
        "50667 Köln",
    )
    assert head.info == (
        "Köln, 23. November 2026",
        f"Unser Zeichen: {case.reference}",
        "Kontakt: post@kln.example",
    )


def test_total_equals_the_ledger(cast):
    case = case_o(cast)
    ledger.record_payment(
        case,
        by=cast.lena,
        received_on=DAY,
        amount=Decimal("500.25"),
        currency="EUR",
        kind="gross",
        submission_key="p1",
    )
    composition = composing.compose(letter_of(case, cast.lena), DAY)
    (total,) = ledger.totals(case)
    assert composition.facts.total_gross == total.open_gross == Decimal("2974.75")
    table = next(block for block in composition.letter.blocks if block.kind == "table")
    assert table.rows[2][:2] == ("3", "Zahlung vom 23.11.2026")
    assert table.rows[2][-2] == "−500,25"
    assert "2.974,75" in table.total


def test_net_paid_stands_beside_the_gross_sum(cast):
    case = case_o(cast, periods=[{"month": "2026-09", "hours": "120", "paid": "900", "paid_kind": "net"}])
    said = texts(letter_of(case, cast.lena))
    assert (
        "Geltend gemacht werden hiermit insgesamt 1.668,00 EUR brutto abzüglich gezahlter 900,00 EUR netto."
        in said
    )
    assert not any(
        text.startswith("Geltend gemacht werden hiermit insgesamt 1.668,00 EUR brutto.") for text in said
    )
    table = next(text for text in said if text.startswith("Nr."))
    assert "gezahlt netto/bar" in table
    assert "\t1.668,00\t900,00\t1.668,00\t" in table
    assert "gezahlt brutto" not in table


def test_the_worker_writes_alone(cast):
    case = case_o(cast)
    letter = letter_of(case, cast.lena, sender="worker", enclosures=["hours_list"])
    said = texts(letter)
    assert "ich wende mich wegen meines Arbeitsverhältnisses an Sie." in said
    assert any(text.startswith("Ich fordere Sie auf,") for text in said)
    assert said[-2] == "Olha Oserna"
    assert not any("Vollmacht" in text or "Lena" in text or "uns" in text.split() for text in said)
    head = composing.compose(letter, DAY).letter.head
    assert head.name == "Olha Oserna"
    assert head.return_line == "Olha Oserna · Musterstraße 7 · 50667 Köln"
    assert not any(
        "Gruppe" in text for text in (head.name, head.line, head.return_line, *head.contact, *head.info)
    )


def test_pay_above_the_minimum(cast):
    case = case_o(cast, pay={"amount": "15.50"})
    said = texts(letter_of(case, cast.lena))
    assert (
        "Vereinbart ist ein Arbeitsentgelt von 15,50 EUR brutto je Stunde, fällig zum 15. des Folgemonats."
        in said
    )


def test_a_minimum_that_changed_names_both_rates(cast):
    months = [
        {"month": month, "hours": "100", "paid": "0", "paid_kind": "gross"}
        for month in ("2025-12", "2026-01")
    ]
    case = case_o(cast, employment={"from": "2025-11-01"}, periods=months)
    said = " ".join(texts(letter_of(case, cast.lena)))
    assert (
        "12,82 EUR (bis zum 31. Dezember 2025) und 13,90 EUR (ab dem 1. Januar 2026) brutto je Zeitstunde"
        in said
    )


def test_an_undated_dismissal_is_named_by_its_receipt(cast):
    case = case_o(cast, dismissal={"dated": None})
    assert any(
        text.startswith("Die am 12. November 2026 erhaltene Kündigung")
        for text in texts(letter_of(case, cast.lena))
    )


def test_an_end_nobody_disputes(cast):
    case = case_o(cast, dismissal=None, employment={"until": "2026-10-31"})
    said = texts(letter_of(case, cast.lena))
    assert any("das vom 1. September 2026 bis zum 31. Oktober 2026 bestand" in text for text in said)
    assert not any("Kündigung" in text or "weitere Zeiträume" in text for text in said)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"person": {"passport_name": ""}}, "claimant_name"),
        ({"employer": {"street": ""}}, "employer_address"),
        ({"employment": {"from": None}}, "employment_from"),
        ({"employment": {"job_title": ""}}, "job_title"),
        ({"periods": []}, "claims_table"),
    ],
)
def test_a_missing_fact_is_named_and_nothing_is_printed(cast, changes, name):
    case = case_o(cast, **changes)
    composition = composing.compose(letter_of(case, cast.lena), DAY)
    assert composition.letter is None
    (fact,) = [fact for fact in composition.missing if fact.name == name]
    assert fact.sentence
    assert str(case.pk) in fact.url(case)


def test_a_dismissal_without_any_day_is_missed(cast):
    case = case_o(cast)
    facts.change(case, by=cast.lena, employment={"dismissal_dated": None, "dismissal_received_on": None})
    assert missing(letter_of(case, cast.lena)) == {"dismissal_received"}


def test_authority_and_place_are_missed_too(cast):
    case = accepted_case(cast.lena, place="")
    assert missing(letter_of(case, cast.lena)) == {"authority", "workplace"}
    assert missing(letter_of(case, cast.lena, sender="worker")) == {"workplace"}


def test_the_worker_alone_needs_an_address(cast):
    case = case_o(cast, person={"address": ""})
    assert missing(letter_of(case, cast.lena, sender="worker")) == {"worker_address"}


@pytest.mark.parametrize(
    "name",
    [
        "Conor O'Brien",
        "Łucja Żółć",
        "Şükrü Çağlayan İnan",
        "Đorđe Čalić",
        "Nguyen {iban}",
        "<b>Ana</b> & Co",
        "**Bo** ⟨x|y⟩",
    ],
)
def test_names_stand_as_they_are_spelt(cast, name):
    case = case_o(cast, person={"passport_name": name})
    payee.set_account(case, by=cast.lena, holder=name, iban=IBAN)
    said = texts(letter_of(case, cast.lena))
    assert said[0].endswith(f"– {name}, September und Oktober 2026")
    assert said[-2].endswith(f"im Namen und in Vollmacht von {name}")


def test_own_words_are_inert_and_keep_their_lines(cast):
    case = case_o(cast)
    letter = letter_of(
        case, cast.lena, opening="Erste {iban} Zeile **fett**\nZweite <b>Zeile</b>", closing="Ende."
    )
    said = texts(letter)
    assert "Erste {iban} Zeile **fett**\nZweite <b>Zeile</b>" in said
    assert "Ende." in said


def test_values_are_the_facts_and_are_marked(cast):
    letter = composing.compose(letter_of(case_o(cast), cast.lena), DAY).letter
    demand = next(block for block in letter.blocks if block.slug == "demand")
    (run,) = [run for line in demand.lines for run in line if run.fact]
    assert (run.fact, run.bold, run.text) == ("reply_by", True, "7.\u00a0Dezember 2026")


def test_blocks_survive_storing(cast):
    import json

    letter = composing.compose(letter_of(case_o(cast), cast.lena), DAY).letter
    assert blocks.from_json(json.loads(json.dumps(letter.as_json()))) == letter


def test_the_same_letter_whatever_language_the_reader_has(cast):
    letter = letter_of(case_o(cast), cast.lena)
    with translation.override("uk"):
        ukrainian = texts(letter)
    assert ukrainian == texts(letter)


def test_every_placeholder_and_condition_has_its_fact():
    from documents.gathering import Facts

    assert {name for name in PLACEHOLDERS if not hasattr(Facts, f"_{name}")} == set()
    assert {name for name in CONDITIONS if not hasattr(Facts, f"_if_{name}")} == set()
    asked = {name.removeprefix("_if_") for name in dir(Facts) if name.startswith("_if_")}
    assert asked == CONDITIONS


def test_no_gap_and_no_double_dot_is_printed(cast):
    for text in texts(letter_of(case_o(cast), cast.lena)):
        assert not re.search(r"\{|\}|\.\.|None| ,|  ", text), text
