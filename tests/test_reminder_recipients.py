"""Who is told of a date: the responsible person, from three days on a second one, nobody locked out."""

import pytest

from accounts import leaving as accounts_leaving
from accounts.models import Membership
from cases import admissions, leaving, policy
from cases.models import Case
from notifications.models import Reminder
from tests.remind import TODAY, at, bare_case, dated_case, in_days, run, rungs, told


@pytest.mark.parametrize("days", [30, 14, 7])
def test_far_dates_are_the_responsible_persons(cast, days):
    dated_case(cast.lena, days)
    run()
    assert rungs(cast.lena) == [days]
    assert not Reminder.objects.exclude(user=cast.lena).exists()


@pytest.mark.parametrize(("days", "rung"), [(3, 3), (2, 3), (1, 1), (0, 0), (-1, -1)])
def test_from_three_days_on_the_coordinator_reads_it_too_and_why(cast, days, rung):
    case = dated_case(cast.lena, days)
    run()
    assert told(cast.lena) == [(case.reference, rung, False)]
    assert told(cast.ayla) == [(case.reference, rung, True)]
    assert Reminder.objects.count() == 2


def test_a_case_nobody_has_taken_is_the_coordinators(cast):
    case = dated_case(cast.lena, 7, is_taken=False)
    run()
    assert told(cast.ayla) == [(case.reference, 7, False)]
    assert rungs(cast.lena) == rungs(cast.tomasz) == []


def test_without_a_coordinator_everybody_of_the_group_reads_of_a_case_nobody_has(cast):
    dated_case(cast.lena, 7, is_taken=False)
    Membership.objects.filter(user=cast.ayla).update(ended_on=TODAY)
    run()
    assert rungs(cast.lena) == rungs(cast.tomasz) == [7]
    assert rungs(cast.ayla) == []


def test_a_coordinators_own_case_goes_to_the_next_admitted_person(cast):
    case = dated_case(cast.ayla, 3)
    with at(-2):
        admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Hilfe")
    run()
    assert told(cast.hanna) == [(case.reference, 3, True)]
    assert rungs(cast.lena) == []


def test_the_new_responsible_person_is_told_what_holds_now(cast):
    case = dated_case(cast.lena, 14)
    run()
    with at(4):
        admissions.hand_over(case, by=cast.ayla, to=cast.tomasz)
    run(5)
    assert rungs(cast.tomasz) == [14]
    run(7)
    assert rungs(cast.tomasz) == [14, 7]
    assert rungs(cast.lena) == [14]


def test_who_left_the_group_is_told_nothing_and_the_coordinator_is(cast):
    dated_case(cast.lena, 7)
    with at(-1):
        leaving.leave(cast.lena.memberships.get(), by=cast.ayla, on=TODAY)
    run()
    assert rungs(cast.lena) == []
    assert rungs(cast.ayla) == [7]


def test_a_closed_account_is_told_nothing(cast):
    dated_case(cast.lena, 7)
    with at(-1):
        accounts_leaving.disable(cast.lena, by=cast.ayla)
    run()
    assert rungs(cast.lena) == []
    assert rungs(cast.ayla) == [7]


def test_a_closed_coordinator_account_is_told_nothing(cast):
    dated_case(cast.lena, 3)
    cast.ayla.is_active = False
    cast.ayla.save()
    run()
    assert rungs(cast.ayla) == []
    assert rungs(cast.lena) == [3]


def test_a_walled_person_is_told_nothing_even_as_coordinator(cast):
    case = dated_case(cast.lena, 3)
    with at(-1):
        admissions.build_wall(case, by=cast.lena, user=cast.ayla)
    run()
    assert rungs(cast.ayla) == []
    assert rungs(cast.lena) == [3]


def test_a_walled_responsible_person_is_told_nothing(cast):
    case = dated_case(cast.lena, 7)
    with at(-1):
        admissions.build_wall(case, by=cast.ayla, user=cast.lena)
    run()
    assert rungs(cast.lena) == []
    assert rungs(cast.ayla) == [7]


def restricted_case(cast, days, people):
    case = dated_case(cast.lena, days)
    with at(-5):
        admissions.restrict(case, by=cast.ayla, people=people, purpose="Bedrohung")
    return case


def test_a_restricted_case_speaks_to_its_own_people_only(cast):
    case = restricted_case(cast, 7, [cast.lena, cast.tomasz])
    run()
    assert told(cast.lena) == [(case.reference, 7, False)]
    assert rungs(cast.tomasz) == rungs(cast.ayla) == []


def test_from_three_days_on_a_restricted_case_speaks_to_a_second_admitted_person(cast):
    case = restricted_case(cast, 3, [cast.lena, cast.tomasz, cast.hanna])
    run()
    run(2)
    assert told(cast.lena) == [(case.reference, 3, False), (case.reference, 1, False)]
    assert sorted([rungs(cast.tomasz), rungs(cast.hanna)]) == [[], [3, 1]]
    assert rungs(cast.ayla) == []


def test_observers_and_interpreters_are_told_nothing(cast):
    case = restricted_case(cast, 3, [cast.lena, cast.tomasz])
    with at(-4):
        admissions.admit(case, by=cast.lena, user=cast.pavlo, role="observer", purpose="Sehen")
        admissions.admit(case, by=cast.lena, user=cast.hanna, role="interpreter", purpose="Dolmetschen")
    run()
    assert rungs(cast.pavlo) == rungs(cast.hanna) == []


def test_an_admission_that_has_ended_opens_no_reminder(cast):
    case = dated_case(cast.ayla, 3)
    with at(-9):
        admissions.admit(
            case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Urlaub", until_on=in_days(-1)
        )
    run()
    assert rungs(cast.hanna) == []


def test_an_unrouted_case_is_the_networks(cast):
    case = dated_case(cast.nora, 7, is_taken=False, region="DE-BY")
    assert case.group is None
    run()
    assert told(cast.nora) == [(case.reference, 7, False)]
    assert Reminder.objects.count() == 1


def test_the_auditor_is_never_told(cast):
    for days in (7, 3, 0):
        dated_case(cast.lena, days)
    run()
    assert rungs(cast.otto) == []


def test_whoever_is_told_may_work_on_the_case_and_nobody_else_is(cast):
    """Every mixture of group, circle and wall at once: the batch answers as the policy does."""
    made = [dated_case(person, 3) for person in (cast.lena, cast.tomasz, cast.ayla)]
    made += [
        dated_case(cast.pavlo, 0, region="DE-HH"),
        dated_case(cast.nora, 1, is_taken=False, region="DE-BY"),
    ]
    made.append(restricted_case(cast, 2, [cast.tomasz, cast.hanna]))
    with at(-2):
        admissions.admit(made[0], by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Hilfe")
        admissions.build_wall(made[1], by=cast.lena, user=cast.ayla)
    run()
    with at():
        for reminder in Reminder.objects.select_related("deadline__case"):
            assert policy.can(reminder.user, "work_case", Case.objects.get(pk=reminder.deadline.case_id))
        reminded = set(Reminder.objects.values_list("deadline__case", flat=True))
    assert reminded == {case.pk for case in made}


def test_no_case_is_silent_when_nobody_can_be_told(cast):
    """A group all of whose accounts are closed: nothing to write, and nothing breaks for the others."""
    dated_case(cast.hanna, 3, region="DE-HH")
    dated_case(cast.lena, 7)
    for person in (cast.hanna, cast.pavlo):
        person.is_active = False
        person.save()
    assert run() == 1
    assert rungs(cast.lena) == [7]
    assert bare_case(cast.lena).deadlines.count() == 0
