"""Whatever is posted to the door: never a fault, never a second case, never a lost word."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from door.given import given as given_shape
from door.models import Draft
from door.steps import BY_SLUG
from tests.visitor import ANSWERS, SLUGS, TODAY, answer, at, before

WORDS = st.one_of(
    st.text(max_size=60),
    st.text("0123456789.,-+ €٠١٢٣", max_size=14),
    st.sampled_from(
        [
            "",
            "on",
            "0",
            "1",
            "31",
            "2026",
            "99999999999999999999",
            "\0",
            "1_000",
            "NaN",
            "1e9",
            "=1+1",
        ]
    ),
)
NAMES = {slug: sorted(fields) for slug, fields in ANSWERS.items()}
for slug, more in {
    "where": ["check", "many_places"],
    "several": ["count", "speaker"],
    "dates": [
        "first_day_unknown",
        "first_day_about",
        "last_day_day",
        "last_day_month",
        "last_day_year",
        "end",
    ],
    "dismissal": ["received_on_unknown", "received_on_about", "signed_by"],
    "pay": ["words", "amount_unknown"],
    "week": ["copy", "tue_start", "tue_end", "tue_pause", "words"],
    "months": ["more", "deductions", "months-1-paid", "months-1-month_month"],
    "clause": ["clause_months", "clause_signed_on_day", "clause_signed_on_year", "clause_exempts"],
    "contact": ["note", "later", "back"],
    "talk": ["passport_name", "interpreter", "interpreter_language"],
}.items():
    NAMES[slug] += more
for names in NAMES.values():
    names += ["language_of_page", "homepage"]
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("slug", SLUGS)
def test_any_words_in_any_field_are_answered_and_none_is_lost(client, cast, slug):
    answer(client, before(slug))

    @QUICK
    @given(st.dictionaries(st.sampled_from(NAMES[slug]), WORDS), st.sampled_from(["en", "ru"]))
    def post(changed, language):
        client.cookies["language"] = language
        response = client.post(at(slug), {**ANSWERS[slug], **changed})
        assert response.status_code in (200, 302, 422), response.status_code
        if response.status_code == 302:
            assert client.get(response["Location"]).status_code in (200, 302)
        assert_kept(client, slug, {**ANSWERS[slug], **changed}, response)

    post()
    assert Draft.objects.count() <= 1


def assert_kept(client, slug, posted, response):
    """A text of one line stands on the page again, or among the answers."""
    draft = Draft.objects.first()
    if draft is None:
        return
    kept = f"{draft.answers.get(slug)} {draft.typed.get(slug)} {response.content.decode()}"
    for name in ("place", "name", "speaker", "words", "deductions", "signed_by", "alias"):
        text = posted.get(name)
        if isinstance(text, str) and text.isalnum() and text.isascii():
            assert text in kept, name


@pytest.mark.parametrize("language", ["uk", "xx", ""])
@pytest.mark.parametrize(
    "address", ["/f/1", "/f/another", "/f/check", "/f/sent", "/code", "/status", "/waiting"]
)
def test_a_language_is_asked_of_any_page_at_any_time(client, cast, address, language):
    """Also of pages there is nothing behind yet."""
    assert client.post(address, {"language_of_page": language}).status_code in (200, 302, 405, 422)


@pytest.mark.parametrize("field", ["code", "last", "read", "language_of_page"])
def test_any_words_at_the_small_forms_are_answered(client, cast, field, monkeypatch):
    monkeypatch.setattr("door.guessing.may_try", lambda request: True)
    answer(client)

    @QUICK
    @given(WORDS)
    def post(words):
        for address in ("/code", "/f/sent", "/f/1"):
            assert client.post(address, {field: words}).status_code in (200, 302, 422)

    post()


MONEY = ("pay", "pay_day", "months", "clause")


def form_of(slug, changed, answers):
    data = QueryDict(mutable=True)
    for name, value in {**ANSWERS[slug], **changed}.items():
        data[name] = value
    return BY_SLUG[slug].form(data, today=TODAY, others=answers)


@QUICK
@given(st.fixed_dictionaries({slug: st.dictionaries(st.sampled_from(NAMES[slug]), WORDS) for slug in MONEY}))
def test_sums_and_hours_that_the_form_takes_fit_into_their_columns(changed):
    answers = {
        "happened": {"problems": ["unpaid_wages"]},
        "where": {"country": "DE"},
        "employer": {},
        "dates": {},
    }
    for slug in MONEY:
        form = form_of(slug, changed[slug], answers)
        if not form.is_valid():
            return
        answers[slug] = form.plain()
    told = given_shape(answers, consent={"read": True}, language="uk")
    amount = Decimal(told["pay"]["amount"] or 0) if told["pay"] else Decimal(0)
    assert 0 <= amount <= 999_999
    for period in told["periods"]:
        worked = Decimal(period.get("hours") or period.get("units") or 0)
        assert worked * amount < 10**10


def test_a_story_of_three_megabytes_is_named_at_its_field_and_kept(client, cast):
    answer(client, before("story"))
    story = "слово " * 500_000
    asked = client.post(at("story"), {"story": story})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert 'aria-invalid="true"' in page and story.strip()[-1000:] in page
    again = client.get(at("story")).content.decode()
    assert story.strip()[-1000:] in again
