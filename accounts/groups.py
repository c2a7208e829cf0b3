"""Making local groups, and finding the one that answers for a place."""

import re
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import LocalGroup, MembershipRole, Region
from security.clean import one_line

CODE = re.compile(r"[A-Z]{2,5}")
COUNTRY = re.compile(r"[A-Z]{2}")
LANGUAGE = re.compile(r"[a-z]{2,3}")


def group_for(country, region="") -> LocalGroup | None:
    """The group for a region (ISO 3166-2), else for the whole country, else None: the network's queue."""
    wanted = [region, ""] if region else [""]
    found = (
        Region.objects.filter(country=country, region__in=wanted).select_related("group").order_by("-region")
    )
    row = found.first()
    return row.group if row else None


def memberships_of(user) -> list:
    """The memberships that run, each with its group; asked once per loaded person."""
    if not hasattr(user, "_memberships"):
        running = user.memberships.filter(ended_on=None).select_related("group")
        user._memberships = list(running.order_by("group__name"))
    return user._memberships


def coordinated_by(user):
    """Groups the person coordinates today."""
    if not user.is_active:
        return LocalGroup.objects.none()
    return LocalGroup.objects.filter(
        memberships__user=user, memberships__ended_on=None, memberships__role=MembershipRole.COORDINATOR
    )


@transaction.atomic
def create_group(*, name, code, country, regions=(), **letterhead) -> LocalGroup:
    """Make a group that answers for these regions; without any it answers for the whole country.

    Raises ValidationError with a sentence for people if a part is missing, malformed or already taken.
    """
    code, country = one_line(code).upper(), one_line(country).upper()
    regions = sorted({one_line(region).upper() for region in regions})
    _check(code, country, regions)
    _check_place(letterhead)
    group = LocalGroup(
        name=one_line(name),
        code=code,
        country=country,
        **{key: one_line(value) if isinstance(value, str) else value for key, value in letterhead.items()},
    )
    group.letterhead_name = group.letterhead_name or group.name
    _refuse_duplicates(group, regions)
    group.full_clean()
    group.save()
    Region.objects.bulk_create(
        [Region(group=group, country=country, region=region) for region in regions or [""]]
    )
    return group


def _check(code, country, regions):
    if not CODE.fullmatch(code):
        raise ValidationError(_("The code has two to five letters from A to Z, such as KLN."))
    if not COUNTRY.fullmatch(country):
        raise ValidationError(_("The country has two letters, such as DE."))
    for region in regions:
        if not re.fullmatch(rf"{country}-[A-Z0-9]{{1,3}}", region):
            raise ValidationError(
                _("%(region)s is not a region of %(country)s. Write it like DE-NW.")
                % {"region": region, "country": country}
            )


def _check_place(facts):
    if facts.get("time_zone", "UTC") not in available_timezones():
        raise ValidationError(_("Write the time zone like Europe/Berlin."))
    for language in facts.get("languages", []):
        if not LANGUAGE.fullmatch(language):
            raise ValidationError(
                _("%(code)s is not a language. Write it like de or uk.") % {"code": language}
            )


def _refuse_duplicates(group, regions):
    if LocalGroup.objects.filter(name__iexact=group.name).exists():
        raise ValidationError(_("There already is a group named %(name)s.") % {"name": group.name})
    taken = LocalGroup.objects.filter(code=group.code).first()
    if taken:
        raise ValidationError(
            _("The code %(code)s already belongs to %(group)s.") % {"code": group.code, "group": taken.name}
        )
    row = (
        Region.objects.filter(country=group.country, region__in=regions or [""])
        .select_related("group")
        .first()
    )
    if row:
        raise ValidationError(
            _("%(group)s already answers for %(place)s.")
            % {"group": row.group.name, "place": row.region or row.country}
        )
