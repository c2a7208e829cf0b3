"""Access on screen: handing over, letting in and out, restricting, walls, the queue, conflicts."""

import pytest
from django.test import Client

from accounts.models import Membership
from cases import admissions, policy
from cases.models import Admission, Case
from tests import cast as people
from tests.answers import day


@pytest.fixture
def case(cast):
    return people.taken_case(cast.lena)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def text(response):
    return response.content.decode()


def admitting(cast, **changes):
    posted = {"email": cast.hanna.email, "role": "interpreter", "scope": "case", "purpose": "Dolmetscht"}
    return {f"admit-{name}": value for name, value in (posted | changes).items()}


def test_a_coordinator_lets_somebody_in_and_out(cast, case):
    ayla, hanna = signed_in(cast.ayla), signed_in(cast.hanna)
    assert hanna.get(f"/cases/{case.pk}/").status_code == 404
    assert ayla.post(f"/cases/{case.pk}/access/admit", admitting(cast)).status_code == 302
    assert hanna.get(f"/cases/{case.pk}/").status_code == 200
    assert not policy.can(cast.hanna, "see_person", case)
    shown = text(ayla.get(f"/cases/{case.pk}/access"))
    assert "Hanna Petersen" in shown and "Dolmetscht" in shown
    assert ayla.post(f"/cases/{case.pk}/access/release/{cast.hanna.pk}").status_code == 302
    assert hanna.get(f"/cases/{case.pk}/").status_code == 404
    assert ayla.post(f"/cases/{case.pk}/access/release/{cast.hanna.pk}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "niemand@poruch.example"}, "No account has this address."),
        ({"email": "dora@poruch.example"}, "No account has this address."),
        ({"purpose": ""}, "Write what the person is needed for."),
        ({"role": "king"}, "Choose one of the answers."),
        (day("until_on", 1, 1, 2020), "This day is over."),
    ],
)
def test_what_is_in_the_way_is_said_at_the_field(cast, case, changes, sentence):
    answer = signed_in(cast.ayla).post(f"/cases/{case.pk}/access/admit", admitting(cast, **changes))
    assert answer.status_code == 422 and sentence in text(answer)
    assert not Admission.objects.exists()


@pytest.mark.parametrize("act", ["admit", "restrict", "unrestrict", "wall"])
def test_a_caseworker_lets_nobody_in(cast, case, act):
    assert signed_in(cast.lena).post(f"/cases/{case.pk}/access/{act}", {}).status_code == 403
    assert signed_in(cast.hanna).post(f"/cases/{case.pk}/access/{act}", {}).status_code == 404
    assert "Admit somebody" not in text(signed_in(cast.lena).get(f"/cases/{case.pk}/access"))


def test_the_case_is_handed_over_to_somebody_of_the_team(cast, case):
    lena = signed_in(cast.lena)
    assert lena.post(f"/cases/{case.pk}/access/hand-over", {"hand-to": str(cast.hanna.pk)}).status_code == 422
    assert (
        lena.post(f"/cases/{case.pk}/access/hand-over", {"hand-to": str(cast.tomasz.pk)}).status_code == 302
    )
    case.refresh_from_db()
    assert case.responsible == cast.tomasz


def test_a_restricted_case_keeps_at_least_two_people(cast, case):
    ayla, address = signed_in(cast.ayla), f"/cases/{case.pk}/access/restrict"
    alone = {"restrict-people": [str(cast.ayla.pk)], "restrict-purpose": "Drohungen"}
    answer = ayla.post(address, alone)
    assert answer.status_code == 422 and "Choose at least two people." in text(answer)
    two = alone | {"restrict-people": [str(cast.ayla.pk), str(cast.lena.pk)]}
    assert ayla.post(address, two).status_code == 302
    assert signed_in(cast.tomasz).get(f"/cases/{case.pk}/").status_code == 404
    assert signed_in(cast.lena).get(f"/cases/{case.pk}/").status_code == 200
    refused = ayla.post(f"/cases/{case.pk}/access/release/{cast.lena.pk}", follow=True)
    assert "A restricted case needs at least two admitted people" in text(refused)
    assert ayla.post(f"/cases/{case.pk}/access/unrestrict").status_code == 302
    assert signed_in(cast.tomasz).get(f"/cases/{case.pk}/").status_code == 200


def test_who_restricts_a_case_away_from_themselves_lands_on_their_list(cast, case):
    two = {"restrict-people": [str(cast.tomasz.pk), str(cast.lena.pk)], "restrict-purpose": "Drohungen"}
    answer = signed_in(cast.ayla).post(f"/cases/{case.pk}/access/restrict", two)
    assert answer["Location"] == "/cases/"


def test_a_wall_keeps_a_colleague_away_and_frees_the_case(cast, case):
    ayla = signed_in(cast.ayla)
    assert ayla.post(f"/cases/{case.pk}/access/wall", {"wall-user": str(cast.ayla.pk)}).status_code == 422
    assert ayla.post(f"/cases/{case.pk}/access/wall", {"wall-user": str(cast.lena.pk)}).status_code == 302
    assert signed_in(cast.lena).get(f"/cases/{case.pk}/").status_code == 404
    case.refresh_from_db()
    assert case.responsible is None
    assert "Kept away" in text(ayla.get(f"/cases/{case.pk}/access"))
    wall = case.walls.get()
    assert signed_in(cast.tomasz).post(f"/cases/{case.pk}/access/wall/{wall.pk}/end").status_code == 403
    assert ayla.post(f"/cases/{case.pk}/access/wall/{wall.pk}/end").status_code == 302
    assert signed_in(cast.lena).get(f"/cases/{case.pk}/").status_code == 200


def test_a_wall_ends_an_admission_and_never_leaves_a_restricted_case_with_one(cast, case):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Hilft")
    admissions.build_wall(case, by=cast.ayla, user=cast.hanna)
    assert not case.admissions.filter(released_on=None).exists()
    admissions.restrict(case, by=cast.ayla, people=[cast.ayla, cast.lena], purpose="Drohungen")
    answer = signed_in(cast.ayla).post(f"/cases/{case.pk}/access/wall", {"wall-user": str(cast.lena.pk)})
    assert answer.status_code == 422 and "at least two admitted people" in text(answer)
    assert not case.walls.filter(user=cast.lena).exists()


def test_the_network_gives_an_unrouted_case_to_a_group(cast):
    case = people.taken_case(cast.nora, region="DE-BY")
    nora, address = signed_in(cast.nora), f"/cases/{case.pk}/route"
    assert signed_in(cast.ayla).get(address).status_code == 404
    assert "Give the case to a group" in text(nora.get(f"/cases/{case.pk}/"))
    assert nora.post(address, {}).status_code == 422
    assert nora.post(address, {"group": str(cast.hamburg.pk)})["Location"] == "/cases/"
    routed = Case.objects.get(pk=case.pk)
    assert (routed.group, routed.responsible) == (cast.hamburg, None)
    assert nora.get(f"/cases/{case.pk}/").status_code == 404
    assert signed_in(cast.hanna).get(f"/cases/{case.pk}/").status_code == 200


def test_a_case_with_a_group_is_not_routed_again(cast, case):
    Membership.objects.create(user=cast.nora, group=cast.koeln, role="coordinator", began_on=people.BEGAN)
    assert signed_in(cast.nora).get(f"/cases/{case.pk}/route").status_code == 403
    assert (
        signed_in(cast.ayla).post(f"/cases/{case.pk}/route", {"group": str(cast.hamburg.pk)}).status_code
        == 403
    )


def test_the_conflict_check_shows_what_one_may_see_and_asks_for_a_word(cast, case):
    same = people.open_case(cast.lena)
    elsewhere = people.open_case(cast.hanna, region="DE-HH")
    lena, address = signed_in(cast.lena), f"/cases/{case.pk}/conflict"
    shown = text(lena.get(address))
    assert same.reference in shown and elsewhere.reference not in shown
    assert "A person of the same name has another case." in shown
    assert "Another case is against the same employer." in shown
    answer = lena.post(address, {"note": ""})
    assert answer.status_code == 422 and "Write why the cases above are no conflict." in text(answer)
    assert lena.post(address, {"note": "Dieselbe Person, zwei Meldungen"}).status_code == 302
    case.refresh_from_db()
    assert case.conflict_checked_on == case.today()


def test_without_matches_no_word_is_needed(cast, case):
    lena = signed_in(cast.lena)
    assert "Nothing. No other case you may see has these names." in text(
        lena.get(f"/cases/{case.pk}/conflict")
    )
    assert lena.post(f"/cases/{case.pk}/conflict", {"note": ""}).status_code == 302


def test_a_name_is_no_hint_for_who_may_not_know_it(cast, case):
    other = people.open_case(cast.hanna, region="DE-HH")
    admissions.admit(other, by=cast.pavlo, user=cast.lena, role="caseworker", purpose="Helps", scope="case")
    shown = text(signed_in(cast.lena).get(f"/cases/{case.pk}/conflict"))
    assert "A person of the same name has another case." not in shown
