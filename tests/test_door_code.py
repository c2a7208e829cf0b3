"""The receipt code: how it is read, sent once, confirmed, guessed at, renewed and voided."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.models import Case
from door import code, drafts, guessing, receipts, submitting
from door.models import Draft, Receipt
from security.models import AccessEntry, Counter
from tests import cast as people
from tests import visitor

ZEROS = {"plain": "0", "arabic": "٠", "persian": "۰", "devanagari": "०", "bengali": "০", "wide": "０"}


def test_a_code_has_16_digits_and_stands_in_four_groups():
    drawn = {code.draw() for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch(r"\d{16}", one) for one in drawn)
    assert code.groups("1234567890123456") == ["1234", "5678", "9012", "3456"]


@settings(max_examples=300, deadline=None)
@given(
    digits=st.text("0123456789", min_size=16, max_size=16),
    script=st.sampled_from(sorted(ZEROS)),
    between=st.lists(
        st.sampled_from(["", " ", "-", "–", "\u00a0", "\u2009", " - "]), min_size=16, max_size=16
    ),
)
def test_digits_of_any_script_with_spaces_and_dashes_are_read(digits, script, between):
    zero = ord(ZEROS[script])
    typed = "".join(chr(zero + int(digit)) + gap for digit, gap in zip(digits, between, strict=True))
    expected = digits if len(typed) <= code.LONGEST else None
    assert code.read(typed) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_code_or_none(text):
    found = code.read(text)
    assert found is None or re.fullmatch("[0-9]{16}", found)


@pytest.mark.parametrize(
    "wrong", ["", None, "1" * 15, "1" * 17, "1" * 15 + "a", "1" * 15 + "²", "x" * 100_000]
)
def test_everything_else_is_no_code(wrong):
    assert code.read(wrong) is None


# --- Sending -----------------------------------------------------------------------------------


def test_a_hundred_equal_posts_make_one_case_and_show_one_code(client, cast):
    visitor.answer(client)
    shown = set()
    for _ in range(100):
        assert visitor.send(client)["Location"] == "/f/sent"
        shown.add(visitor.code_on(client.get("/f/sent")))
    assert Case.objects.count() == Receipt.objects.count() == 1
    assert len(shown) == 1
    assert len(shown.pop()) == 16


def test_equal_posts_at_the_same_moment_make_one_case(transactional_db):
    people.build()
    client = Client()
    visitor.answer(client)
    draft, codes, faults = Draft.objects.get(), [], []

    def send():
        try:
            codes.append(submitting.send(draft, consent={"read": True, "act": False}, language="uk").code)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(set(codes)) == 1
    assert Case.objects.count() == Receipt.objects.count() == 1


def test_without_consent_nothing_is_sent(client, cast):
    visitor.answer(client)
    response = client.post("/f/check", {"act": "on"})
    assert response.status_code == 422
    assert "Without your consent" in response.content.decode()
    assert not Case.objects.exists()


def test_the_consent_names_the_group_that_will_read(client, cast):
    visitor.answer(client)
    assert "Group: Köln" in client.get("/f/check").content.decode()


def test_the_promised_day_is_a_date_of_the_team(client, cast):
    case, _digits = visitor.sent_case(client)
    promise = case.deadlines.get(kind="task")
    assert case.today() <= promise.safe_on <= case.today() + timedelta(days=3)
    assert promise.title == "Bericht aus dem Formular lesen und antworten"


def test_only_the_keyed_hash_of_a_code_is_stored(client, cast):
    _case, digits = visitor.sent_case(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_receipt")
        stored = " ".join(map(str, cursor.fetchone()))
        cursor.execute("SELECT * FROM door_draft")
        stored += " ".join(map(str, cursor.fetchone()))
    assert digits not in stored
    assert code.keyed(digits) in stored


# --- Confirming --------------------------------------------------------------------------------


def test_the_right_last_four_hide_the_code_for_good(client, cast):
    _case, digits = visitor.sent_case(client)
    wrong = client.post("/f/sent", {"last": f"{(int(digits[-4:]) + 1) % 10_000:04}"})
    assert wrong.status_code == 422
    assert visitor.code_on(wrong) == digits
    right = client.post("/f/sent", {"last": digits[-4:]})
    assert right.status_code == 200
    assert "written down correctly" in right.content.decode()
    assert digits[:4] not in right.content.decode()
    again = client.get("/f/sent").content.decode()
    assert "no longer shown" in again
    assert Draft.objects.get().code == ""


def test_the_last_four_may_be_typed_in_any_digits(client, cast):
    _case, digits = visitor.sent_case(client)
    typed = "".join(chr(ord("٠") + int(digit)) for digit in digits[-4:])
    assert client.post("/f/sent", {"last": typed}).status_code == 200


def test_after_an_hour_the_code_is_gone_from_page_and_row(client, cast):
    visitor.sent_case(client)
    Draft.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    assert visitor.code_on(client.get("/f/sent")) == ""
    drafts.forget()
    assert Draft.objects.get().code == ""
    drafts.forget(timezone.now() + timedelta(hours=1, minutes=1))
    assert not Draft.objects.exists()


def test_a_legal_date_stands_on_the_receipt_and_says_nobody_checked_it(client, cast):
    visitor.sent_case(client)
    page = client.get("/f/sent").content.decode()
    assert "3 December 2026" in page
    assert "A person has not checked it yet" in page


# --- Guessing ----------------------------------------------------------------------------------


def try_code(client, digits, address="203.0.113.7"):
    return client.post("/code", {"code": digits}, REMOTE_ADDR=address)


def test_ten_tries_a_minute_from_one_address(client, cast, monkeypatch):
    monkeypatch.setattr("security.throttle.time.time", lambda: 1_800_000_000)
    answers = [try_code(client, code.draw()).status_code for _ in range(15)]
    assert answers == [422] * 10 + [429] * 5
    assert try_code(client, code.draw(), "203.0.113.200").status_code == 429
    assert try_code(client, code.draw(), "198.51.100.1").status_code == 422


@pytest.mark.long
def test_ten_thousand_random_codes_are_throttled_and_none_is_right(client, cast, rf, monkeypatch):
    """One address gets ten through; the last thousand come from as many addresses, slowly and noticed."""
    case, digits = visitor.sent_case(client)
    slept, opened = [], 0
    monkeypatch.setattr(guessing.time, "sleep", slept.append)
    monkeypatch.setattr("security.throttle.time.time", lambda: 1_800_000_000)
    for number in range(10_000):
        address = "203.0.113.7" if number < 9_000 else f"10.{number // 250 % 250}.{number % 250}.1"
        if guessing.may_try(rf.post("/code", REMOTE_ADDR=address)):
            opened += 1
            assert receipts.find(code.draw()) is None
    assert opened == 1_010
    assert len(slept) == 1_010 - guessing.TRIES_OF_ALL_AN_HOUR
    assert AccessEntry.objects.filter(kind="codes_guessed").count() == 1
    near = [f"{(int(digits) + step) % 10**16:016}" for step in range(-500, 501) if step]
    assert not any(receipts.find(one) for one in near)
    assert receipts.find(digits).case == case


def comparable(response):
    body = re.sub(rb'(name="csrfmiddlewaretoken" value)="[^"]*"', rb"\1", response.content)
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    return response.status_code, headers, re.sub(rb'(id="id_code"[^>]*? value)="[^"]*"', rb"\1", body)


def test_unknown_and_voided_codes_get_the_same_answer(cast):
    case, digits = visitor.sent_case(Client())
    receipts.void(case, by=cast.lena)
    unknown, voided, short = (
        comparable(try_code(Client(), typed)) for typed in (code.draw(), digits, "1234")
    )
    assert unknown == voided == short
    assert unknown[0] == 422


def test_unknown_and_voided_codes_cost_the_same_work(cast, django_assert_num_queries):
    case, digits = visitor.sent_case(Client())
    receipts.void(case, by=cast.lena)
    for typed in (code.draw(), digits, "1234"):
        with django_assert_num_queries(2):
            receipts.find(code.read(typed) or "")
            drafts.find(code.read(typed) or "")


def test_tries_are_counted_under_hashes(client, cast):
    try_code(client, code.draw())
    assert not any("203.0.113" in key for key in Counter.objects.values_list("key", flat=True))


# --- In the hands of the team ------------------------------------------------------------------


def test_a_new_code_voids_the_old_one_and_is_shown_once(client, cast):
    case, old = visitor.sent_case(Client())
    client.force_login(cast.lena)
    asked = client.get(f"/cases/{case.pk}/code").content.decode()
    assert "липа бібліотека" in asked
    assert "Please come to our office hour." in asked
    page = client.post(f"/cases/{case.pk}/code").content.decode()
    new = re.search(r"\d{4} \d{4} \d{4} \d{4}", page)[0].replace(" ", "")
    assert receipts.find(old) is None
    assert receipts.find(new).case == case
    assert new[:4] not in client.get(f"/cases/{case.pk}/code").content.decode()
    assert case.events.filter(kind="code_renewed", by=cast.lena, visibility="team").count() == 1
    assert new not in str(list(case.events.values()))


def test_voiding_twice_is_one_entry(client, cast):
    case, digits = visitor.sent_case(Client())
    client.force_login(cast.lena)
    for _ in range(2):
        assert client.post(f"/cases/{case.pk}/code/void").status_code == 302
    assert receipts.find(digits) is None
    assert case.events.filter(kind="code_voided").count() == 1


@pytest.mark.parametrize("name", ["hanna", "nora", "otto"])
def test_strangers_give_no_codes(client, cast, name):
    case, digits = visitor.sent_case(Client())
    client.force_login(getattr(cast, name))
    for address in (f"/cases/{case.pk}/code", f"/cases/{case.pk}/code/void"):
        assert client.post(address).status_code == 404
    assert receipts.find(digits).case == case


def test_the_case_page_says_whether_a_code_opens_the_page(client, cast):
    case, _digits = visitor.sent_case(Client())
    client.force_login(cast.lena)
    assert "A code opens it, given on" in client.get(case.get_absolute_url()).content.decode()
    receipts.void(case, by=cast.lena)
    assert "No code opens it." in client.get(case.get_absolute_url()).content.decode()
