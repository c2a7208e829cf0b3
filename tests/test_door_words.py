"""Days, weeks and money in the words people use; and the gentle question about residence papers."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from door import gentle, told, week
from door.forms.rough import RoughDayField, earliest, exact, said
from door.forms.work import DatesForm
from tests import visitor
from tests.visitor import ANSWERS, TODAY, answer, at
from wording import after_sending, tables

LANGUAGES = ["en", "de", "fr", "pl", "ru", "uk"]


@pytest.fixture
def groups(cast):
    return cast


@pytest.mark.parametrize(
    ("parts", "understood"),
    [
        (("12", "11", "2026"), date(2026, 11, 12)),
        (("", "11", "2026"), "2026-11"),
        (("", "листопад", "2026"), "2026-11"),
        (("", "", "2026"), "2026"),
        (("", "", ""), None),
    ],
)
def test_a_month_or_a_year_is_an_answer_and_never_becomes_a_day(parts, understood):
    assert RoughDayField(required=False).clean(list(parts)) == understood


def test_what_is_stored_of_it():
    translation.activate("en")
    assert exact("2026-11-12") == "2026-11-12"
    assert exact("2026-11") is exact("2026") is exact(None) is None
    assert earliest("2026-11") == date(2026, 11, 1)
    assert said("2026-11", "після свят") == "about: November 2026; після свят"
    assert said("2026-11-12") == "12 November 2026"
    assert said(None, "") == ""


def test_a_rough_day_comes_back_into_its_fields():
    data = QueryDict("first_day_day=&first_day_month=9&first_day_year=2026&first_day_about=autumn")
    form = DatesForm(data, today=TODAY)
    assert form.is_valid()
    again = DatesForm(today=TODAY, answers=form.plain())
    html = str(again["first_day"])
    assert 'name="first_day_month" value="9"' in html and 'name="first_day_year" value="2026"' in html


def test_a_rough_dismissal_starts_no_period_and_is_shown_to_the_team(groups, client):
    dismissal = {
        "form": "written", "received_on_month": "11", "received_on_year": "2026",
        "received_on_about": "на початку місяця",
    }  # fmt: skip
    case, _digits = visitor.sent_case(Client(), dismissal=dismissal)
    assert case.employment.dismissal_received_on is None
    assert case.deadlines.get(rule_id="DE_KSCHG_4").safe_on is None
    assert case.intake.given["dismissal"]["received_about"] == {
        "when": "2026-11", "words": "на початку місяця",
    }  # fmt: skip
    client.force_login(groups.lena)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "November 2026 (на початку місяця)" in page


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("8", "08:00"), ("8:30", "08:30"), ("8.30", "08:30"), ("8h30", "08:30"), ("830", "08:30"),
        ("0830", "08:30"), ("8 Uhr", "08:00"), ("8:30 Uhr", "08:30"), ("٨:٣٠", "08:30"), ("24:00", "24:00"),
        ("24:01", None), ("8:60", None), ("25", None), ("früh", None), ("", None), ("12345", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, clock):
    assert week.read_clock(typed) == clock


def test_a_typical_week_gives_hours_also_over_midnight():
    told_week = {
        "mon": {"start": "08:00", "end": "16:30", "pause": 30},
        "fri": {"start": "22:00", "end": "06:00", "pause": None},
        "sat": {"start": "07:00", "end": "07:20", "pause": 0},
    }
    assert week.hours(told_week) == Decimal("16.33")
    assert week.hours({}) == 0


def test_the_week_reaches_the_team_with_its_hours(groups, client):
    case, _digits = visitor.sent_case(Client(), week={**ANSWERS["week"], "words": "або вночі"})
    assert case.intake.given["week"]["hours"] == "8.00"
    client.force_login(groups.lena)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Monday: 08:00–16:30, break 30 min" in page and "Hours in this week: 8" in page
    assert "або вночі" in page


def test_what_was_taken_off_and_what_was_promised_stays_in_the_persons_words(groups, client):
    case, _digits = visitor.sent_case(
        Client(),
        pay={"words": "1200 на руки і кімната", "currency": "EUR"},
        months={**ANSWERS["months"], "deductions": "200 за кімнату", "months-0-paid_kind": "cash"},
        contract={"has": "copy"},
    )
    assert case.periods.get().paid_kind == "cash"
    client.force_login(groups.lena)
    page = client.get(f"/cases/{case.pk}/intake").content.decode()
    for words in ("1200 на руки і кімната", "200 за кімнату", "Yes, the person has it or a photo"):
        assert words in page


# --- Words about residence papers ----------------------------------------------------------------

ABOUT_STATUS = [
    "My visa ends in May.", "Meine Duldung läuft ab", "j’attends mon titre de séjour", "kończy mi się karta pobytu",
    "У меня нет ВНЖ, только виза", "Чекаю на посвідку на проживання", "Я біженка", "ASYL", "ohne Papiere",
]  # fmt: skip
NOT_ABOUT_STATUS = [
    "The customer paid by Visacard", "Das visuelle Zeichen", "Un visage connu", "wizyta u lekarza",
    "Завтра визит к врачу", "візит лікаря", "Meine Papiere vom Arbeitgeber", "Il n’y avait pas de papier toilette", "",
]  # fmt: skip


@pytest.mark.parametrize("text", ABOUT_STATUS)
def test_such_words_are_noticed(text):
    assert gentle.is_in(text) and gentle.is_in({"story": text, "count": 3})


@pytest.mark.parametrize("text", NOT_ABOUT_STATUS)
def test_others_are_not(text):
    assert not gentle.is_in(text)


def test_each_language_has_words():
    assert {row["language"] for row in tables.rows("status_words.csv")} == set(LANGUAGES)


def test_the_question_is_gentle_and_changes_nothing(groups, client):
    story = "У меня нет визы. Деньги не заплатили."
    assert gentle.is_in("виза") and not gentle.is_in("деньги")
    answer(client, story={"story": "Моя виза кончилась."})
    for address in ("/f/check", at("story")):
        assert "may speak of residence papers" in client.get(address).content.decode()
    client.post(at("story"), {"story": story.replace("визы", "ничего")})
    for address in ("/f/check", at("story")):
        assert "may speak of residence papers" not in client.get(address).content.decode()
    client.post(at("story"), {"story": "Моя виза кончилась."})
    visitor.send(client)
    case = visitor.Case.objects.get()
    assert case.intake.story == "Моя виза кончилась."
    assert "visa" not in str(case.intake.given.keys())


def test_no_page_asks_for_it(groups, client):
    """The words stand where we ask people not to write them, and nowhere else."""
    answer(client)
    for address in map(at, visitor.SLUGS):
        page = client.get(address).content.decode()
        for label in page.split("<label")[1:]:
            assert not gentle.is_in(label.partition("</label>")[0]), address


# --- At once useful --------------------------------------------------------------------------------


def test_every_sentence_after_sending_can_be_said_in_six_languages():
    for language in LANGUAGES:
        with translation.override(language):
            for rule in after_sending.rules():
                text = after_sending.sentence(rule, on=TODAY, received=date(2026, 11, 12), subject="2026-09")
                assert text and "%(" not in text, (rule, language)
            for country in ("DE", "FR", "PL"):
                assert after_sending.body(country)
    assert after_sending.sentence("DE_KSCHG_4", on=TODAY) == ""
    assert after_sending.sentence("NO_RULE", on=TODAY) == after_sending.body("XX") == ""


def test_the_dates_of_a_story_set_aside_are_those_of_the_case(groups, client):
    case, _digits = visitor.sent_case(client)
    dated, undated = told.dates(case.intake.given, case.today())
    of_case = case.deadlines.open().legal().filter(safe_on__gte=case.today()).order_by("safe_on", "rule_id")
    assert [(one.rule_id, one.safe_on) for one in dated] == list(of_case.values_list("rule_id", "safe_on"))
    assert told.dates({}, TODAY) == ([], [])
    assert undated == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_names_dates_office_and_number_but_nobody(groups, client, language):
    visitor.sent_case(client)
    client.cookies["language"] = language
    page = client.get("/f/sheet").content.decode()
    assert "Rechtsantragstelle" in page and "Arbeitsgericht" in page
    assert "0221 0000 123" in page
    for name in ("Ольга", "Wellerau", "333444", "KLN-"):
        assert name not in page
    assert visitor.code_on(client.get("/f/sheet")) == ""


def test_the_sheet_belongs_to_who_sent_it(client, groups):
    assert client.get("/f/sheet")["Location"] == "/"
    answer(client)
    assert client.get("/f/sheet")["Location"] == "/"


def test_the_picture_holds_the_digits_and_goes_with_them(groups, client):
    import segno

    _case, digits = visitor.sent_case(client)
    page = client.get("/f/sent").content.decode()
    wanted = segno.make(digits, error="h", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    assert wanted in page and "style=" not in page
    client.post("/f/sent", {"last": digits[-4:]})
    assert 'class="qr"' not in client.get("/f/sent").content.decode()
