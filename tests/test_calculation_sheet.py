"""The calculation sheet as PDF: formulas, sources and marks in six languages; names for those who may see them."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cases import facts, interest, policy, writing_off
from demo import money
from documents import calculation, rendering
from security.models import AccessEntry
from tests import cast as people

LANGUAGES = [code for code, _name in settings.LANGUAGES]
TITLES = {
    "en": "Calculation of the claims", "de": "Berechnung der Forderungen", "fr": "Calcul des demandes",
    "pl": "Wyliczenie roszczeń", "ru": "Расчёт требований", "uk": "Розрахунок вимог",
}  # fmt: skip


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


def months(count):
    """So many months of work up to October 2026, hours remembered, paid in all three ways."""
    found = []
    for back in range(count):
        year, month = divmod(2026 * 12 + 9 - back, 12)
        paid = {
            "paid": Decimal("300"),
            "paid_kind": "gross",
            "paid_net": Decimal("200"),
            "paid_cash": Decimal("50"),
        }
        first = date(year, month + 1, 1)
        found.append(
            {"month": first, "hours": Decimal("150.5"), "units": None, "hours_known": "remembered", **paid}
        )
    return found


def made(case, language="de", *, sees_person=True, until=date(2026, 12, 31)):
    question = interest.Question(until)
    return calculation.sheet(case, language=language, question=question, sees_person=sees_person)


def printed(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def address(case):
    return reverse("documents:calculation", args=[case.pk])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_printed_in_each_language_without_a_box_or_a_question_mark(cast, case, language):
    facts.set_periods(case, by=cast.lena, periods=months(2))
    sheet = made(case, language)
    pages = printed(rendering.render_calculation(sheet))
    assert TITLES[language] in pages[0]
    assert "?" not in "".join(pages) and "\ufffd" not in "".join(pages)


def test_every_sum_has_its_formula_source_and_marks(cast, case):
    facts.set_periods(case, by=cast.lena, periods=months(1))
    claim = money.overtime(case, by=cast.lena, hours="10")
    writing_off.write_off(
        claim,
        by=cast.lena,
        amount=Decimal("39"),
        reason="too_late",
        words="Streng vertraulich",
        submission_key=uuid4(),
    )
    money.deduction(case, by=cast.lena)
    text = " ".join(" ".join(made(case).text()).split())
    assert "150,5 Std. × 13,90 € = 2.091,95 €" in text
    assert "Stunden aus dem Gedächtnis · M1" in text
    assert "MiLoV" in text and "BMAS" in text, "the row of the minimum wage, with its source"
    assert "10 Std. × 13,90 € = 139,00 €" in text and "BGB 611a, 612" in text
    assert "Zu spät: verjährt oder verfallen" in text and "39,00 €" in text
    assert "Unterkunft" in text and "von nichts abgezogen" in text
    assert "brutto abzüglich gezahlter 200,00 € netto und 50,00 € bar" in text
    assert "act/act" in text and "! " in text and "BGB 288(1)" in text
    assert "vertraulich" not in text and "Wohnheim" not in text, "words of the team stay inside"


def test_interest_runs_until_the_day_asked_and_no_further(case):
    short, long = (" ".join(made(case, until=day).text()) for day in (date(2026, 11, 1), date(2026, 12, 31)))
    assert "Bis 1. November 2026" in short and "31. Dezember 2026" not in short
    assert "31. Dezember 2026" in long


def test_thirty_six_months_fill_pages_that_know_their_number_and_repeat_the_head(cast, case):
    facts.set_periods(case, by=cast.lena, periods=months(36))
    pages = printed(rendering.render_calculation(made(case)))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Seite {number} von {len(pages)}" in page and case.reference in page
    assert sum("Verdient brutto" in page for page in pages) > 1
    assert sum(page.count("150,5 Std.") for page in pages) == 36


def test_only_the_embedded_typeface_is_used(cast, case):
    facts.set_periods(case, by=cast.lena, periods=months(3))
    paper = PdfReader(BytesIO(rendering.render_calculation(made(case, "uk"))))
    fonts = [font.get_object() for page in paper.pages for font in page["/Resources"]["/Font"].values()]
    names = {font["/BaseFont"].partition("+")[2] for font in fonts}
    assert names == {"PTSans-Regular", "PTSans-Bold"} or names == {"PTSans", "PTSans-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)


def test_the_same_case_gives_the_same_bytes(case):
    assert rendering.render_calculation(made(case)) == rendering.render_calculation(made(case))


def test_names_stand_in_it_as_in_letters_and_only_for_those_who_may_see_them(case):
    assert "Olha Oserna" in " ".join(made(case).text())
    hidden = " ".join(made(case, sees_person=False).text())
    for name in ("Olha", "Oserna", "Ольга"):
        assert name not in hidden


def test_a_colleague_prints_it_and_the_log_knows(cast, case):
    answer = signed_in(cast.tomasz).get(address(case), {"language": "ru"})
    assert answer["Content-Type"] == "application/pdf"
    assert f'filename="{case.reference}-ru.pdf"' in answer["Content-Disposition"]
    [first, *_rest] = printed(answer.content)
    assert "Расчёт требований" in first and "Olha Oserna" in first
    assert (
        AccessEntry.objects.filter(case_id=case.pk, user_id=cast.tomasz.pk, detail="calculation").count() == 1
    )


def test_an_interpreter_prints_it_without_the_name_and_a_stranger_not_at_all(cast, case):
    policy.admit(case=case, by=cast.ayla, user=cast.hanna, role="observer", scope="case", purpose="x")
    [first, *_rest] = printed(signed_in(cast.hanna).get(address(case)).content)
    assert case.reference in first and "Oserna" not in first
    assert signed_in(cast.pavlo).get(address(case)).status_code == 404


@pytest.mark.parametrize(
    "asked", [{"language": "xx"}, {"until_day": "99", "until_month": "x", "day_count": "?"}]
)
def test_what_cannot_be_read_gives_the_official_language_and_today(cast, case, asked):
    answer = signed_in(cast.lena).get(address(case), asked)
    assert answer.status_code == 200 and "Berechnung der Forderungen" in printed(answer.content)[0]


def test_a_character_the_typeface_lacks_is_a_question_mark_and_no_error(cast, case):
    case.employer.name = "Nordkai 漢 GmbH"
    assert "Nordkai ? GmbH" in printed(rendering.render_calculation(made(case)))[0]
