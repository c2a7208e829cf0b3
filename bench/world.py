"""A network large enough to measure: groups, people, cases, admissions and dates, written in bulk."""

import random
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import LocalGroup, Membership, User
from cases.models import (
    Admission,
    Case,
    CaseUserObjectPermission,
    Claim,
    Deadline,
    Employer,
    Employment,
    Worker,
)

GROUPS, PEOPLE = 20, 300
SHARE_OF_VIEWER = 0.19  # with the admissions of one person this makes a fifth of all cases
STAGES = ["new", "checking", "claim_ready", "demand_sent", "negotiating", "at_court", "agreed"]
AT_ONCE = 5_000


@dataclass
class World:
    """The person of the measurements is a caseworker of the first group."""

    viewer: User
    empty_handed: User
    group: LocalGroup


def build(cases, admissions):
    """Fill an empty, migrated database."""
    chance = random.Random(7)
    with transaction.atomic():
        groups = [_group(number) for number in range(GROUPS)]
        people = [_person(number) for number in range(PEOPLE)]
        today = timezone.localdate()
        Membership.objects.bulk_create(
            Membership(user=one, group=groups[number % GROUPS], began_on=today)
            for number, one in enumerate(people)
        )
        members = {group.pk: people[place::GROUPS] for place, group in enumerate(groups)}
    for start in range(0, cases, AT_ONCE):
        _cases(range(start, min(start + AT_ONCE, cases)), groups, members, chance)
    _admissions(admissions, people, chance)
    _learn()
    return find()


def find():
    """The people of the measurements in a world that is there."""
    viewer, empty_handed = (
        User.objects.get(email=f"bench{number}@poruch.example") for number in (0, "-none")
    )
    return World(viewer, empty_handed, viewer.memberships.get().group)


def _group(number):
    return LocalGroup.objects.create(
        name=f"Group {number}", code=f"G{chr(65 + number)}", country="DE", letterhead_name=f"Group {number}",
        street="Beispielweg 1", postal_code="50667", town="Köln", email=f"g{number}@poruch.example",
        legal_supervisor="–",
    )  # fmt: skip


def _person(number):
    if number == 0:
        User.objects.create(email="bench-none@poruch.example", name="Nobody")
    return User.objects.create(email=f"bench{number}@poruch.example", name=f"Person {number}")


@transaction.atomic
def _cases(numbers, groups, members, chance):
    now, today = timezone.now(), timezone.localdate()
    made = []
    for number in numbers:
        mine = chance.random() < SHARE_OF_VIEWER
        group = groups[0] if mine else chance.choice(groups[1:])
        made.append(
            Case(
                reference=f"{group.code}-2026-{number:06d}",
                group=group,
                stage="closed" if chance.random() < 0.3 else chance.choice(STAGES),
                turn=chance.choice(["team", "worker", "employer"]),
                responsible=None if chance.random() < 0.1 else chance.choice(members[group.pk]),
                country="DE",
                region="DE-NW",
                opened_at=now - timedelta(minutes=chance.randrange(1_500_000)),
            )
        )
    Case.objects.bulk_create(made)
    Worker.objects.bulk_create(Worker(case=case, alias=f"Person {case.reference}") for case in made)
    Employer.objects.bulk_create(
        Employer(case=case, name=f"Firma {hash(case.pk) % 997} GmbH") for case in made
    )
    Employment.objects.bulk_create(Employment(case=case) for case in made)
    Claim.objects.bulk_create(
        Claim(case=case, due=1200, open_gross=chance.randrange(100, 3000), month=today) for case in made
    )
    Deadline.objects.bulk_create(date for case in made for date in _dates(case, today, chance))


def _dates(case, today, chance):
    """One date within the reach of reminders, now and then a second; a few are late."""
    for place in range(1 + (chance.random() < 0.5)):
        day = today + timedelta(days=-3 if chance.random() < 0.02 else chance.randrange(1, 30))
        yield Deadline(
            case=case, kind="legal", actor="worker", rule_id=f"DE_BENCH_{place}", due_on=day, safe_on=day,
            trigger_event="wage_due", trigger_on=today,
        )  # fmt: skip


def _admissions(count, people, chance):
    """Each person is admitted to as many cases of any group; guardian's row stands beside the admission."""
    today, ids = timezone.localdate(), list(Case.objects.values_list("pk", flat=True))
    view = Permission.objects.get(codename="view_case", content_type__app_label="cases")
    for person in people:
        chosen = chance.sample(ids, min(count // len(people), len(ids)))
        with transaction.atomic():
            Admission.objects.bulk_create(
                Admission(
                    user=person, case_id=pk, role="observer", scope="case", purpose="bench", from_on=today
                )
                for pk in chosen
            )
            CaseUserObjectPermission.objects.bulk_create(
                CaseUserObjectPermission(user=person, permission=view, content_object_id=pk) for pk in chosen
            )


def _learn():
    """Both databases plan by statistics."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
