"""Correcting who the worker and the employer are: encrypted, found by the new name, told without names."""

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from cases import admissions, events, people, search
from cases.models import Case
from security.models import AccessEntry
from tests import cast as company

PERSON = {
    "alias": "Олена",
    "name": "Олена Ткаченко",
    "passport_name": "Olena Tkachenko",
    "language": "ru",
    "address": "",
    "contact_channel": "email",
    "contact_value": "olena@example.org",
    "safe_to_contact": "no",
    "contact_note": "",
    "callback_words": "",
}
FIRM = {
    "name": "Rheintal Montage GmbH",
    "represented_by": "",
    "street": "Werkstraße 3",
    "postal_code": "50739",
    "town": "Köln",
    "email": "",
    "register_number": "",
}


@pytest.fixture
def case(cast):
    return company.open_case(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    return client


def fresh(case):
    return Case.objects.get(pk=case.pk)


def person_url(case):
    return f"/cases/{case.pk}/person/edit"


def firm_url(case):
    return f"/cases/{case.pk}/employer"


def found(cast, words):
    return set(search.find(User.objects.get(pk=cast.lena.pk), words))


def test_the_new_name_is_found_and_the_old_one_is_not(cast, case):
    assert found(cast, "Озерна") == {case}
    signed_in(cast.lena).post(person_url(case), PERSON)
    assert fresh(case).worker.name == "Олена Ткаченко"
    assert fresh(case).worker.safe_to_contact is False
    assert found(cast, "Tkachenko") == {case}
    assert found(cast, "Озерна") == set()


def test_history_tells_which_fields_and_no_names(cast, case):
    signed_in(cast.lena).post(person_url(case), PERSON)
    said = fresh(case).events.get(kind="person_changed")
    assert said.by == cast.lena
    assert {"name", "passport_name", "language", "contact_channel"} <= set(said.detail["fields"])
    assert said.text_id is None
    for word in ("Олена", "Tkachenko", "olena@"):
        assert word not in str(said.detail)
    assert events.verify(case) == case.events.count()


def test_names_are_unreadable_in_the_database(cast, case):
    signed_in(cast.lena).post(person_url(case), PERSON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_worker")
        stored = " ".join(
            str(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in cursor.fetchone()
        )
    for word in ("Олена", "Tkachenko", "olena@example.org"):
        assert word not in stored


def test_the_firm_is_found_by_its_new_name(cast, case):
    response = signed_in(cast.lena).post(firm_url(case), FIRM)
    assert response.status_code == 302
    assert fresh(case).employer.address_lines[0] == "Rheintal Montage GmbH"
    assert found(cast, "rheintal montage gmbh") == {case}
    assert found(cast, "Hotelbetrieb Wellerau GmbH") == set()
    assert "name" in fresh(case).events.get(kind="employer_changed").detail["fields"]


def test_the_firm_of_another_case_stays_as_it_is(cast, case):
    other = company.open_case(cast.hanna, region="DE-HH")
    signed_in(cast.lena).post(firm_url(case), FIRM)
    assert fresh(other).employer.name == "Hotelbetrieb Wellerau GmbH"


def test_nothing_changed_leaves_no_trace(cast, case):
    already = case.events.count()
    people.change_person(case, by=cast.lena, values={"name": case.worker.name})
    people.change_employer(case, by=cast.lena, values={"town": case.employer.town})
    assert case.events.count() == already


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"passport_name": "Олена"}, "passport_name"),
        ({"contact_channel": "none"}, "contact_channel"),
        ({"contact_value": ""}, "contact_value"),
        ({"contact_value": "olena"}, "contact_value"),
        ({"language": ""}, "language"),
    ],
)
def test_a_wrong_answer_keeps_the_rest(cast, case, changes, field):
    response = signed_in(cast.lena).post(person_url(case), PERSON | changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Олена Ткаченко" in response.content.decode()
    assert fresh(case).worker.name == "Ольга Озерна"


def test_a_wrong_address_of_the_firm_keeps_the_rest(cast, case):
    response = signed_in(cast.lena).post(firm_url(case), FIRM | {"email": "x"})
    assert response.status_code == 422
    assert "Rheintal" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [("lena", 200), ("tomasz", 200), ("ayla", 200), ("hanna", 404), ("nora", 404), ("otto", 404)],
)
def test_who_may_correct(cast, case, name, status):
    client = signed_in(getattr(cast, name))
    for address, values in ((person_url(case), PERSON), (firm_url(case), FIRM)):
        assert client.get(address).status_code == status
        if status == 404:
            assert client.post(address, values).status_code == 404
    if status == 404:
        assert fresh(case).worker.name == "Ольга Озерна"
        assert "Озерна" not in client.get(person_url(case)).content.decode()


@pytest.mark.parametrize(
    ("role", "scope", "person", "firm"),
    [
        ("caseworker", "case", 403, 200),
        ("caseworker", "identity", 200, 200),
        ("observer", "identity", 403, 403),
        ("observer", "case", 403, 403),
    ],
)
def test_an_admission_opens_what_it_says(cast, case, role, scope, person, firm):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role=role, purpose="asked", scope=scope)
    client = signed_in(cast.hanna)
    assert client.get(person_url(case)).status_code == person
    assert client.get(firm_url(case)).status_code == firm
    given = 200 if scope == "identity" else 403
    assert client.get(f"/cases/{case.pk}/intake").status_code == given


def test_opening_the_person_or_the_intake_is_logged(cast, case):
    client = signed_in(cast.lena)
    client.get(person_url(case))
    client.get(f"/cases/{case.pk}/intake")
    read = AccessEntry.objects.filter(kind="reading", case_id=case.pk, user_id=cast.lena.pk)
    assert set(read.values_list("detail", flat=True)) == {"person", "intake"}


def test_the_intake_is_shown_as_it_was_given_whatever_changed_later(cast, case):
    client = signed_in(cast.lena)
    client.post(person_url(case), PERSON)
    html = client.get(f"/cases/{case.pk}/intake").content.decode()
    for shown in (
        "Ольга Озерна",
        "Olha Oserna",
        "+49 000 333444",
        "12 November 2026",
        "120",
        "Мене звільнили",
    ):
        assert shown in html
    assert "Олена" not in html
    assert client.post(f"/cases/{case.pk}/intake").status_code == 405


def test_an_intake_of_any_shape_is_shown(cast):
    case = company.open_case(
        cast.lena,
        pay=None,
        clause=None,
        dismissal=None,
        employer={"unheard_of": "<script>"},
        periods=[{"month": "2026-09", "units": "7", "paid": "1", "paid_kind": "cash"}],
        external_id="A-17",
    )
    html = signed_in(cast.lena).get(f"/cases/{case.pk}/intake").content.decode()
    assert "A-17" in html
    assert "&lt;script&gt;" in html


def test_a_closed_case_rests(cast, case):
    Case.objects.filter(pk=case.pk).update(stage="closed")
    client = signed_in(cast.lena)
    assert client.post(person_url(case), PERSON).status_code == 302
    assert fresh(case).worker.name == "Ольга Озерна"


def test_the_case_page_tells_of_corrections_without_names(cast, case):
    client = signed_in(cast.lena)
    client.post(person_url(case), PERSON)
    client.post(firm_url(case), FIRM)
    html = client.get(case.get_absolute_url()).content.decode()
    assert "Data of the person changed" in html
    assert "Ткаченко" not in html


@pytest.mark.parametrize(
    ("url", "page", "changed", "typed"),
    [
        (person_url, PERSON, {"alias": "Оля"}, "Олена Ткаченко"),
        (firm_url, FIRM, {"town": "Bonn"}, "Rheintal Montage GmbH"),
    ],
)
def test_who_comes_second_sees_that_and_keeps_every_word(cast, case, url, page, changed, typed):
    lena, seen = signed_in(cast.lena), {"seen": "0"}
    assert 'name="seen" value="0"' in lena.get(url(case)).content.decode()
    first = signed_in(cast.tomasz).post(url(case), page | changed | seen)
    assert first.status_code == 302
    before = case.events.count()
    second = lena.post(url(case), page | seen)
    shown = second.content.decode()
    assert second.status_code == 409 and "Somebody else changed this page meanwhile" in shown
    assert typed in shown and case.events.count() == before
    now = {"seen": str(second.context["seen"])}
    assert lena.post(url(case), page | now).status_code == 302
    assert case.events.count() == before + 1
