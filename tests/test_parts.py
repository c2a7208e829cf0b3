"""Days, sums and signs as readers of each language know them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

import wording
from pages.templatetags import parts

LANGUAGES = [code for code, _ in settings.LANGUAGES]
DAY = date(2026, 11, 30)


def drawn(source, **context):
    return Template("{% load parts icons %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_short_month_could_be_two(language):
    """Jui would be juin as well as juillet."""
    with translation.override(language):
        short = [parts.month_short(date(2026, month, 1)) for month in range(1, 13)]
        full = [parts.month(date(2026, month, 1)) for month in range(1, 13)]
    for one in short:
        assert len([name for name in full if name.casefold().startswith(one.rstrip(".").casefold())]) == 1, (
            one
        )


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", "30. November 2026"),
        ("en", "30 November 2026"),
        ("fr", "30 novembre 2026"),
        ("pl", "30 listopada 2026"),
        ("ru", "30 ноября 2026"),
        ("uk", "30 листопада 2026"),
    ],
)
def test_a_day_has_its_month_as_a_word(language, shown):
    with translation.override(language):
        assert parts.day(DAY) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", "1.668,50\u00a0€"),
        ("en", "€1,668.50"),
        ("fr", "1\u00a0668,50\u00a0€"),
        ("pl", "1\u00a0668,50\u00a0€"),
        ("ru", "1\u00a0668,50\u00a0€"),
        ("uk", "1\u00a0668,50\u00a0€"),
    ],
)
def test_a_sum_never_breaks_before_its_sign(language, shown):
    with translation.override(language):
        assert parts.money(Decimal("1668.5"), "EUR") == shown


def test_currencies_and_missing_sums():
    assert parts.money(Decimal("12"), "PLN") == "zł\u00a012.00"
    assert parts.money(Decimal("12"), "XXX") == "XXX\u00a012.00"
    assert parts.money(None) == parts.hours(None) == parts.day(None) == ""
    assert parts.hours(Decimal("148.50")) == "148.5"
    assert parts.hours(Decimal("120.00")) == "120"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_day_is_shown_in_bare_numbers(language):
    with translation.override(language):
        for show in (parts.day, parts.day_weekday, parts.day_short, parts.moment, parts.month):
            for number in range(1, 13):
                assert any(letter.isalpha() for letter in show(date(2026, number, 9)))


def test_a_moment_is_shown_in_local_time():
    assert parts.moment(datetime(2026, 11, 17, 23, 30, tzinfo=UTC)) == "18 November 2026, 00:30"


@pytest.mark.parametrize(
    ("day", "words", "css_class"),
    [
        (date(2026, 11, 28), "2 days late", "t-stop"),
        (date(2026, 11, 29), "1 day late", "t-stop"),
        (DAY, "Today", "t-warn"),
        (date(2026, 12, 1), "1 day left", "t-warn"),
        (date(2026, 12, 8), "8 days left", "t-warn"),
        (date(2026, 12, 9), "9 days left", 'class="tag "'),
        (None, "No date", 'class="tag "'),
    ],
)
def test_days_left(day, words, css_class):
    chip = drawn("{% days_left day today %}", day=day, today=DAY)
    assert words in chip and css_class in chip


def test_every_stage_has_its_sign():
    assert set(parts.STAGE_TAGS) == {code for code, _ in wording.choices("stage")}


def test_names_among_colleagues():
    assert parts.initial("Lena Kramer") == "Lena K."
    assert parts.initial("Lena Maria von Kramer") == "Lena K."
    assert parts.initial("Lena") == "Lena"
    assert parts.initial("") == parts.initial(None) == ""


def test_icons_are_decoration():
    for name in ("calendar", "arrow-right"):
        assert 'aria-hidden="true"' in drawn(f'{{% icon "{name}" %}}')
    assert "i-flip" in drawn('{% icon "arrow-right" %}')
    assert "i-flip" not in drawn('{% icon "calendar" %}')


def test_an_unknown_icon_is_a_mistake_in_the_template():
    with pytest.raises(TemplateSyntaxError):
        drawn('{% icon "no-such-icon" %}')


def test_words_in_a_tag_are_escaped():
    assert "&lt;b&gt;" in drawn("{% tag words %}", words="<b>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_day_of_another_year_says_its_year(language):
    with translation.override(language):
        assert parts.day_short(date(2029, 12, 31), DAY).endswith("2029")
        assert "2026" not in parts.day_short(date(2026, 12, 31), DAY)
