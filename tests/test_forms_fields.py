"""Dates, months, sums and hours are read alike in every language; bad ones are answered with a sentence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from pages.amounts import read_hours, read_money
from pages.digits import plain_digits, whole_number
from pages.fields import DayField, HoursField, MoneyField, MonthField
from pages.months import read_month
from pages.templatetags.parts import money

LANGUAGES = [code for code, _ in settings.LANGUAGES]
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
DAYS = st.dates(date(1920, 1, 1), date(2100, 12, 31))
SUMS = st.decimals(0, 9_999_999, places=2, allow_nan=False, allow_infinity=False)
NASTY = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "",
            "\0",
            "9" * 5000,
            "NaN",
            "Infinity",
            "1e9",
            "-1",
            "²",
            "½",
            "٣",
            "１２",
            "\u202e12",
            "0x1F",
            "1_000",
        ]
    ),
)


class Facts(forms.Form):
    on = DayField(label="Day")
    month = MonthField(label="Month", required=False)
    sum = MoneyField(label="Sum", required=False)
    hours = HoursField(label="Hours", required=False)


def posted(day="9", month="11", year="2026", **more):
    return {"on_day": day, "on_month": month, "on_year": year, **more}


def errors(field, value):
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return [str(message) for message in refused.value.messages]


# Days and months


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=DAYS)
def test_a_day_is_read_back_from_numbers_and_words(language, day):
    field = DayField()
    with translation.override(language):
        words = [date_format(day, pattern) for pattern in ("F", "E")]
        for month in (str(day.month), f"{day.month:02}", *words, *(word.upper() for word in words)):
            assert field.clean([str(day.day), month, str(day.year)]) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language_are_read_under_every_language(language):
    with translation.override(language):
        for text in ("März", "Marz", "March", "mars", "marca", "марта", "березня"):
            assert read_month(text) == 3, text


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Nov.", 11),
        ("НОЯ", 11),
        ("лис", 11),
        ("fev", 2),
        ("février", 2),
        ("FEVRIER", 2),
        ("mai", 5),
        ("paź", 10),
        (" sierpnia ", 8),
        ("٠٣", 3),
        ("１２", 12),
        ("0", None),
        ("13", None),
        ("jui", None),
        ("no", None),
        ("x" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_months(text, month):
    assert read_month(text) == month


def test_arabic_digits_are_digits():
    assert DayField().clean([part.translate(ARABIC) for part in ("30", "11", "2026")]) == date(2026, 11, 30)
    assert read_money("1668,50".translate(ARABIC)) == Decimal("1668.50")
    assert read_money("١٬٦٦٨٫٥٠") == Decimal("1668.50")


@pytest.mark.parametrize(
    ("parts", "sentences"),
    [
        (["32", "1", "2026"], ["Write the day as a number from 1 to 31."]),
        (["0", "1", "2026"], ["Write the day as a number from 1 to 31."]),
        (["9", "19", "2026"], ["Write the month as a number from 1 to 12, or as a word."]),
        (["9", "1", "26"], ["Write the year with four numbers, for example 2026."]),
        (["30", "2", "2024"], ["This month has only 29 days. Check the day."]),
        (["31", "Juni", "2026"], ["This month has only 30 days. Check the day."]),
        (["", "", ""], ["Write the day, the month and the year."]),
        (None, ["Write the day, the month and the year."]),
    ],
)
def test_a_wrong_day_is_answered_with_what_to_write(parts, sentences):
    assert errors(DayField(), parts) == sentences


def test_all_wrong_parts_are_told_at_once():
    assert len(errors(DayField(), ["x", "y", "z"])) == 3
    assert len(errors(MonthField(), ["", "99999"])) == 2


@given(parts=st.lists(NASTY, min_size=3, max_size=3))
def test_no_day_breaks_the_form(parts):
    form = Facts(posted(*parts))
    assert form.is_valid() == isinstance(form.cleaned_data.get("on"), date)
    assert "on_day" in form.as_div()


def test_nothing_typed_is_lost_and_everything_is_escaped():
    page = Facts(posted("<b>", "Noveember", "26", sum="1.668")).render()
    for typed in ("&lt;b&gt;", "Noveember", 'value="26"', 'value="1.668"'):
        assert typed in page
    assert "<b>" not in page


def test_a_month_is_its_first_day_and_may_stay_open():
    assert MonthField().clean(["lutego", "2026"]) == date(2026, 2, 1)
    assert MonthField(required=False).clean(["", " "]) is None


def test_a_stored_day_is_shown_in_its_parts_and_counts_as_unchanged():
    day = date(2026, 11, 30)
    page = Facts(initial={"on": day}).render()
    for value in ('value="30"', 'value="11"', 'value="2026"'):
        assert value in page
    assert not Facts(posted("30", "листопада", "2026"), initial={"on": day}).has_changed()
    assert Facts(posted("29", "11", "2026"), initial={"on": day}).has_changed()


@given(day=DAYS)
def test_changing_the_language_changes_no_day(day):
    form = Facts(initial={"on": day, "sum": Decimal("1668.50")})
    for language in LANGUAGES:
        with translation.override(language):
            shown = form["on"].field.widget.decompress(day)
            assert form["on"].field.clean(shown) == day
            assert form["sum"].field.clean(form["sum"].value()) == Decimal("1668.50")


# Sums and hours


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.668,00", "1668.00"),
        ("1 668,00", "1668.00"),
        ("1\u202f668,00 €", "1668.00"),
        ("1668.00", "1668.00"),
        ("1,668.00", "1668.00"),
        ("1'668.00", "1668.00"),
        ("1’668.00 CHF", "1668.00"),
        ("1.668.000", "1668000.00"),
        ("€ 12", "12.00"),
        ("12 EUR", "12.00"),
        ("12 zł", "12.00"),
        ("12,5", "12.50"),
        ("5,-", "5.00"),
        ("0", "0.00"),
        ("007", "7.00"),
    ],
)
def test_sums(text, amount):
    assert read_money(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "inf",
        "1e5",
        "1_000",
        "12,345,67",
        "1.66.8",
        "12..3",
        "€",
        "1 66",
        ",5",
        "5,",
        "1.1.2026",
        "²",
        "1.668.00",
    ],
)
def test_what_is_no_sum(text):
    assert errors(MoneyField(), text) == ["Write the sum in numbers, for example 1668.00."]


@pytest.mark.parametrize("text", ["-5", "−5,00", "5-", "€ -3"])
def test_no_sum_below_zero(text):
    assert errors(MoneyField(), text) == ["Write the sum without a minus sign."]


def test_nobody_guesses_about_thousands():
    assert errors(MoneyField(), "1.668") == ["This can be read in two ways. Write 1668.00 or 1.67."]
    assert errors(MoneyField(), "12,500 €") == ["This can be read in two ways. Write 12500.00 or 12.50."]
    assert errors(MoneyField(), "0.668") == ["Write the cents with two numbers, for example 1668.50."]


@pytest.mark.parametrize(
    ("text", "large", "small"), [("12,345", "12345.00", "12.35"), ("1.005", "1005.00", "1.01")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_readings_of_a_sum_in_doubt_are_offered_and_can_be_typed(language, text, large, small):
    with translation.override(language):
        (said,) = errors(MoneyField(), text)
        assert large in said and small in said
        assert [read_money(large), read_money(small)] == [Decimal(large), Decimal(small)]


def test_a_sum_fits_its_column():
    assert read_money("9999999999,99") == Decimal("9999999999.99")
    assert errors(MoneyField(), "10000000000") == ["This sum is too large. Check the numbers."]
    assert errors(MoneyField(), "9" * 5000)


@pytest.mark.parametrize("language", LANGUAGES)
@given(amount=SUMS)
def test_what_we_write_we_can_read(language, amount):
    with translation.override(language):
        assert read_money(money(amount, "EUR")) == amount
        assert MoneyField().clean(MoneyField().prepare_value(amount)) == amount


@given(text=NASTY)
def test_no_text_breaks_a_sum(text):
    for read in (read_money, read_hours):
        try:
            assert 0 <= read(text) < Decimal(10) ** 10
        except ValidationError as refused:
            assert all(refused.messages)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("7.5", "7.50"),
        ("7,5", "7.50"),
        ("7:30", "7.50"),
        ("7 h 30", "7.50"),
        ("148,5 Std.", "148.50"),
        ("8h", "8.00"),
        ("7:20", "7.33"),
    ],
)
def test_hours(text, hours):
    assert read_hours(text) == Decimal(hours)


def test_a_month_has_no_thousand_hours():
    assert errors(HoursField(), "745") == ["This is more than 744 hours. Check the numbers."]
    assert errors(HoursField(), "7:75") == ["Write the hours in numbers, for example 7.5 or 7:30."]


def test_digits():
    assert plain_digits("٣\u00a0x") == "3 x"
    assert whole_number("9" * 5000) is None
    assert whole_number("²") is None
    assert whole_number("+5") is None


# How they are drawn


def test_an_error_is_tied_to_its_field_and_listed_above():
    page = Facts(posted(sum="1e5")).render()
    assert 'role="alert"' in page and 'href="#id_sum"' in page
    assert 'aria-describedby="id_sum_error"' in page and 'id="id_sum_error"' in page
    assert page.count("<fieldset") == page.count("<legend") == 2


def test_only_the_wrong_part_is_marked_and_linked():
    page = Facts(posted("9", "19", "2026")).render()
    assert page.count('aria-invalid="true"') == 1
    assert 'href="#id_on_month"' in page
    assert Facts(posted("", "", "")).render().count('aria-invalid="true"') == 3


def test_the_browser_says_nothing_in_its_own_words():
    assert " required" not in Facts().render()


def test_a_year_boundary():
    field = DayField()
    assert field.clean(["31", "12", "2026"]) + timedelta(days=1) == field.clean(["1", "1", "2027"])
