"""The steps of the public form: their order, what is understood, what is asked again, what is never lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case
from door import drafts, steps, visit
from door.models import Draft
from tests import visitor
from tests.visitor import ANSWERS, SLUGS, answer, at, before

DISMISSED = {"happened": {"problems": ["dismissal"]}}
HOUSING = {"happened": {"problems": ["housing"]}}
UNPAID = {"happened": {"problems": ["unpaid_wages"]}}


@pytest.fixture(autouse=True)
def groups(cast):
    return cast


def slugs(answers):
    return [step.slug for step in steps.path(answers)]


def test_a_branch_only_shortens_the_way():
    everything = [step.slug for step in steps.STEPS if step.slug != "helper"]
    assert slugs({}) == everything
    assert set(slugs(DISMISSED)) < set(everything) and set(slugs(UNPAID)) < set(everything)
    assert (steps.total({}), steps.total(UNPAID), steps.total(HOUSING)) == (8, 8, 7)


def test_only_what_matters_for_the_problem_is_asked():
    assert slugs(HOUSING) == list(visitor.SHORT)
    assert slugs(DISMISSED) == [*visitor.SHORT[:5], "dismissal", *visitor.SHORT[5:]]
    assert "dismissal" in slugs({**HOUSING, "dates": {"end": "dismissed"}})
    assert "unit" in slugs({**UNPAID, "pay": {"kind": "piece"}})
    assert "unit" not in slugs({**UNPAID, "pay": {"kind": "hourly"}})
    assert "clause" not in slugs({**UNPAID, "contract": {"has": "none"}})
    assert "week" not in slugs({"happened": {"problems": ["holiday"]}})


def test_every_page_asks_few_things():
    """The week is one question with seven lines; the page of months counts its lines apart."""
    for step in steps.STEPS:
        if step.slug != "week":
            assert len(step.form().questions) <= 6, step.slug


def test_only_what_happened_where_and_consent_are_required(client):
    answer(
        client,
        visitor.SHORT,
        happened={"problems": ["other"]},
        where={"country": "FR"},
        **{slug: {} for slug in ("several", "employer", "dates", "story", "contact", "talk")},
    )
    assert visitor.send(client).status_code == 302
    case = Case.objects.get()
    assert (case.country, case.problems, case.worker.contact_channel) == ("FR", ["other"], "none")
    assert not case.worker.alias
    assert not case.employer.name


def test_the_facts_are_those_of_an_intake(client):
    case, _digits = visitor.sent_case(client)
    job = case.employment
    assert case.intake.channel == "form"
    assert case.intake.entered_by is None
    assert (case.country, case.region, case.place) == ("DE", "DE-NW", "Köln")
    assert str(job.first_day) == "2026-09-01"
    assert job.last_day is None
    assert (job.dismissal_form, str(job.dismissal_received_on)) == ("written", "2026-11-12")
    assert (str(job.pay_amount), job.pay_day, job.pay_months_after) == ("14.20", 15, 1)
    period = case.periods.get()
    assert (str(period.month), str(period.hours), period.paid_kind) == ("2026-09-01", "120.00", "net")
    assert case.worker.language == "uk"
    assert case.worker.callback_words == "липа бібліотека"
    assert set(case.consents.values_list("kind", flat=True)) == {"read", "act"}
    assert case.deadlines.get(rule_id="DE_KSCHG_4").safe_on.isoformat() == "2026-12-03"


def test_rules_of_contact_are_kept_as_rules(client):
    case, _digits = visitor.sent_case(client)
    worker = case.worker
    assert (worker.contact_rules, worker.contact_times) == (["never_call"], ["evening"])
    assert (worker.known_as, worker.contact_note) == ("вітання з бібліотеки", "")


def test_a_dismissal_that_was_only_ticked_is_one(client):
    case, _digits = visitor.sent_case(client, dismissal={})
    assert case.employment.dismissal_form == "unknown"
    assert case.triggers.filter(event_code="dismissal_received", occurred_on=None).exists()


def test_units_of_a_daily_pay_are_units(client):
    months = {**ANSWERS["months"], "months-0-worked": "22"}
    way = [*SLUGS[: SLUGS.index("pay_day")], "unit", *SLUGS[SLUGS.index("pay_day") :]]
    case, _digits = visitor.sent_case(client, way, pay={"kind": "daily", "currency": "EUR"}, months=months)
    period = case.periods.get()
    assert (period.hours, str(period.units)) == (None, "22.00")
    assert str(case.employment.hours_per_unit) == "9.00"


def test_pages_a_changed_answer_leaves_out_tell_nothing(client):
    """Months of pay that were typed before the problem became another one are not sent."""
    answer(client)
    client.post("/f/1", {"problems": ["housing"]})
    visitor.send(client)
    case = Case.objects.get()
    assert case.problems == ["housing"]
    assert not case.periods.exists() and not case.employment.has_dismissal


DAY_2099 = {"first_day_day": "1", "first_day_month": "9", "first_day_year": "2099"}
WRONG = [
    ("happened", {"problems": []}, "problems"),
    ("happened", {"problems": ["visa"]}, "problems"),
    ("several", {"are_several": "yes", "count": "many"}, "count"),
    ("several", {"are_several": "perhaps"}, "are_several"),
    ("where", {"country": ""}, "country"),
    ("where", {"country": "XX"}, "country"),
    ("where", {"country": "DE", "region": "FR-IDF"}, "region"),
    ("employer", {"email": "chef"}, "email"),
    ("dates", {"first_day_day": "32", "first_day_month": "9", "first_day_year": "2026"}, "first_day"),
    ("dates", {"first_day_day": "1", "first_day_month": "19", "first_day_year": "2026"}, "first_day"),
    ("dates", {"first_day_day": "1", "first_day_month": "9", "first_day_year": "26"}, "first_day"),
    ("dates", {"first_day_day": "31", "first_day_month": "2", "first_day_year": "2026"}, "first_day"),
    ("dates", {"first_day_day": "", "first_day_month": "13", "first_day_year": "2026"}, "first_day"),
    ("dates", DAY_2099, "first_day"),
    ("dates", {**DAY_2099, "first_day_day": ""}, "first_day"),
    (
        "dates",
        {"last_day_unknown": "", "last_day_day": "1", "last_day_month": "9", "last_day_year": "2099"},
        "last_day",
    ),
    (
        "dates",
        {"last_day_unknown": "", "last_day_day": "1", "last_day_month": "8", "last_day_year": "2026"},
        "last_day",
    ),
    (
        "dismissal",
        {"received_on_day": "1", "received_on_month": "8", "received_on_year": "2026"},
        "received_on",
    ),
    ("dismissal", {"form": "by raven"}, "form"),
    ("pay", {"kind": "hourly", "amount": "viel"}, "amount"),
    ("pay", {"kind": "hourly", "amount": "-5"}, "amount"),
    ("pay", {"kind": "hourly", "amount": "0"}, "amount"),
    ("pay", {"kind": "hourly", "amount": "1.668"}, "amount"),
    ("pay", {"kind": "hourly", "amount": "9999999"}, "amount"),
    ("pay", {"kind": ""}, "kind"),
    ("pay_day", {"pay_day": "32"}, "pay_day"),
    ("week", {"mon_start": "25:00"}, "mon_start"),
    ("week", {"mon_end": ""}, "mon_end"),
    ("week", {"mon_end": "8:20", "mon_start": "8:00"}, "mon_pause"),
    ("week", {"mon_pause": "long"}, "mon_pause"),
    ("months", {"months-0-month_month": ""}, "months-0-month"),
    ("months", {"months-0-paid": ""}, "months-0-paid"),
    ("months", {"months-0-worked": "745"}, "months-0-worked"),
    ("clause", {"clause_months": "x"}, "clause_months"),
    ("story", {"story": "x" * 20_001}, "story"),
    ("contact", {"channel": "none"}, "channel"),
    ("contact", {"channel": "signal", "value": ""}, "value"),
    ("contact", {"channel": "email", "value": "ich"}, "value"),
    ("contact", {"channel": "sms", "value": "12"}, "value"),
    ("talk", {"words": "липа липа"}, "words"),
    ("talk", {"passport_name": "Ольга"}, "passport_name"),
]


@pytest.mark.parametrize(("slug", "changed", "field"), WRONG)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_wrong_answer_is_asked_again_beside_its_field(client, slug, changed, field, language):
    answer(client, before(slug))
    client.cookies["language"] = language
    response = client.post(at(slug), {**ANSWERS[slug], **changed})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert page.count('class="wrong"') == 1
    assert '<div class="errors" role="alert"' in page
    assert re.search(r"<title>(Error:|Ошибка:)", page)
    typed = {**ANSWERS[slug], **changed}
    boxes = dict(re.findall(r'<input type="text" name="([^"]+)" value="([^"]*)"', page))
    kept = {name: typed[name] for name in boxes if typed.get(name)}
    assert kept == {name: boxes[name] for name in kept}


def test_nasty_words_are_taken_and_shown_as_words(client):
    nasty = '<script>alert("1")</script>\u202e\0 =1+1 {{ 7|add:7 }}'
    case, _digits = visitor.sent_case(
        client,
        story={"story": nasty},
        employer={"name": nasty},
        talk={"alias": nasty},
    )
    assert "\0" not in case.intake.story
    assert "\u202e" not in case.worker.alias
    assert "<script>" in case.employer.name


def test_what_is_shown_on_the_check_page_is_escaped(client):
    answer(client, story={"story": "<script>x</script>"})
    page = client.get("/f/check").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>x" not in page


def test_i_do_not_know_wins_over_what_stands_beside_it(client):
    dates = {**ANSWERS["dates"], "first_day_month": "99", "first_day_unknown": "on"}
    answer(client, dates=dates)
    stored = Draft.objects.get().answers["dates"]
    assert stored["first_day"] is None
    assert stored["first_day_unknown"] is True
    assert "I do not know" in client.get("/f/check").content.decode()


def test_every_date_and_sum_can_be_unknown(client):
    for slug in SLUGS:
        page = client.get(at(slug)).content.decode()
        for name in re.findall(r'name="(\w+_(?:day|on))_day"', page):
            assert f'name="{name}_unknown"' in page
            assert f'name="{name}_about"' in page
        if slug == "pay":
            assert 'name="amount_unknown"' in page
        client.post(at(slug), ANSWERS[slug])


def test_a_language_link_leads_back_to_the_page_and_nowhere_else(client):
    assert client.get("/l/de?to=/code")["Location"] == "/code"
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)", ""):
        assert client.get("/l/de", {"to": elsewhere})["Location"] == "/"
    assert client.get("/l/xx").status_code == 404


def test_going_back_keeps_what_is_right_and_shows_what_was_typed(client):
    answer(client, before("dates"))
    wrong = {**ANSWERS["dates"], "last_day_unknown": "", "last_day_day": "x", "back": "1"}
    assert client.post(at("dates"), wrong)["Location"] == at("employer")
    stored = Draft.objects.get().answers["dates"]
    assert stored["first_day"] == "2026-09-01"
    assert "last_day" not in stored
    page = client.get(at("dates")).content.decode()
    assert 'name="last_day_day" value="x"' in page
    assert 'class="wrong"' not in page


def test_a_change_from_the_check_page_leads_straight_back(client):
    answer(client)
    page = client.get("/f/check").content.decode()
    assert f'<a href="{at("where")}?check">' in page
    response = client.post(f"{at('where')}?check", {**ANSWERS["where"], "place": "Bonn"})
    assert response["Location"] == "/f/check"
    assert "Bonn" in client.get("/f/check").content.decode()


def test_a_change_that_opens_a_branch_asks_it_first(client):
    answer(client, visitor.SHORT, happened={"problems": ["housing"]})
    response = client.post("/f/1?check", {"problems": ["housing", "dismissal"]})
    assert response["Location"] == "/f/6?check"


def test_pages_ahead_lead_back_to_what_is_needed(client):
    for address in ("/f/2", "/f/5", "/f/15", "/f/99"):
        assert client.get(address)["Location"] == "/f/1"
    assert client.get("/f/check")["Location"] == "/"
    client.post("/f/1", ANSWERS["happened"])
    assert client.get("/f/check")["Location"] == at("where")
    assert client.get("/f/0").status_code in (302, 404)


def test_more_rows_lose_nothing(client):
    answer(client, before("months"))
    typed = {**ANSWERS["months"], "months-0-worked": "viel", "more": "1"}
    page = client.post(at("months"), typed).content.decode()
    assert 'value="viel"' in page
    assert 'name="months-2-paid"' in page
    assert 'class="wrong"' not in page


def test_the_working_days_are_filled_like_monday(client):
    answer(client, before("week"))
    page = client.post(at("week"), {**ANSWERS["week"], "fri_end": "12", "copy": "1"}).content.decode()
    assert 'name="thu_end" value="16:30"' in page
    assert 'name="fri_end" value="12"' in page and 'name="fri_start" value=' not in page
    assert 'name="sat_start" value=' not in page


@pytest.mark.parametrize("slug", SLUGS)
def test_buttons_of_other_pages_break_nothing(client, slug):
    answer(client, before(slug))
    for button in ("more", "copy"):
        assert client.post(at(slug), {**ANSWERS[slug], button: "1"}).status_code in (200, 302)


@pytest.mark.parametrize("rows", ["", "x", "-1", "99999", "٣"])
def test_a_changed_number_of_rows_breaks_nothing(client, rows):
    answer(client, before("months"))
    changed = {**ANSWERS["months"], "months-TOTAL_FORMS": rows}
    assert client.post(at("months"), changed).status_code in (302, 422)


# --- The draft ---------------------------------------------------------------------------------


def test_looking_makes_no_draft_and_a_wrong_answer_neither(client):
    client.get("/f/1")
    client.post("/f/1", {})
    assert not Draft.objects.exists()


def test_the_session_holds_the_key_and_nothing_else(client):
    answer(client)
    session = dict(client.session)
    assert set(session) == {visit.DRAFT, visit.SEEN}
    assert session[visit.DRAFT] == str(Draft.objects.get().pk)


def test_nobody_reads_the_answers_in_the_database(client, django_assert_num_queries):
    from django.db import connection

    answer(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_draft")
        row = " ".join(map(str, cursor.fetchone()))
    for planted in ("Ольга", "Wellerau", "звільнили", "333444", "липа"):
        assert planted not in row


def test_a_draft_is_forgotten_after_seven_days(client):
    answer(client)
    now = timezone.now()
    assert drafts.forget(now + timedelta(days=6, hours=23)) == 0
    assert drafts.forget(now + timedelta(days=7, minutes=1)) == 1
    assert client.get("/f/2")["Location"] == "/f/1"


def test_answers_are_gone_once_they_are_a_case(client):
    visitor.sent_case(client)
    assert Draft.objects.get().answers == {}


def quiet(client):
    session = client.session
    session[visit.SEEN] -= visit.QUIET_SECONDS + 1
    session.save()


def test_after_quiet_minutes_a_look_opens_nothing_but_what_was_typed_is_taken(client):
    answer(client, before("dates"))
    quiet(client)
    typing = Client()
    typing.cookies = client.cookies.copy()
    assert typing.post(at("dates"), ANSWERS["dates"])["Location"] == at("dismissal")
    quiet(client)
    assert client.get(at("dates"))["Location"] == "/away"
    assert client.get("/away").status_code == 200
    assert client.get(at("dates"))["Location"] == "/f/1"
    assert Draft.objects.count() == 1


def test_put_aside_and_taken_up_again(client):
    answer(client, before("dates"))
    response = client.post(at("dates"), {**ANSWERS["dates"], "later": "1"})
    assert response["Location"] == "/f/later"
    digits = visitor.code_on(client.get("/f/later"))
    assert digits == visitor.code_on(client.get("/f/later"))
    client.get("/leave")
    assert client.get("/f/later")["Location"] == "/"
    other = Client()
    assert other.post("/code", {"code": digits})["Location"] == at("dismissal")
    for slug in SLUGS[SLUGS.index("dismissal") :]:
        assert other.post(at(slug), ANSWERS[slug]).status_code == 302
    assert visitor.send(other).status_code == 302
    assert visitor.code_on(other.get("/f/sent")) == digits
    assert Draft.objects.count() == 1


def test_who_was_called_away_comes_back_with_the_code_of_the_page(client):
    """No button was pressed to save: the code stood on the page, and the answers waited."""
    answer(client, before("dates"))
    digits = visitor.code_on(client.get(at("dates")))
    quiet(client)
    client.get(at("dates"))
    assert client.post("/code", {"code": digits})["Location"] == at("dates")
    assert "Wellerau" in client.get(at("employer")).content.decode()


# --- The way out -------------------------------------------------------------------------------


def test_leaving_ends_the_session_and_tells_the_browser_to_forget(client, settings):
    answer(client)
    key = client.session.session_key
    response = client.get("/leave")
    assert response.status_code == 303
    assert response["Location"] == settings.QUICK_EXIT_URL
    assert response["Clear-Site-Data"] == '"*"'
    assert response["Cache-Control"] == "no-store"
    for name in (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert response.cookies[name].value == ""
    assert not client.session.exists(key)
    assert client.get("/f/2")["Location"] == "/f/1"
    draft = Draft.objects.get()
    assert not draft.code and draft.code_hash, "only who noted the code opens it again"


def test_leaving_after_sending_forgets_the_draft(client):
    visitor.sent_case(client)
    client.get("/leave")
    assert not Draft.objects.exists()


def test_every_open_page_can_be_left_and_says_nothing_in_its_title(client):
    answer(client)
    for address in ("/", "/f/1", "/f/5", "/f/check", "/f/later", "/code", "/phone", "/away"):
        response = client.get(address)
        page = response.content.decode()
        assert '<a class="btn exit" href="/leave"' in page, address
        title = re.search(r"<title>(.*?)</title>", page)[1].lower()
        assert not re.search("poruch|wage|dismiss|court|köln|wellerau", title), address
        assert response["Cache-Control"] == "no-store"
        assert re.findall("<script.*?>", page) == ['<script src="/static/door.js" defer>']
        assert not re.search(r'(src|href)="(https?:)?//', page)
        assert "style=" not in page


@pytest.mark.parametrize("address", ["/no-such-page", "/l/xx", "/privacy/", "/imprint/"])
def test_the_way_out_stays_in_sight_where_nothing_is_found(client, cast, address):
    page = client.get(address).content.decode()
    assert '<a class="btn exit" href="/leave"' in page
    client.force_login(cast.lena)
    assert 'href="/leave"' not in client.get(address).content.decode()


def test_a_form_that_was_open_too_long_keeps_the_way_out():
    response = Client(enforce_csrf_checks=True).post("/f/1", ANSWERS["happened"])
    assert response.status_code == 403
    assert '<a class="btn exit" href="/leave"' in response.content.decode()
