"""Kinds of claim on screen, country by country: what is asked, what it comes to, and what cannot be answered."""

from datetime import date
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cases import facts
from cases.forms.claims import form_of, kinds
from tests import cast as people

PLACES = {"DE": "DE-NW", "FR": "FR-IDF", "PL": "PL-14"}
# What a person writes and what it comes to, worked out by hand.
WORKED = [
    # 10 h × 13.90, the minimum of 2026
    ("DE", "overtime", {"month": (9, 2026), "overtime_hours": "10", "ordered": "yes"}, "139.00"),
    # 40 h × 16.00 × 25 %
    ("DE", "night", {"month": (9, 2026), "night_hours": "40", "agreed_hourly": "16", "permanent": "no",
                     "night_worker": "yes"}, "160.00"),
    # 5 days × 3,900 / 65 working days
    ("DE", "holiday_payout", {"days": "5", "pay_13_weeks": "3900", "days_per_week": "5"}, "300.00"),
    # 20 days by law for twelve months of a five-day week, 8 taken: 12 × 60
    ("DE", "holiday_payout", {"full_months": "12", "days_taken": "8", "pay_13_weeks": "3900", "days_per_week": "5"},
     "720.00"),
    # two days of 8 h at 15.00
    ("DE", "sick_pay", {"ill_from": (3, 11, 2026), "employed_since": (1, 3, 2026), "ill_during_shift": "no",
                        "agreed_hourly": "15", "days": "03.11.2026: 8\n2026-11-04 8"}, "240.00"),
    ("DE", "deductions", {"month": (9, 2026), "deductions": "85"}, "85.00"),
    ("DE", "other", {"amount": "33,50", "what": "Handschuhe"}, "33.50"),
    # 8 h × 13.00 × 125 % + 2 h × 13.00 × 150 %
    ("FR", "overtime", {"day_of_week": (18, 3, 2026), "overtime_hours": "10", "agreed_hourly": "13"}, "169.00"),
    # 35 h × 13.00 + 5 h × 13.00 × 125 %
    ("FR", "overtime", {"day_of_week": (18, 3, 2026), "hours": "40", "agreed_hourly": "13"}, "536.25"),
    # a tenth of 20,000, of which 10 of 25 days are left
    ("FR", "holiday_payout", {"gross_reference": "20000", "days_earned": "25", "days_left": "10"}, "800.00"),
    ("FR", "fixed_term_bonus", {"gross_total": "9000"}, "1800.00"),
    ("FR", "fixed_term_bonus", {"gross_total": "9000", "holiday_pay": "no"}, "900.00"),
    ("FR", "undeclared_work", {"which": "three", "monthly_wage": "2000"}, "6000.00"),
    # 10 h × 40.00 × 150 % + 4 h × 40.00 × 200 %
    ("PL", "overtime", {"month": (3, 2026), "hours_50": "10", "hours_100": "4", "agreed_hourly": "40",
                        "normal_paid": "no"}, "920.00"),
    # only the supplements: 10 h × 40.00 × 50 %
    ("PL", "overtime", {"month": (3, 2026), "hours_50": "10", "agreed_hourly": "40", "normal_paid": "yes"}, "200.00"),
]  # fmt: skip


@pytest.fixture
def lena(cast):
    client = Client()
    client.force_login(cast.lena)
    return client


def case_in(cast, country):
    case = people.open_case(cast.lena, periods=[], dismissal=None)
    facts.change(case, by=cast.lena, where={"country": country, "region": PLACES[country]})
    return case


def posted(answers, currency):
    data = {"currency": currency, "submission_key": str(uuid4())}
    for name, value in answers.items():
        if isinstance(value, tuple):
            parts = ("day", "month", "year")[-len(value) :]
            data |= {f"{name}_{part}": number for part, number in zip(parts, value, strict=True)}
        else:
            data[name] = value
    return data


def add(client, case, kind, **answers):
    currency = "PLN" if case.country == "PL" else "EUR"
    return client.post(reverse("cases:claim_kind", args=[case.pk, kind]), posted(answers, currency))


def text(response):
    return " ".join(unescape(strip_tags(response.content.decode())).split())


@pytest.mark.parametrize(("country", "kind", "answers", "due"), WORKED)
def test_what_it_comes_to(cast, lena, country, kind, answers, due):
    case = case_in(cast, country)
    answer = add(lena, case, kind, **answers)
    assert answer.status_code == 302, text(answer)
    claim = case.claims.get()
    assert (claim.claim_type, claim.due, claim.open_gross) == (kind, Decimal(due), Decimal(due))
    assert claim.inputs["answers"] and not claim.is_computed
    tab = lena.get(reverse("cases:money", args=[case.pk]))
    form = lena.get(reverse("cases:claim", args=[case.pk, claim.pk]))
    assert (tab.status_code, form.status_code) == (200, 200)


@pytest.mark.parametrize(("country", "kind", "answers", "due"), WORKED)
def test_saved_again_as_it_is_shown_nothing_changes(cast, lena, country, kind, answers, due):
    case = case_in(cast, country)
    add(lena, case, kind, **answers)
    claim = case.claims.get()
    form = form_of(kind, country)
    shown = form(case=case, claim_type=kind, initial=form.first_answers(claim))
    again = {}
    for field in shown:
        value = field.value()
        if hasattr(field.field.widget, "decompress"):
            again |= dict(zip((f"{field.html_name}_{part}" for part in field.field.widget.parts),
                              field.field.widget.decompress(value), strict=True))  # fmt: skip
        elif value is not None:
            again[field.html_name] = value
    answer = lena.post(reverse("cases:claim", args=[case.pk, claim.pk]), again)
    assert answer.status_code == 302, text(answer)
    claim.refresh_from_db()
    assert claim.due == Decimal(due) and not case.events.filter(kind="claim_changed").exists()


@pytest.mark.parametrize(
    ("country", "kind", "answers", "sentence"),
    [
        ("FR", "overtime", {"day_of_week": (18, 3, 2026)}, "Write the hours of the week."),
        ("FR", "overtime", {"day_of_week": (18, 3, 2026), "hours": "40", "overtime_hours": "5"}, "one of these fields"),
        ("FR", "overtime", {"day_of_week": (31, 12, 2025), "hours": "40"}, "Write the hours of each day below"),
        ("FR", "overtime", {"day_of_week": (17, 12, 2025), "hours": "40", "weeks": "4"}, "Add each week on its own"),
        ("FR", "holiday_payout", {"gross_reference": "1", "days_earned": "5", "days_left": "9"}, "More days are left"),
        ("FR", "undeclared_work", {"monthly_wage": "2000"}, "Choose one of the answers"),
        ("PL", "overtime", {"month": (3, 2026)}, "Write the hours of overtime."),
        ("DE", "sick_pay", {"ill_from": (3, 11, 2026), "employed_since": (4, 11, 2026), "days": "03.11.2026: 8"},
         "This is after the illness began."),
        ("DE", "sick_pay", {"ill_from": (3, 11, 2026), "employed_since": (1, 3, 2026), "days": "gestern: 8"},
         "“gestern: 8”: write the day"),
        ("DE", "night", {"month": (9, 2026), "night_hours": "9999"}, "more than 744 hours"),
        ("DE", "overtime", {"month": (13, 2026), "overtime_hours": "x"}, "Write the month as a number from 1 to 12"),
    ],
)  # fmt: skip
def test_what_cannot_be_worked_out_is_said_at_the_field(cast, lena, country, kind, answers, sentence):
    case = case_in(cast, country)
    answer = add(lena, case, kind, **answers)
    assert answer.status_code == 422 and sentence in text(answer)
    assert not case.claims.exists()


def test_six_months_before_the_end_come_to_nothing_and_the_tab_says_why(cast, lena):
    case = case_in(cast, "FR")
    add(lena, case, "undeclared_work", which="six", monthly_wage="2000")
    assert case.claims.get().due == 0
    assert "12,000.00" in text(lena.get(reverse("cases:money", args=[case.pk])))


def test_each_country_offers_what_its_law_knows():
    assert "undeclared_work" in kinds("FR") and "sick_pay" not in kinds("FR")
    assert kinds("AT") == [] and form_of("other", "AT")
    assert all(form_of(kind, country) for country in PLACES for kind in kinds(country))


def test_interest_starts_after_the_day_somebody_wrote_or_the_pay_day_of_the_month(cast, lena):
    case = case_in(cast, "DE")
    add(lena, case, "other", amount="5", what="x", due_on=(31, 10, 2026))
    add(lena, case, "overtime", month=(9, 2026), overtime_hours="1", ordered="yes")
    add(lena, case, "other", amount="7", what="y")
    found = {claim.due: claim.interest_from for claim in case.claims.all()}
    assert found == {
        Decimal("5.00"): date(2026, 11, 1),
        Decimal("13.90"): date(2026, 10, 16),
        Decimal("7.00"): None,
    }
