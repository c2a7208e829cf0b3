"""Search: numbers however typed, names however spelled, and nothing that the reader may not know."""

import pytest

from cases import admissions, search
from tests import cast as people


def found(user, text):
    return {case.reference for case in search.find(user, text)}


@pytest.fixture
def case(cast):
    return people.open_case(
        cast.lena,
        employer={"name": "Rheintal Montage GmbH"},
        person={"alias": "Петя", "name": "Пётр Иванов", "passport_name": "Piotr Ivanov"},
    )


@pytest.mark.parametrize(
    "typed", ["{}", "{} ", " kln-{y}-{n}", "KLN {y} {n}", "kln{y}{n}", "KLN–{y}–{s}", "ＫＬＮ-{y}-{n}"]
)
def test_a_number_is_found_however_it_is_typed(cast, case, typed):
    _code, year, number = case.reference.split("-")
    text = typed.format(case.reference, y=year, n=number, s=int(number))
    assert found(cast.lena, text) == {case.reference}


@pytest.mark.parametrize(
    "typed", ["Иванов", "Ivanov", "Iwanow", "IVANOFF", "iwanow, piotr", "Пётр Иванов", "петя"]
)
def test_a_name_is_found_in_every_spelling(cast, case, typed):
    assert found(cast.lena, typed) == {case.reference}


@pytest.mark.parametrize("typed", ["O'Brien", "O’Brien", "obrien", "Seán O'Brien"])
def test_an_apostrophe_is_no_obstacle(cast, typed):
    case = people.open_case(cast.lena, person={"name": "Seán O'Brien", "passport_name": "", "alias": ""})
    assert found(cast.lena, typed) == {case.reference}


@pytest.mark.parametrize("typed", ["Rheintal", "rheintal montage", "Montage GmbH Rheintal"])
def test_an_employer_is_found_by_whole_words(cast, case, typed):
    assert found(cast.lena, typed) == {case.reference}


@pytest.mark.parametrize(
    "typed", ["Rhein", "Ivan", "KLN-2026-9999", "Ivanov Rheintal", "%", "_", "*", "'; --"]
)
def test_parts_of_words_and_signs_find_nothing(cast, case, typed):
    assert found(cast.lena, typed) == set()


@pytest.mark.parametrize("typed", ["Rheintal", "Ivanov", "{}"])
def test_what_may_not_be_seen_is_not_found(cast, case, typed):
    text = typed.format(case.reference)
    for person in (cast.hanna, cast.pavlo, cast.nora, cast.otto, cast.dora):
        assert found(person, text) == set()
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    assert found(cast.tomasz, text) == set()
    assert found(cast.ayla, text) == {case.reference}


def test_who_may_not_know_the_person_does_not_find_the_case_by_name(cast, case):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", scope="case", purpose="Advice")
    assert found(cast.hanna, "Ivanov") == set()
    assert found(cast.hanna, "Rheintal") == found(cast.hanna, case.reference) == {case.reference}
    admissions.admit(case, by=cast.ayla, user=cast.pavlo, role="caseworker", purpose="Interpreting")
    assert found(cast.pavlo, "Ivanov") == {case.reference}


def test_a_member_admitted_to_a_restricted_case_without_the_person_finds_no_name(cast, case):
    admissions.restrict(case, by=cast.ayla, people=[cast.lena, cast.ayla], purpose="Threats")
    admissions.admit(case, by=cast.ayla, user=cast.tomasz, role="observer", scope="case", purpose="Advice")
    assert found(cast.tomasz, "Ivanov") == set()
    assert found(cast.tomasz, case.reference) == {case.reference}


@pytest.mark.parametrize(
    "typed",
    [
        "%00",
        "a%00b",
        "%ff%fe",
        "%ED%A0%80",
        "x" * 6000,
        "%0d%0aX: y",
        "%F0%9F%92%99",
        "<b>",
        "%E2%80%AEabc",
        "",
    ],
)
def test_odd_questions_get_a_plain_answer(cast, case, client, typed):
    client.force_login(cast.lena)
    answer = client.get(f"/cases/search?q={typed}")
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode().replace("&lt;b&gt;", "")


def test_the_page_leads_straight_to_a_number_and_lists_names(cast, case, client):
    client.force_login(cast.lena)
    assert client.get("/cases/search", {"q": case.reference.lower()}).url == case.get_absolute_url()
    page = client.get("/cases/search", {"q": "Iwanow"}).content.decode()
    assert case.reference in page and "Петя" in page and "Иванов" not in page.replace("Иванов, Ivanov", "")
    assert "Nothing found" in client.get("/cases/search", {"q": "Nobody"}).content.decode()


def test_a_hidden_case_and_a_missing_one_answer_alike(cast, case, client):
    client.force_login(cast.hanna)
    hidden = client.get("/cases/search", {"q": case.reference})
    missing = client.get("/cases/search", {"q": case.reference.replace("-0", "-9")})
    assert hidden.status_code == missing.status_code == 200
    assert "Nothing found" in hidden.content.decode() and "Nothing found" in missing.content.decode()
