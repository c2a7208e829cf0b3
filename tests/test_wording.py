"""Labels, legal texts and sentences: complete in six languages, written as each language writes."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import translation

import wording
from lawpack import counting
from lawpack import tables as law_tables
from wording import languages, legal_texts, plurals, sentences, tables

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = languages.LANGUAGES
PACKAGES = ("accounts", "cases", "demo", "documents", "lawpack", "notifications", "outbox", "pages")
FACTS = {
    "event": "dismissal_received",
    "rule": "DE_KSCHG_4",
    "country": "DE",
    "on": "2026-12-03",
    "day": "2026-12-05",
    "since": "2026-01-01",
    "until": "2026-01-01",
    "end": "2027-03-31",
    "month": "2026-09",
    "length": 3,
    "unit": "weeks",
    "year": 2026,
    "months": 3,
    "hours": "120.00",
    "hours_per_unit": "9",
    "units": "42",
    "rate": "13.90",
    "sum": "1668.00",
    "minimum": "13.90",
    "agreed": "12.00",
    "currency": "EUR",
    "minimum_currency": "EUR",
    "percent": "125",
    "more": "30",
    "points": "5.00",
    "citation": "BGB 288(1)",
    "source": "statute text",
    "usual": "act/365",
    "used": "act/act",
    "gross": "5000.00",
    "pay": "7800.00",
    "work_days": "65",
    "days": "6.5",
    "weeks": 4,
    "weekday": 1,
}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def read_in(language, tell):
    with translation.override(language):
        return str(tell())


def sources():
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield path.read_text(encoding="utf-8")


def in_all_languages(tell):
    return {language: read_in(language, tell) for language in LANGUAGES}


# Labels


def test_one_label_is_read_in_the_language_of_each_reader():
    label = wording.label("stage", "claim_ready")
    assert in_all_languages(lambda: label) == {
        "en": "Claim ready",
        "de": "Forderung bereit",
        "fr": "Demande prête",
        "pl": "Roszczenie gotowe",
        "ru": "Требование готово",
        "uk": "Вимогу підготовлено",
    }


@pytest.mark.parametrize("language", ["en-gb", "tr", None])
def test_another_language_reads_english(language):
    with translation.override(language):
        assert str(wording.label("stage", "closed")) == "Closed"


def test_forms_of_a_label():
    assert str(wording.label("stage", "closed", "worker")).startswith("Your case is closed.")
    assert str(wording.label("channel", "signal", "worker")) == "Signal"


def test_an_unknown_code_shows_as_itself_and_an_unknown_set_is_refused():
    assert str(wording.label("stage", "from_an_old_row")) == "from_an_old_row"
    assert str(wording.label("stage", "")) == ""
    with pytest.raises(KeyError):
        wording.codes("no_such_set")


def test_choices_keep_the_order_of_the_file():
    assert [code for code, _ in wording.choices("dismissal_form")] == [
        "written",
        "electronic",
        "oral",
        "unknown",
    ]
    assert str(wording.choices("dismissal_form")[2][1]) == "Only spoken"


def test_every_label_is_written_in_every_language_once():
    rows = tables.rows("labels.csv")
    assert [row for row in rows if not all(row[language] for language in LANGUAGES)] == []
    keys = [(row["set"], row["code"], row["form"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_sets_and_codes_that_the_program_names_exist():
    missing = []
    known = {(row["set"], row["code"]) for row in tables.rows("labels.csv")}
    for source in sources():
        for name, code in re.findall(r"""wording\.label\(\s*["'](\w+)["'],\s*["'](\w+)["']""", source):
            if (name, code) not in known:
                missing.append((name, code))
        named = re.findall(r"""(?:codes=|wording\.(?:label|choices|codes)\()\s*["'](\w+)["']""", source)
        missing += [name for name in named if name not in {name for name, _ in known}]
    assert missing == []


# Legal texts


def test_texts_of_a_legal_date():
    text = wording.deadline_text("DE_KSCHG_4")
    assert text.name == "Court claim against the dismissal"
    assert text.lose and text.do and text.note
    assert read_in("uk", lambda: wording.deadline_text("DE_KSCHG_4").name) == "Позов до суду проти звільнення"


def test_a_rule_without_texts_is_called_by_its_id():
    assert wording.deadline_text("XX_NEW") == legal_texts.DeadlineText("XX_NEW", "", "", "")


def test_event_labels():
    assert wording.event_label("dismissal_oral") == "Dismissal was only spoken"
    assert wording.event_label("no_such_event") == "no_such_event"
    assert all(
        all(in_all_languages(lambda c=code: wording.event_label(c)).values())
        for code in legal_texts.event_codes()
    )


# Sentences


def test_a_step_is_a_sentence_in_six_languages():
    step = {"code": "period_ends", "facts": {"length": 3, "unit": "weeks", "on": "2026-12-03"}}
    told = in_all_languages(lambda: wording.sentence(step))
    assert {language: text.replace("\u00a0", " ") for language, text in told.items()} == {
        "en": "3 weeks later: Thursday 3 December 2026",
        "de": "3 Wochen später: Donnerstag, 3. Dezember 2026",
        "fr": "3 semaines plus tard : jeudi 3 décembre 2026",
        "pl": "3 tygodnie później: czwartek, 3 grudnia 2026",
        "ru": "Через 3 недели: четверг, 3 декабря 2026",
        "uk": "Через 3 тижні: четвер, 3 грудня 2026",
    }


def test_money_in_a_sentence():
    step = {
        "code": "hours_times_rate",
        "facts": {"hours": "120.00", "rate": "13.90", "sum": "1668.00", "currency": "EUR"},
    }
    told = in_all_languages(lambda: wording.sentence(step))
    assert {language: re.sub("[\u00a0\u202f]", " ", text) for language, text in told.items()} == {
        "en": "120 h × €13.90 = €1,668.00",
        "de": "120 Std. × 13,90 € = 1.668,00 €",
        "fr": "120 h × 13,90 € = 1 668,00 €",
        "pl": "120 godz. × 13,90 € = 1 668,00 €",
        "ru": "120 ч × 13,90 € = 1 668,00 €",
        "uk": "120 год × 13,90 € = 1 668,00 €",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_told(language):
    with translation.override(language):
        for code in sentences.codes():
            text = wording.sentence({"code": code, "facts": FACTS})
            assert text and "{" not in text, code
            assert text.count(sentences.UNKNOWN) == sentences.texts(code)[language].count(
                sentences.UNKNOWN
            ), code
            assert text[0] == text[0].upper()


def test_every_code_that_the_law_pack_says_has_a_sentence():
    named = {code for source in sources() for code in re.findall(r'\bnote\(\s*"(\w+)"', source)}
    assert named <= set(sentences.codes())


@pytest.mark.parametrize("name", ["minimum_wages", "claim_rules", "interest_rules"])
def test_where_a_figure_was_read_is_said_in_every_language(name):
    """These stand on the calculation sheet, which a court reads."""
    known = {row["source"]: row for row in tables.rows("read_in.csv")}
    for row in law_tables.rows(f"{name}.csv"):
        assert not row["source"] or all(known[row["source"]].values()), row["source"]
    with translation.override("de"):
        assert wording.source("Legal pages") == "Rechtsseiten" and wording.source("Neu") == "Neu"


def test_a_sentence_never_breaks_a_page():
    assert wording.sentence(None) == wording.sentence({}) == ""
    assert wording.sentence({"code": "from_an_old_version", "facts": {}}) == "from_an_old_version"
    assert wording.sentence({"code": "open_gross", "facts": {}}) == "Open gross: –"
    assert wording.sentence({"code": "open_gross", "facts": None}) == "Open gross: –"
    assert wording.sentence({"code": "open_gross", "facts": {"sum": "abc"}}) == "Open gross: abc"
    assert wording.sentence({"code": "letter_sent", "facts": {"on": "yesterday"}}) == "Letter sent: yesterday"
    assert (
        wording.sentence(SimpleNamespace(code="open_gross", facts={"sum": "1", "currency": "EUR"}))
        == "Open gross: €1.00"
    )


@pytest.mark.parametrize(
    ("language", "forbidden"),
    [
        ("uk", "[ыэъё]"),
        ("ru", "[іїєґ]"),
        ("de", r"\b(du|dein|dir|dich)\b"),
        ("fr", r"\b(tu|ton|toi)\b|·"),
        ("pl", r"\bPani?\b"),
    ],
)
def test_no_letter_or_address_of_another_kind(language, forbidden):
    texts = [sentences.texts(code)[language] for code in sentences.codes()]
    texts += [row[language] for row in tables.rows("labels.csv")]
    texts += [row["do"] for row in tables.rows("deadline_texts.csv") if row["lang"] == language]
    assert [
        text for text in texts if re.search(forbidden, text, re.IGNORECASE if language in ("uk", "ru") else 0)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_straight_quotes_in_sentences(language):
    assert [code for code in sentences.codes() if re.search("[\"']", sentences.texts(code)[language])] == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_no_latin_letter_inside_a_cyrillic_word(language):
    for code in sentences.codes():
        text = re.sub(r"\{[^}]*\}", " ", sentences.texts(code)[language])
        assert not re.search(r"[а-яёіїєґ][a-z]|[a-z][а-яёіїєґ]", text, re.IGNORECASE), code


# Numbers, days, plurals


@pytest.mark.parametrize(
    ("language", "number", "forms"),
    [
        ("en", 1, "1 week"), ("en", 5, "5 weeks"), ("de", 1, "1 Woche"), ("fr", 1, "1 semaine"),
        ("pl", 1, "1 tydzień"), ("pl", 22, "22 tygodnie"), ("pl", 12, "12 tygodni"), ("pl", 21, "21 tygodni"),
        ("ru", 21, "21 неделю"), ("ru", 12, "12 недель"), ("uk", 24, "24 тижні"), ("uk", 11, "11 тижнів"),
    ],
)  # fmt: skip
def test_plurals(language, number, forms):
    facts = {"length": number, "unit": "weeks", "on": "2026-12-03"}
    text = read_in(language, lambda: wording.sentence({"code": "period_ends", "facts": facts}))
    assert forms in text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_have_as_many_forms_as_the_language_needs(language):
    units = {row["unit"]: row for row in tables.rows("units.csv")}
    needed = 1 + max(plurals.form(number, language) for number in range(200))
    for unit in counting.UNITS:
        assert len(units[unit][language].split("|")) == needed


def test_days_and_months():
    assert in_all_languages(lambda: wording.day("2026-12-01")) == {
        "en": "1 December 2026",
        "de": "1. Dezember 2026",
        "fr": "1er décembre 2026",
        "pl": "1 grudnia 2026",
        "ru": "1 декабря 2026",
        "uk": "1 грудня 2026",
    }
    assert in_all_languages(lambda: wording.month("2026-11")) == {
        "en": "November 2026",
        "de": "November 2026",
        "fr": "novembre 2026",
        "pl": "listopad 2026",
        "ru": "ноябрь 2026",
        "uk": "листопад 2026",
    }


@pytest.mark.parametrize(
    ("language", "currency", "text"),
    [
        ("en", "EUR", "€1,234.50"),
        ("en", "PLN", "PLN\u00a01,234.50"),
        ("de", "EUR", "1.234,50\u00a0€"),
        ("fr", "EUR", "1\u202f234,50\u00a0€"),
        ("pl", "PLN", "1\u00a0234,50\u00a0zł"),
        ("ru", "PLN", "1\u00a0234,50\u00a0PLN"),
    ],
)
def test_money(language, currency, text):
    assert read_in(language, lambda: wording.money("1234.5", currency)) == text


def test_a_rate_keeps_its_places_and_hours_lose_empty_ones():
    assert wording.money("13.8250", "EUR") == "€13.825"
    assert [wording.number(value) for value in ("120.00", "148.50", "0", "1000")] == [
        "120",
        "148.5",
        "0",
        "1,000",
    ]
