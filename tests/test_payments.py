"""The money pages: what a form takes, what it says when it does not, and who may see and change what."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from cases import admissions, agreements, events, payee
from cases.models import PayeeAccount
from tests import cast as people

IBAN = "DE89 3704 0044 0532 0130 00"
OTHER_IBAN = "DE02 1203 0000 0000 2020 51"


@pytest.fixture
def case(cast):
    return people.accepted_case(cast.lena)


@pytest.fixture
def lena(cast, client):
    client.force_login(cast.lena)
    return client


def address(case, part=""):
    return f"/cases/{case.pk}/money{part}"


def day(on):
    return {"_day": on.day, "_month": on.month, "_year": on.year}


def spread(name, on):
    return {f"{name}{part}": value for part, value in day(on).items()}


def payment(case, **changes):
    data = {
        "submission_key": uuid4(),
        **spread("received_on", case.today()),
        "amount": "300,00",
        "currency": "EUR",
    }
    return {**data, "kind": "net", **changes}


def agreement(case, *parts, **changes):
    rows = {"row-TOTAL_FORMS": max(len(parts), 1), "row-INITIAL_FORMS": 0}
    for number, (due_on, amount) in enumerate(parts):
        rows |= {**spread(f"row-{number}-due_on", due_on), f"row-{number}-amount": amount}
    first = {
        "submission_key": uuid4(),
        **spread("agreed_on", case.today()),
        "currency": "EUR",
        "kind": "gross",
    }
    return {**first, **rows, **changes}


def in_days(case, days):
    return case.today() + timedelta(days=days)


def test_the_page_shows_how_each_sum_was_made(lena, case):
    page = lena.get(address(case)).content.decode()
    assert "September 2026" in page and "Minimum wage" in page
    assert str(case.claims.first().open_gross)[-3:] in page


def test_a_payment_is_recorded_once_however_often_it_is_sent(lena, case):
    data = payment(case)
    for _ in range(3):
        assert lena.post(address(case, "/payment"), data).url == address(case)
    one = case.payments.get()
    assert (one.amount, one.kind, one.recorded_by.name) == (Decimal("300.00"), "net", "Lena Kramer")
    assert "€300.00 net" in lena.get(address(case)).content.decode()


@pytest.mark.parametrize(
    "change, says",
    [
        ({"amount": ""}, "Write the sum"),
        ({"amount": "0"}, "above zero"),
        ({"amount": "-5"}, "without a minus"),
        ({"amount": "viel"}, "in numbers"),
        ({"amount": "1.234"}, "two ways"),
        ({"amount": "99999999999999"}, "too large"),
        ({"received_on_day": "32"}, "from 1 to 31"),
        ({"received_on_year": "2099"}, "still to come"),
        ({"kind": "gold"}, "Choose one of the answers"),
        ({"currency": "XXX"}, "Choose one of the answers"),
        ({"amount": "\x00"}, "Write the sum"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(lena, case, change, says):
    answer = lena.post(address(case, "/payment"), payment(case, **change))
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page
    assert not case.payments.exists()
    assert change.get("amount") in (None, "", "\x00") or change["amount"] in page


def far_more(case):
    """A hundred times of what is open, as when the comma was left out."""
    return f"{case.claims.first().open_gross * 100:.2f}"


def test_a_sum_far_above_what_is_open_is_asked_about_and_taken_once_it_is_ticked(lena, case):
    assert "The sum is right" not in lena.get(address(case, "/payment")).content.decode()
    data = payment(case, amount=far_more(case))
    asked = lena.post(address(case, "/payment"), data)
    page = asked.content.decode()
    assert asked.status_code == 422 and not case.payments.exists()
    assert "far more than the €" in page and "The sum is right" in page and far_more(case) in page
    assert lena.post(address(case, "/payment"), {**data, "sum_is_right": "on"}).status_code == 302
    assert case.payments.get().amount == Decimal(far_more(case))


def test_a_little_more_or_another_currency_is_not_asked_about(lena, case):
    a_little = f"{case.claims.first().open_gross + 99:.2f}"
    for changes in ({"amount": a_little}, {"amount": far_more(case), "currency": "PLN"}):
        assert lena.post(address(case, "/payment"), payment(case, **changes)).status_code == 302
    assert case.payments.count() == 2


def test_the_tick_stays_where_something_else_is_wrong(lena, case):
    data = payment(case, amount=far_more(case), sum_is_right="on", kind="gold")
    page = lena.post(address(case, "/payment"), data).content.decode()
    assert "far more than" not in page
    assert 'type="checkbox" name="sum_is_right"' in page and "checked" in page


def test_money_for_an_instalment_settles_it(lena, cast, case):
    made = agreements.agree(
        case, by=cast.lena, agreed_on=case.today(), instalments=[(in_days(case, 5), Decimal(700))]
    )
    one = made.instalments.get()
    page = lena.get(address(case, f"/payment?instalment={one.pk}")).content.decode()
    assert 'value="700.00"' in page
    wrong = lena.post(address(case, "/payment"), payment(case, instalment=one.pk, currency="PLN"))
    assert wrong.status_code == 422 and "The agreement is in EUR" in wrong.content.decode()
    data = payment(case, instalment=one.pk, amount="700", kind="gross")
    for _ in range(2):
        assert lena.post(address(case, "/payment"), data).status_code == 302
    assert made.instalments.get().is_settled() and case.payments.count() == 1


def test_an_instalment_that_is_not_open_cannot_be_chosen(lena, cast, case):
    today = case.today()
    made = agreements.agree(
        case,
        by=cast.lena,
        agreed_on=today,
        instalments=[(in_days(case, days), Decimal(700)) for days in (5, 9)],
    )
    settled = made.instalments.first()
    agreements.pay(
        settled,
        by=cast.lena,
        received_on=today,
        amount=Decimal(700),
        kind="gross",
        submission_key=str(uuid4()),
    )
    answer = lena.post(address(case, "/payment"), payment(case, instalment=settled.pk))
    assert answer.status_code == 422 and "Choose one of the answers" in answer.content.decode()


def test_an_agreement_with_rows(lena, case):
    data = agreement(
        case, (in_days(case, 30), "700"), (in_days(case, 60), "650,50"), **{"row-TOTAL_FORMS": 3}
    )
    for _ in range(2):
        assert lena.post(address(case, "/agreement"), data).status_code == 302
    made = case.agreements.get()
    assert [one.amount for one in made.instalments.all()] == [Decimal("700.00"), Decimal("650.50")]
    case.refresh_from_db()
    assert case.stage == "agreed"
    assert "Instalment" not in lena.get(address(case)).content.decode().partition("What came in")[0]


def test_more_rows_come_without_a_script_and_keep_what_was_typed(lena, case):
    data = agreement(case, (in_days(case, 30), "siebenhundert"), more="1")
    answer = lena.post(address(case, "/agreement"), data)
    page = answer.content.decode()
    assert answer.status_code == 200 and "siebenhundert" in page
    assert 'name="row-3-amount"' in page and 'name="row-TOTAL_FORMS" value="4"' in page
    assert "is-wrong" not in page
    assert not case.agreements.exists()


@pytest.mark.parametrize(
    "rows, says",
    [
        ([], "at least one sum"),
        ([(30, "")], "Write the sum for this day"),
        ([(30, "0")], "above zero"),
        ([(-3, "700")], "before the agreement"),
        ([(30, "viel")], "in numbers"),
    ],
)
def test_mistakes_in_rows_are_named(lena, case, rows, says):
    parts = [(in_days(case, days), amount) for days, amount in rows]
    answer = lena.post(address(case, "/agreement"), agreement(case, *parts))
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not case.agreements.exists()


@pytest.mark.parametrize("count", ["", "x", "-1", "99999", "\x00"])
def test_a_bent_number_of_rows_is_no_crash(lena, case, count):
    for extra in ({}, {"more": "1"}):
        data = agreement(case, (in_days(case, 30), "700"), **{"row-TOTAL_FORMS": count}, **extra)
        assert lena.post(address(case, "/agreement"), data).status_code in (200, 302, 422)


@pytest.mark.parametrize(
    "count, says",
    [
        ("100000", "Diese Seite nimmt höchstens 60 Zeilen"),
        ("x", "Schreiben Sie mindestens einen Betrag und den Tag, an dem er fällig ist."),
    ],
)
def test_a_number_of_rows_nobody_typed_is_answered_in_the_readers_language(lena, cast, case, count, says):
    type(cast.lena).objects.filter(pk=cast.lena.pk).update(language="de")
    data = agreement(case, (in_days(case, 30), "700"), **{"row-TOTAL_FORMS": count})
    answer = lena.post(address(case, "/agreement"), data)
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page
    assert "Please submit" not in page and "ManagementForm" not in page
    assert not case.agreements.exists()


def test_an_agreement_before_the_case_is_accepted_says_what_is_missing(lena, cast):
    case = people.taken_case(cast.lena)
    answer = lena.post(address(case, "/agreement"), agreement(case, (in_days(case, 30), "700")))
    assert answer.status_code == 422 and "not possible from the stage" in answer.content.decode()
    assert not case.agreements.exists()


def test_writing_off_needs_a_choice_and_a_reason(lena, cast, case):
    made = agreements.agree(
        case, by=cast.lena, agreed_on=case.today(), instalments=[(in_days(case, 5), Decimal(700))]
    )
    answer = lena.post(address(case, "/write-off"), {})
    assert answer.status_code == 422
    assert "Choose at least one" in answer.content.decode() and "Write the reason" in answer.content.decode()
    data = {"instalments": [made.instalments.get().pk], "reason": "Insolvenz"}
    assert lena.post(address(case, "/write-off"), data).status_code == 302
    assert "Written off" in lena.get(address(case)).content.decode()


def test_a_claim_by_hand_is_added_once(lena, case):
    data = {
        "submission_key": uuid4(), "claim_type": "overtime", "month_month": "9", "month_year": "2026",
        "amount": "120,50", "currency": "EUR", "note": "12 × €10 <b>",
    }  # fmt: skip
    for _ in range(2):
        assert lena.post(address(case, "/claim"), data).status_code == 302
    assert case.claims.filter(is_computed=False).count() == 1
    page = lena.get(address(case)).content.decode()
    assert "12 × €10 &lt;b&gt;" in page


def test_the_account_is_kept_encrypted_and_history_has_no_number(lena, cast, case):
    assert (
        lena.post(address(case, "/account"), {"holder": "Olha O'Brien", "iban": IBAN.lower()}).status_code
        == 302
    )
    account = PayeeAccount.objects.get(case=case)
    assert (account.holder, account.iban) == ("Olha O'Brien", IBAN.replace(" ", ""))
    page = lena.get(address(case)).content.decode()
    assert "DE… 3000" in page and IBAN.replace(" ", "") not in page.replace(" ", "")
    event = case.events.get(kind="account_added")
    assert "3000" not in str(event.detail) and not event.text_id
    payee.set_account(case, by=cast.lena, holder="Olha O'Brien", iban=OTHER_IBAN)
    assert case.events.get(kind="account_changed").detail["iban_changed"] is True
    payee.set_account(case, by=cast.lena, holder="Olha O'Brien", iban=OTHER_IBAN)
    assert case.events.filter(kind="account_changed").count() == 1
    events.verify(case)


@pytest.mark.parametrize(
    "iban",
    ["", "DE", "hello", "DE89 3704 0044 0532 0130 01", "DE8937040044053201300", "ДЕ89", "\x00", "9" * 90],
)
def test_an_account_that_cannot_be_is_refused_in_words(lena, case, iban):
    answer = lena.post(address(case, "/account"), {"holder": "Olha", "iban": iban})
    assert answer.status_code == 422 and not PayeeAccount.objects.exists()
    assert "IBAN" in answer.content.decode() and "invalid" not in answer.content.decode().lower().replace(
        "aria-invalid", ""
    )


def test_a_changed_account_after_an_approved_letter_shows(lena, cast, case):
    payee.set_account(case, by=cast.lena, holder="Olha", iban=IBAN)
    words = "that letter names the old one"
    assert words not in lena.get(address(case)).content.decode()
    events.record(case, "letter_approved", by=cast.tomasz)
    assert words not in lena.get(address(case)).content.decode()
    payee.set_account(case, by=cast.lena, holder="Olha", iban=OTHER_IBAN)
    assert words in lena.get(address(case)).content.decode()
    events.record(case, "letter_approved", by=cast.tomasz)
    assert words not in lena.get(address(case)).content.decode()


PAGES = ["", "/claim", "/payment", "/agreement", "/write-off", "/account"]


def test_who_may_open_which_page(cast, case, client):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="Advice")
    admissions.admit(case, by=cast.ayla, user=cast.pavlo, role="caseworker", scope="case", purpose="Sums")
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    payee.set_account(case, by=cast.lena, holder="Olha Oserna", iban=IBAN)
    allowed = {
        "lena": PAGES,
        "ayla": PAGES,
        "hanna": [""],
        "pavlo": PAGES[:-1],
    }
    for name, person in cast.people.items():
        if name == "dora":
            continue
        client.force_login(person)
        for page in PAGES:
            status = client.get(address(case, page)).status_code
            expected = 200 if page in allowed.get(name, []) else 403 if name in allowed else 404
            assert status == expected, (name, page)
    client.logout()
    assert client.get(address(case)).status_code == 302


def test_who_may_not_know_the_person_sees_that_there_is_an_account_and_no_more(cast, case, client):
    payee.set_account(case, by=cast.lena, holder="Olha Oserna", iban=IBAN)
    admissions.admit(case, by=cast.ayla, user=cast.pavlo, role="caseworker", scope="case", purpose="Sums")
    client.force_login(cast.pavlo)
    page = client.get(address(case)).content.decode()
    assert "An account is kept" in page
    assert "Oserna" not in page and "3000" not in page


@pytest.mark.parametrize("currency", ["EUR", "RON", "SEK"])
def test_money_comes_in_in_the_currency_of_the_pay(cast, client, currency):
    case = people.open_case(cast.lena, pay={"currency": currency})
    client.force_login(cast.lena)
    page = client.get(address(case, "/payment"))
    assert page.context["form"]["currency"].value() == currency
    assert client.post(address(case, "/payment"), payment(case, currency=currency)).status_code == 302
    assert case.payments.get().currency == currency
