"""Who may do what with a case: the group, people admitted, people walled off, and everybody else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from cases import admissions, policy
from cases.models import Case, CaseUserObjectPermission
from tests import cast as people

EVERYTHING = {"view_case", "work_case", "see_person", "decide_case", "admit"}
CASEWORK = {"view_case", "work_case", "see_person"}


def fresh(person):
    """As the next request loads the person: nothing remembered."""
    return User.objects.get(pk=person.pk)


@pytest.fixture
def case(cast):
    return people.open_case(cast.lena)


@pytest.fixture
def restricted(cast):
    case = people.open_case(cast.hanna, region="DE-HH")
    admissions.restrict(case, by=cast.pavlo, people=[cast.hanna, cast.pavlo], purpose="Threats")
    return case


@pytest.fixture
def unrouted(cast):
    return people.open_case(cast.nora, region="DE-BY")


def test_members_see_the_cases_of_their_group_and_strangers_do_not(cast, case):
    assert policy.actions(cast.lena, case) == CASEWORK
    assert policy.actions(cast.tomasz, case) == CASEWORK
    assert policy.actions(cast.ayla, case) == EVERYTHING
    for stranger in (cast.hanna, cast.pavlo, cast.nora, cast.otto, cast.dora, AnonymousUser()):
        assert policy.actions(stranger, case) == set()


def test_a_restricted_case_is_open_to_the_admitted_only(cast, restricted):
    assert "work_case" in policy.actions(cast.hanna, restricted)
    assert policy.actions(cast.ayla, restricted) == set()
    admissions.admit(
        restricted, by=cast.pavlo, user=cast.ayla, role="observer", scope="case", purpose="Advice"
    )
    assert policy.actions(cast.ayla, restricted) == {"view_case"}


def test_membership_adds_nothing_to_an_admission_on_a_restricted_case(cast, restricted):
    other = User.objects.create_user("mira@poruch.example", "sieben blaue Regenschirme", name="Mira")
    cast.hamburg.memberships.create(user=other, role="coordinator", began_on=people.BEGAN)
    admissions.admit(restricted, by=cast.pavlo, user=other, role="observer", scope="case", purpose="Advice")
    assert policy.actions(other, restricted) == {"view_case"}


def test_unrouted_cases_belong_to_the_network_coordinator(cast, unrouted):
    assert unrouted.group is None
    assert "work_case" in policy.actions(cast.nora, unrouted)
    assert policy.actions(cast.ayla, unrouted) == set()


def test_an_admission_ends_on_its_last_day(cast, case):
    until = timezone.localdate() + timedelta(days=1)
    admissions.admit(
        case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Interpreting", until_on=until
    )
    assert policy.actions(cast.hanna, case) == CASEWORK
    case.admissions.update(until_on=timezone.localdate() - timedelta(days=1))
    assert policy.actions(cast.hanna, case) == set()
    assert case not in Case.objects.visible_to(cast.hanna)


def test_the_scope_decides_whether_the_person_shows(cast, case):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", scope="case", purpose="Sums")
    assert policy.actions(cast.hanna, case) == {"view_case", "work_case"}


def test_admission_and_guardian_rows_come_and_go_together(cast, case):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="Advice")
    held = CaseUserObjectPermission.objects.filter(user=cast.hanna, content_object=case)
    assert {row.permission.codename for row in held} == {"view_case", "see_person"}
    admissions.release(case, by=cast.ayla, user=cast.hanna)
    assert not held.all().exists()
    assert policy.actions(cast.hanna, case) == set()


def test_a_guardian_row_alone_opens_nothing(cast, case):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="Advice")
    case.admissions.all().delete()
    assert policy.actions(cast.hanna, case) == set()
    assert case not in Case.objects.visible_to(cast.hanna)


def test_a_wall_closes_the_case_whatever_else_would_open_it(cast, case):
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    assert policy.actions(cast.tomasz, case) == set()
    assert case not in Case.objects.visible_to(cast.tomasz)
    assert cast.tomasz not in policy.team(case)
    with pytest.raises(ValidationError):
        admissions.admit(case, by=cast.ayla, user=cast.tomasz, role="observer", purpose="Advice")


def test_a_restricted_case_keeps_two_people_who_work_on_it(cast, restricted):
    with pytest.raises(ValidationError):
        admissions.release(restricted, by=cast.pavlo, user=cast.hanna)
    with pytest.raises(ValidationError):
        admissions.admit(restricted, by=cast.pavlo, user=cast.hanna, role="observer", purpose="Less")
    with pytest.raises(ValidationError):
        admissions.restrict(restricted, by=cast.pavlo, people=[cast.hanna, cast.hanna], purpose="Alone")
    assert "work_case" in policy.actions(cast.hanna, restricted)


def test_a_closed_account_cannot_be_admitted(cast, case):
    with pytest.raises(ValidationError):
        admissions.admit(case, by=cast.ayla, user=cast.dora, role="observer", purpose="Advice")


def test_the_list_and_the_single_answer_agree_for_everybody(cast, case, restricted, unrouted):
    admissions.admit(case, by=cast.ayla, user=cast.pavlo, role="observer", purpose="Advice")
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    for person in User.objects.all():
        listed = set(Case.objects.visible_to(person))
        for each in Case.objects.all():
            assert (each in listed) == policy.can(person, "view_case", each), (person, each)
            assert (person in policy.team(each, "view_case")) == (each in listed), (person, each)


def test_figures_count_for_the_auditor_without_a_case(cast, case, restricted, unrouted):
    assert policy.countable_by(cast.otto).count() == 3
    assert not Case.objects.visible_to(cast.otto).exists()
    assert set(policy.countable_by(cast.ayla)) == {case}
    assert set(policy.countable_by(cast.tomasz)) == {case}
    assert not policy.countable_by(cast.dora).exists()


def test_who_left_loses_everything_with_the_next_request(cast, case, restricted):
    from cases import leaving

    admissions.admit(restricted, by=cast.pavlo, user=cast.tomasz, role="observer", purpose="Advice")
    case.responsible = cast.tomasz
    case.save(update_fields=["responsible"])
    leaving.leave(cast.tomasz.memberships.get(), by=cast.ayla, on=timezone.localdate())
    gone = fresh(cast.tomasz)
    case.refresh_from_db()
    assert case.responsible is None
    assert not Case.objects.visible_to(gone).exists()
    assert policy.actions(gone, restricted) == set()
    assert {"returned_to_pool"} <= set(case.events.values_list("kind", flat=True))
