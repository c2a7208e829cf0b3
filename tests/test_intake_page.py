"""The long intake page: who may enter, what it keeps, what it says, and that it opens one case."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from cases.forms.intake import IntakePage
from cases.forms.person import is_latin
from cases.models import Case, Intake
from security.models import AccessEntry
from tests import answers
from tests import cast as people

URL = "/cases/new"
RECEIVED, CHANNEL, VALUE = "job-dismissal_received_on", "person-contact_channel", "person-contact_value"
NOW = "2026-11-23 18:00:00+01:00"


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(person):
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    return client


@pytest.fixture
def lena(cast):
    return signed_in(cast.lena)


def wrong(response):
    """{name of the field: its sentences} of a page that came back."""
    assert response.status_code == 422, response.status_code
    assert not Case.objects.exists()
    page = response.context["page"]
    return {
        field.html_name: [str(error) for error in field.errors]
        for field in page.visible_fields()
        if field.errors
    }


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Who may enter


@pytest.mark.parametrize("name", ["lena", "ayla", "hanna", "nora"])
def test_members_and_the_network_may_enter(cast, name):
    client = signed_in(getattr(cast, name))
    assert client.get(URL).status_code == 200
    assert client.post(URL, answers.little()).status_code == 302
    assert Case.objects.count() == 1


def test_an_auditor_may_not(cast):
    client = signed_in(cast.otto)
    assert client.get(URL).status_code == 403
    assert client.post(URL, answers.full()).status_code == 403
    assert not Case.objects.exists()
    assert AccessEntry.objects.filter(kind="refused", user_id=cast.otto.pk).count() == 2


def test_an_ended_membership_opens_nothing(cast):
    cast.lena.memberships.update(ended_on=date(2026, 11, 1))
    assert signed_in(cast.lena).post(URL, answers.full()).status_code == 403


def test_strangers_and_closed_accounts_are_asked_to_sign_in(cast, client):
    assert client.get(URL).status_code == 302
    client.force_login(cast.dora)
    assert client.post(URL, answers.full()).status_code == 302
    assert not Case.objects.exists()


# Saving


def test_the_whole_page_becomes_a_case(cast, lena):
    response = lena.post(URL, answers.full())
    case = Case.objects.get()
    assert response.status_code == 302
    assert response.url == case.get_absolute_url()
    assert case.reference == "KLN-2026-0001"
    assert case.problems == ["unpaid_wages", "dismissal"]
    assert case.employment.dismissal_dated == date(2026, 11, 11)
    assert case.employment.pay_amount == Decimal("12.00")
    assert case.employment.clause_exempts_minimum_wage is False
    assert case.worker.passport_name == "Olha O’Brien-Łęcka"
    assert case.worker.address == "Musterstraße 7\n50667 Köln"
    assert case.triggers.get(event_code="dismissal_received").known_by == "postmark"
    october = case.periods.get(month=date(2026, 10, 1))
    assert (october.hours, october.paid, october.paid_kind) == (Decimal("130.50"), Decimal("1000.00"), "net")
    assert case.deadlines.get(rule_id="DE_KSCHG_4").due_on == date(2026, 12, 3)


def test_what_was_given_has_the_shape_of_the_import_format(lena):
    lena.post(URL, answers.full())
    kept = Intake.objects.get()
    assert kept.channel == "phone"
    assert json.loads(json.dumps(kept.given)) == kept.given
    assert kept.given["dismissal"] == {
        "form": "written", "dated": "2026-11-11", "received_on": "2026-11-12", "known_by": "postmark",
    }  # fmt: skip
    assert kept.given["pay"] == {
        "kind": "hourly", "amount": "12.00", "currency": "EUR", "hours_per_unit": None,
        "pay_day": {"day": 15, "months_after": 1},
    }  # fmt: skip
    assert kept.given["periods"] == [
        {"month": "2026-09", "hours": "120.00", "paid": "0.00", "paid_kind": "gross"},
        {"month": "2026-10", "hours": "130.50", "paid": "1000.00", "paid_kind": "net"},
    ]
    assert kept.given["clause"] == {
        "months": 3,
        "contract_signed": "2026-09-01",
        "exempts_minimum_wage": False,
    }
    assert kept.given["person"]["contact"] == {"channel": "signal", "value": "+49 000 333444"}


def test_only_three_answers_are_required(lena):
    response = lena.post(URL, {"save": "1", "periods-TOTAL_FORMS": "0", "periods-INITIAL_FORMS": "0"})
    assert set(wrong(response)) == {"where-channel", "where-problems", "where-country", "person-language"}
    assert lena.post(URL, answers.little()).status_code == 302
    assert Intake.objects.get().channel == "visit"


def test_the_page_offers_the_country_of_the_group(lena):
    assert lena.get(URL).context["page"].where["country"].value() == "DE"


@pytest.mark.parametrize(("region", "place"), [("DE-HH", "Hamburg"), ("DE-BY", "")])
def test_a_case_of_others_is_named_and_not_shown(cast, lena, region, place):
    response = lena.post(URL, answers.full(where__region=region))
    case = Case.objects.get()
    assert response.url == reverse("cases:mine")
    [sentence] = said(response)
    assert case.reference in sentence
    assert place in sentence
    assert lena.get(case.get_absolute_url()).status_code == 404


def test_a_country_without_rules_comes_with_a_warning(lena):
    response = lena.post(URL, answers.full(where__country="ZZ", where__region=""))
    case = Case.objects.get()
    assert (case.country, case.group) == ("ZZ", None)
    assert not case.deadlines.exists()
    assert len(said(response)) == 2


def test_a_month_outside_the_job_is_a_warning_only(lena):
    posted = answers.full() | answers.row(2, 3, 2026, "10", "", "0", "gross")
    response = lena.post(URL, posted)
    assert Case.objects.get().periods.count() == 3
    assert any("March 2026" in sentence for sentence in said(response))


def test_a_name_that_is_there_already_is_pointed_out(cast, lena):
    same = {"name": "Ольга Озерна", "passport_name": "Olha O’Brien-Łęcka"}
    there = people.open_case(cast.lena, person=same)
    hidden = people.open_case(cast.hanna, region="DE-HH", person=same)
    response = lena.post(URL, answers.full())
    [_, sentence] = said(response)
    assert there.reference in sentence
    assert hidden.reference not in sentence
    other = lena.post(URL, answers.full(submission_key="a" * 32, person__passport_name="Anna Nowak"))
    assert "same name" not in said(other)[-1]


# One page, one case


def test_a_hundred_equal_posts_make_one_case(lena):
    posted = answers.full()
    assert {lena.post(URL, posted).url for _ in range(100)} == {Case.objects.get().get_absolute_url()}
    assert Case.objects.get().events.filter(kind="opened").count() == 1


def test_a_changed_page_of_a_saved_case_says_that_it_changed_nothing(lena):
    lena.post(URL, answers.full())
    response = lena.post(URL, answers.full(where__place="Bonn"))
    case = Case.objects.get()
    assert case.place == "Köln"
    assert any("not saved" in sentence and case.reference in sentence for sentence in said(response))


def test_the_key_of_a_page_is_worth_nothing_to_others(cast, lena):
    lena.post(URL, answers.full())
    response = signed_in(cast.hanna).post(URL, answers.full(where__region="DE-HH"))
    assert Case.objects.count() == 2
    assert "KLN" not in " ".join(said(response))


def test_every_page_has_a_key_of_its_own_and_keeps_it(lena):
    first, second = (lena.get(URL).context["page"].key for _ in range(2))
    assert first != second
    response = lena.post(URL, answers.full(submission_key=first, job__pay_day="99"))
    assert response.context["page"].key == first


@pytest.mark.parametrize("key", [None, "", "x", "G" * 32])
def test_a_page_without_a_key_is_drawn_again_with_one(lena, key):
    sent = answers.full() | {"submission_key": key}
    if key is None:
        del sent["submission_key"]
    response = lena.post(URL, sent)
    page = response.context["page"]
    assert response.status_code == 422
    assert not Case.objects.exists()
    assert "did not arrive whole" in response.content.decode()
    assert f'name="submission_key" value="{page.key}"' in response.content.decode()
    assert page.person["name"].value() == sent["person-name"]
    assert lena.post(URL, sent | {"submission_key": page.key}).status_code == 302
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_equal_posts_at_the_same_moment_make_one_case(transactional_db):
    cast = people.build()
    clients = [signed_in(cast.lena) for _ in range(8)]

    def post(client):
        try:
            return client.post(URL, answers.full()).url
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        addresses = set(pool.map(post, clients * 3))
    case = Case.objects.get()
    assert addresses == {case.get_absolute_url()}
    assert case.reference == "KLN-2026-0001"


@pytest.mark.django_db(transaction=True)
def test_different_pages_at_the_same_moment_have_different_numbers(transactional_db):
    cast = people.build()

    def post(number):
        try:
            return signed_in(cast.lena).post(URL, answers.full(submission_key=f"{number:032x}")).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(post, range(12))) == {302}
    numbers = sorted(Case.objects.values_list("reference", flat=True))
    assert numbers == [f"KLN-2026-{number:04d}" for number in range(1, 13)]


# What it says


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (answers.day(RECEIVED, 31, 8, 2026), RECEIVED, "before the first day"),
        (answers.day(RECEIVED, 24, 11, 2026), RECEIVED, "still to come"),
        (answers.day("job-dismissal_dated", 1, 1, 2027), "job-dismissal_dated", "still to come"),
        (answers.day("job-dismissal_dated", 13, 11, 2026), "job-dismissal_dated", "dated after the day"),
        (answers.day("job-first_day", 1, 12, 2026), "job-first_day", "still to come"),
        (answers.day("job-first_day", 31, 2, 2026), "job-first_day", "28 days"),
        (answers.day("job-first_day", "x", 2, 2026), "job-first_day", "from 1 to 31"),
        (answers.day("job-last_day", 31, 8, 2026), "job-last_day", "before the first day"),
        (answers.day("job-last_day", 31, 8, 2056), "job-last_day", "far away"),
        (answers.day("job-clause_signed_on", 1, 9, 2027), "job-clause_signed_on", "still to come"),
        (answers.row(0, 9, 2026, "745", "", "0", "gross"), "periods-0-hours", "744"),
        (answers.row(0, 9, 2026, "730", "", "0", "gross"), "periods-0-hours", "fewer hours"),
        (answers.row(0, 9, 2026, "NaN", "", "0", "gross"), "periods-0-hours", "in numbers"),
        (answers.row(0, 9, 2026, "1e2", "", "0", "gross"), "periods-0-hours", "in numbers"),
        (answers.row(0, 9, 2026, "12", "", "-5", "gross"), "periods-0-paid", "minus"),
        (answers.row(0, 9, 2026, "12", "", "", "gross"), "periods-0-paid", "write 0"),
        (answers.row(0, "", "", "12", "", "", "gross"), "periods-0-month", "Write the month"),
        (answers.row(0, 12, 2026, "12", "", "0", "gross"), "periods-0-month", "still to come"),
        (answers.row(1, "September", 2026, "12", "", "0", "gross"), "periods-1-month", "already in a row"),
        (answers.row(1, "13", 2026, "12", "", "0", "gross"), "periods-1-month", "from 1 to 12"),
        (answers.row(1, "10", 2026, "12", "many", "0", "gross"), "periods-1-units", "how many"),
        ({"job-dismissal_form": ""}, "job-dismissal_form", "how the dismissal came"),
        ({"job-pay_kind": ""}, "job-pay_kind", "what the sum is for"),
        ({"job-pay_amount": "0"}, "job-pay_amount", "above zero"),
        ({"job-pay_amount": "1.668"}, "job-pay_amount", "two ways"),
        ({"job-pay_amount": "9999999999"}, "job-pay_amount", "too large"),
        ({"job-pay_day": "32"}, "job-pay_day", "1 to 31"),
        ({"job-clause_months": "0"}, "job-clause_months", "1 to 60"),
        ({"where-region": "FR-IDF"}, "where-region", "not in the country"),
        ({"where-region": "DE-XX"}, "where-region", "Choose one"),
        ({"where-problems": ["nothing"]}, "where-problems", "Choose one"),
        ({"where-problems": []}, "where-problems", "at least one"),
        ({"where-country": "XX"}, "where-country", "Choose one"),
        ({CHANNEL: "none"}, CHANNEL, "what this number"),
        ({CHANNEL: "signal", VALUE: " "}, VALUE, "Write the number"),
        ({CHANNEL: "email"}, VALUE, "whole e-mail"),
        ({CHANNEL: "phone", VALUE: "0"}, VALUE, "country code"),
        ({"person-passport_name": "Ольга Oserna"}, "person-passport_name", "Latin letters"),
        ({"employer-email": "firm"}, "employer-email", "whole e-mail"),
        ({"employer-name": "x" * 201}, "employer-name", "200"),
        ({"consent-language": "xx"}, "consent-language", "Choose one"),
    ],
)  # fmt: skip
def test_a_wrong_answer_has_its_sentence_at_its_field(lena, changes, field, sentence):
    found = wrong(lena.post(URL, answers.full() | changes))
    assert list(found) == [field], found
    assert sentence in found[field][0]


def test_units_must_fit_into_their_month(lena):
    posted = answers.full(job__pay_kind="piece", job__hours_per_unit="8")
    found = wrong(lena.post(URL, posted | answers.row(0, 9, 2026, "", "100", "0", "gross")))
    assert list(found) == ["periods-0-units"]


def test_sums_that_no_column_holds_are_refused(lena):
    posted = answers.full(job__pay_kind="piece", job__pay_amount="999999", job__hours_per_unit="0.01")
    found = wrong(lena.post(URL, posted | answers.row(0, 9, 2026, "200", "", "0", "gross")))
    assert list(found) == ["job-pay_amount"]


def test_the_list_at_the_top_leads_to_the_fields(lena):
    response = lena.post(URL, answers.full(job__pay_day="99", **{"person-passport_name": "Ольга"}))
    html = response.content.decode()
    assert "<title>Error:" in html
    targets = re.findall(r'<div class="errors".*?</div>', html, re.S)[0]
    for target in re.findall(r'href="#([^"]+)"', targets):
        assert f'id="{target}"' in html, target


def test_nothing_typed_is_lost(lena):
    posted = answers.full(
        job__pay_amount="zwölf",
        where__place="O’Brien & <b>Söhne</b>",
        story__story="Рядок 1\n\n=cmd|' /C calc'!A0",
    ) | answers.row(2, "marzec", "20026", "7 ½", "x", "1,2,3", "cash")
    response = lena.post(URL, posted)
    assert response.status_code == 422
    page = response.context["page"]
    fields = {field.html_name: field for form in page.forms for field in form}
    for name, value in posted.items():
        if name in fields and not hasattr(fields[name].field.widget, "parts"):
            kept = fields[name].value()
            assert kept == value or kept is (value == "on"), name
    html = response.content.decode()
    for typed in ("zwölf", "marzec", "20026", "7 ½", "1,2,3", "=cmd|"):
        assert typed in html
    assert "<b>Söhne" not in html


# Rows


def test_more_rows_keep_everything_and_judge_nothing(lena):
    posted = answers.full(job__pay_amount="zwölf", person__language="")
    del posted["save"]
    response = lena.post(URL, posted | {"more": "1"})
    page = response.context["page"]
    assert response.status_code == 200
    assert page.periods.total_form_count() == 6
    assert not page.errors
    assert "zwölf" in response.content.decode()
    assert 'class="wrong"' not in response.content.decode()
    assert page.key == answers.FULL["submission_key"]
    assert not Case.objects.exists()


def test_the_enter_key_saves_nothing(lena):
    posted = answers.full()
    del posted["save"]
    assert lena.post(URL, posted | {"keep": "1"}).context["page"].periods.total_form_count() == 3
    assert not Case.objects.exists()
    # The first button of a form is the one the Enter key presses.
    assert (
        re.search(r"<button[^>]*>", lena.get(URL).content.decode().split('class="split')[1])[0].find("keep")
        > 0
    )


def test_rows_end_at_sixty(lena):
    response = lena.post(URL, {"more": "1", "periods-TOTAL_FORMS": "60", "periods-INITIAL_FORMS": "0"})
    assert response.context["page"].periods.total_form_count() == 60


@pytest.mark.parametrize("count", ["", "x", "99999999999", "1e3", "²"])
def test_a_forged_count_of_rows_is_said(lena, count):
    posted = answers.little(periods__TOTAL_FORMS=count)
    assert lena.post(URL, posted).status_code == 422
    del posted["save"]
    assert lena.post(URL, posted | {"more": "1"}).status_code == 200
    assert not Case.objects.exists()


@pytest.mark.parametrize("language", ["en", "de", "fr", "pl", "ru", "uk"])
def test_more_rows_than_the_page_has_are_answered_in_the_readers_language(lena, cast, language):
    type(cast.lena).objects.filter(pk=cast.lena.pk).update(language=language)
    page = lena.post(URL, answers.little(periods__TOTAL_FORMS="100000"))
    (said,) = page.context["page"].non_field_errors()
    assert page.status_code == 422 and said in unescape(page.content.decode())
    assert "60" in said and "submit" not in said
    assert said.startswith("This page") == (language == "en")


# Names, scripts and harmful text


@pytest.mark.parametrize(
    "name", ["O'Brien", "Лёша", "Nguyễn Thị Ánh", "محمد", "मोहन", "Łukasz Żółć", "李小龍", "d’Été-Müller Jr."]
)
def test_names_of_any_script_come_through(lena, name):
    lena.post(URL, answers.full(person__name=name, person__alias=name))
    assert Case.objects.get().worker.name == name


def test_control_characters_are_cleaned(lena):
    lena.post(
        URL, answers.full(person__name="Ol\x00ga\r\n\u202eX", employer__name="Firm\r\nBcc: a@b.example")
    )
    case = Case.objects.get()
    assert case.worker.name == "Olga X"
    assert case.employer.name == "Firm Bcc: a@b.example"


def test_latin_letters():
    assert all(map(is_latin, ["Müller", "O’Brien-Łęcka", "Nguyễn", "", "Anna M. d'Arc", "İpek Şahin"]))
    assert not any(map(is_latin, ["Ольга", "Οlga", "Anna Ж", "محمد"]))


WORDS = st.text(max_size=40)
ODD = st.one_of(
    WORDS,
    st.integers().map(str),
    st.sampled_from(
        ["NaN", "1e9", "-1", "0", "31", "12.345,67", "2026", "on", "None", "\x00", "𝟙", "½", "_", "yes"]
    ),
)
NAMES = [name for name in answers.full() if name not in ("save", "submission_key")]


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.dictionaries(st.sampled_from(NAMES), ODD, max_size=12), is_list=st.booleans())
@example(changes={"periods-INITIAL_FORMS": "3", "periods-TOTAL_FORMS": "1"}, is_list=False)
@example(changes={"where-problems": "\x00"}, is_list=True)
def test_no_answer_is_ever_a_crash(db, changes, is_list):
    if not User.objects.exists():
        people.build()
    client = Client()
    client.force_login(User.objects.get(email="lena@poruch.example"))
    posted = answers.full() | {name: [value, value] if is_list else value for name, value in changes.items()}
    posted["submission_key"] = f"{Case.objects.count():032x}"
    response = client.post(URL, posted)
    assert response.status_code in (302, 422)


def test_the_form_reads_what_the_form_writes(cast):
    """Every value of a clean page, posted again in another language, says the same."""
    from django.http import QueryDict
    from django.utils import translation

    posted = QueryDict(mutable=True)
    for name, value in answers.full().items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    told = []
    for language in ("en", "de", "ru"):
        with translation.override(language):
            page = IntakePage(posted, today=date(2026, 11, 23))
            assert page.is_valid()
            told.append(page.given())
    assert told[0] == told[1] == told[2]
