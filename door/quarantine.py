"""Stories set aside: a person of the group looks at each within seven days and opens a case, or puts it away."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import groups
from accounts.models import Membership, MembershipRole, User
from cases import intake, policy
from door import code, promises, told
from door.models import Held, Receipt
from evidence import keeping
from evidence.places import of_story
from outbox import mail

WITHIN = timedelta(days=7)
BEFORE_A_DATE = timedelta(days=3)
AGAIN_AFTER = timedelta(days=4)
KEPT = timedelta(days=30)
WAITING = {"decided_at": None}


def hold(story, *, key, reasons, digits):
    """Set a story aside and tell those who decide; equal posts (same key) are one."""
    existing = Held.objects.filter(submission_key=key).first()
    if existing:
        return existing
    now = timezone.now()
    today = timezone.localdate(now)
    held = Held.objects.create(
        group=groups.group_for(story["country"], story.get("region") or ""),
        given=story,
        reasons=reasons,
        submission_key=key,
        code_hash=code.keyed(digits),
        held_at=now,
        see_by=_see_by(story, today),
    )
    _remind(held, "first")
    return held


def find(digits):
    """The story these digits belong to until it is a case, or None. What was put away says so too."""
    return Held.objects.filter(code_hash=code.keyed(digits), case=None).first()


def forget(now=None) -> int:
    """Delete the rows of what was decided a month ago; returns how many."""
    old = Held.objects.filter(decided_at__lt=(now or timezone.now()) - KEPT)
    return old.delete()[1].get(Held._meta.label, 0)


def waiting(user):
    """The stories this person may decide about, the oldest first."""
    return policy.set_aside(user, Held.objects.filter(**WAITING).select_related("group"))


@transaction.atomic
def open_case(held, *, by):
    """It is a person's story: it becomes a case as if it had come today, and its code opens the page."""
    held = _locked(held)
    if held.decided_at:
        return held.case
    case = intake.open_case(
        given=held.given,
        channel="form",
        by=None,
        submission_key=held.submission_key,
        received_at=held.held_at,
    )
    keeping.attach(held.submission_key, case)
    promises.give(case, promises.STORY)
    Receipt.objects.get_or_create(code_hash=held.code_hash, defaults={"case": case, "given_at": held.held_at})
    _decide(held, by=by, case=case)
    return case


@transaction.atomic
def put_away(held, *, by):
    """It is no story. Who decided this and when is kept, the words are not."""
    held = _locked(held)
    if not held.decided_at:
        keeping.erase(of_story(held.submission_key).items)
        _decide(held, by=by, case=None)


def remind(now=None) -> int:
    """Tell those who decide a second time what still waits; safe to run again. Returns how many stories."""
    late = Held.objects.filter(**WAITING, held_at__lt=(now or timezone.now()) - AGAIN_AFTER)
    for held in late:
        _remind(held, "again")
    return len(late)


def _see_by(story, today):
    """Within seven days, and three days before the first legal date."""
    dated, _undated = told.dates(story, today)
    days = [today + WITHIN, *(one.safe_on - BEFORE_A_DATE for one in dated)]
    return max(today, min(days))


def _locked(held):
    return Held.objects.select_for_update().get(pk=held.pk)


def _decide(held, *, by, case):
    held.case, held.decided_by, held.decided_at, held.given = case, by, timezone.now(), {}
    held.save()


def _remind(held, occasion):
    """One mail a person and day, however many stories arrive: a flood must not become a flood of mail."""
    day = timezone.localdate()
    for person in _deciders(held):
        with translation.override(person.language):
            mail.queue(
                to=person.email,
                subject=_("Something waits for you"),
                body="\n\n".join(
                    [
                        _("A form was set aside because it may come from a machine. Please look at it soon."),
                        settings.SITE_URL + reverse("door:held"),
                    ]
                ),
                kind="reminder",
                unique_key=f"held:{occasion}:{person.pk}:{day}",
            )


def _deciders(held):
    """The coordinators of the group; without a group, those of the network."""
    if held.group_id is None:
        return User.objects.filter(is_network_coordinator=True, is_active=True)
    coordinating = Membership.objects.filter(
        group_id=held.group_id, ended_on=None, role=MembershipRole.COORDINATOR
    )
    return User.objects.filter(memberships__in=coordinating, is_active=True).distinct()
