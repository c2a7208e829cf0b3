"""What French law asks beyond the table of days: forms of dismissal, regions, wages."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

import lawpack
import wording
from cases import facts
from lawpack import rules
from lawpack.deadlines import CaseFacts, compute
from tests.cast import open_case
from wording import languages

RUPTURE, WAGES = "FR_L1471_1_RUPTURE", "FR_L3245_1_WAGES"
METROPOLE = "ARA BFC BRE CVL 20R HDF IDF NOR NAQ OCC PDL PAC".split()


def dismissed(region, form="written", received=date(2026, 3, 26), **more):
    facts = CaseFacts(
        "FR", region, dismissal_form=form, dismissal_received_on=received, last_day=received, **more
    )
    (found,) = [one for one in compute(facts) if one.rule_id == RUPTURE]
    return found


def codes(notes):
    return [note.code for note in notes]


def test_france_has_rules_now():
    assert lawpack.country_warning("FR") is None
    assert {RUPTURE, WAGES} < {rule.rule_id for rule in rules.all_rules() if rule.country == "FR"}


@pytest.mark.parametrize(("form", "has_letter"), [("written", True), ("electronic", False), ("oral", False)])
def test_a_letter_starts_the_fifteen_days_to_ask_for_reasons_too(form, has_letter):
    facts = CaseFacts("FR", "FR-IDF", dismissal_form=form, dismissal_received_on=date(2026, 11, 7))
    found = {one.rule_id: one for one in compute(facts)}
    assert ("FR_R1232_13_REASONS" in found) is has_letter
    assert "FR_L8223_1_DISSIMULE" not in found  # nobody said that the work was hidden
    if has_letter:  # day 15 is Sunday 22 November: moved by R.1231-1, the safe day is not
        asked = found["FR_R1232_13_REASONS"]
        assert (asked.due_on, asked.safe_on) == (date(2026, 11, 23), date(2026, 11, 22))


@pytest.mark.parametrize("form", ["written", "electronic", "oral", "unknown"])
def test_a_dismissal_starts_the_twelve_months_however_it_came(form):
    found = dismissed("FR-IDF", form)
    assert (found.rule_id, found.due_on, found.is_limitation) == (RUPTURE, date(2027, 3, 26), True)
    assert found.no_date_reason is None


def test_a_day_nobody_knows_is_asked_for_and_not_guessed():
    found = dismissed("FR-IDF", "oral", received=None)
    assert (found.due_on, found.no_date_reason.code) == (None, "day_unknown")


@pytest.mark.parametrize("code", METROPOLE)
def test_regions_of_the_mainland_are_known(code):
    found = dismissed(f"FR-{code}")
    assert (found.safe_on, codes(found.warnings)) == (date(2027, 3, 26), [])


@pytest.mark.parametrize("region", [None, "FR-GES", "FR-XYZ"])
def test_a_region_that_may_have_more_holidays_is_marked(region):
    """Grand Est is Alsace and Moselle, and Champagne and Lorraine, which have two holidays fewer."""
    assert codes(dismissed(region).warnings) == ["region_unknown"]


@pytest.mark.parametrize("region", ["FR-67", "FR-68", "FR-57", "FR-6AE"])
def test_alsace_and_moselle_keep_good_friday(region):
    """Only communes with a Protestant or a mixed church do: until that is known the safe day leaves it out."""
    for known, asked in ((None, ["ask_protestant_commune"]), (True, [])):
        found = dismissed(region, protestant_commune=known)
        assert (found.due_on, found.safe_on) == (date(2027, 3, 26), date(2027, 3, 25))
        assert codes(found.warnings) == asked
    elsewhere = dismissed(region, protestant_commune=False)
    assert (elsewhere.safe_on, codes(elsewhere.warnings)) == (date(2027, 3, 26), [])


def test_a_month_of_wages_has_three_years_and_no_move():
    (found,) = compute(CaseFacts("FR", "FR-IDF", months=(date(2024, 10, 1),)))
    assert (found.rule_id, found.subject, found.trigger_on) == (WAGES, "2024-10", date(2024, 10, 31))
    assert (found.due_on, found.safe_on) == (date(2027, 10, 31), date(2027, 10, 29))


@pytest.mark.parametrize("rule_id", [RUPTURE, WAGES])
@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_each_rule_is_worded_in_each_language(rule_id, language):
    from django.utils.translation import override

    with override(language):
        text = wording.deadline_text(rule_id)
        assert text.name and text.lose and text.do and text.note


def test_the_smic_is_the_floor_of_a_french_case(cast):
    case = open_case(
        cast.nora, country="FR", region="FR-IDF", place="Paris", clause=None, dismissal=None,
        pay={"kind": "piece", "amount": "25.00", "currency": "EUR", "hours_per_unit": "3", "pay_day": None},
        periods=[
            {"month": "2024-09", "units": "40", "paid": "1000", "paid_kind": "gross"},
            {"month": "2024-11", "units": "20", "paid": "550", "paid_kind": "gross"},
        ],
    )  # fmt: skip
    claims = [(claim.open_gross, claim.rate_basis) for claim in case.claims.all()]
    assert claims == [(Decimal("398.00"), "minimum"), (Decimal("162.80"), "minimum")]
    assert [(one.rule_id, str(one.due_on)) for one in case.deadlines.order_by("due_on")] == [
        (WAGES, "2027-09-30"), (WAGES, "2027-11-30"),
    ]  # fmt: skip


@pytest.mark.parametrize(("country", "region", "is_asked"), [("FR", "FR-IDF", True), ("DE", "DE-NW", False)])
def test_the_day_of_a_spoken_dismissal_is_asked_where_the_law_counts_from_it(country, region, is_asked, cast):
    spoken = {"form": "oral", "received_on": None, "dated": None, "known_by": "memory"}
    case = open_case(cast.nora, country=country, region=region, dismissal=spoken)
    trigger = case.triggers.get(event_code="dismissal_oral")
    if is_asked:
        with pytest.raises(ValidationError):
            facts.confirm(trigger, by=cast.nora, known_by="memory")
    else:
        facts.confirm(trigger, by=cast.nora, known_by="memory")
