"""Local holidays of a group: where they hold, which dates they change, added and taken away."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from cases import events
from cases.models import Case, Deadline, LocalHoliday
from lawpack import deadlines as law

YEARS = 30  # how far a yearly holiday reaches: longer than any period of the law
NEAR = 10  # days; no row of days without work is longer, so a holiday farther from a date cannot move it


def holding_for(case):
    """Days of rest at the place of the case, beside the public ones.

    A place that is not known has none: they may move a last day to a later one, and nobody could rely on that.
    """
    return _days(case, _of_group(case))


def _of_group(case):
    return list(case.group.local_holidays.all()) if case.group else []


def _days(case, found):
    return frozenset(day for holiday in found if holds(holiday, case) for day in days_of(holiday))


def holds(holiday, case):
    """Whether the case belongs to the place of the holiday."""
    if holiday.country != case.country or (holiday.place and not _same(holiday.place, case.place)):
        return False
    if holiday.region:
        return holiday.region == case.region
    area = case.group.regions.all()
    return any(part.country == case.country and part.region in ("", case.region) for part in area)


def _same(one, other):
    return one.casefold().split() == other.casefold().split()


def days_of(holiday):
    """The day itself, or the same day of each year from it on."""
    on = holiday.on
    if not holiday.is_yearly:
        return [on]
    years = range(on.year, min(on.year + YEARS, date.max.year))
    return [on.replace(year=year) for year in years if (on.month, on.day) != (2, 29) or _is_leap(year)]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def touched(holiday):
    """Open cases with an open date that differs with and without this holiday, in the order of their numbers."""
    return [case for case in _near(holiday) if holds(holiday, case) and _moves(holiday, case)]


def _near(holiday):
    """Open cases of the group and country that have a date within reach of the holiday."""
    reach = {day + timedelta(away) for day in days_of(holiday) for away in range(-NEAR, NEAR + 1)}
    cases = Case.objects.open().filter(group=holiday.group_id, country=holiday.country)
    dates = Deadline.objects.open().filter(case__in=cases).exclude(rule_id="")
    rows = dates.values_list("case_id", "trigger_on", "due_on", "safe_on").iterator()
    near = {case for case, *days in rows if not reach.isdisjoint(days)}
    found = Case.objects.filter(pk__in=near).select_related("group", "employment").order_by("reference")
    return found.prefetch_related(
        "triggers", "claims", "deadlines", "group__regions", "group__local_holidays"
    )


def _moves(holiday, case):
    from cases import facts

    others = _days(case, [one for one in _of_group(case) if one.pk != holiday.pk])
    told = facts.law_facts(case)
    without = _dates(case, replace(told, extra_holidays=others))
    return without != _dates(case, replace(told, extra_holidays=others | set(days_of(holiday))))


def _dates(case, told):
    """The days of those dates of the law that are open on the case."""
    still_open = {(one.rule_id, one.subject) for one in case.deadlines.all() if one.is_open}
    return [
        (one.rule_id, one.subject, one.due_on, one.safe_on)
        for one in law.compute(told)
        if (one.rule_id, one.subject) in still_open
    ]


@transaction.atomic
def add(holiday, *, by):
    """Save the holiday; the dates of every open case it touches follow at once. Returns those cases."""
    cases = touched(holiday)
    holiday.added_by = by
    holiday.save()
    _follow(cases, "holiday_added", holiday, by)
    return cases


@transaction.atomic
def remove(holiday, *, by):
    """Take the holiday away; dates that it moved go back. Returns the cases they belong to."""
    cases = touched(holiday)
    said = LocalHoliday(name=holiday.name, on=holiday.on)
    holiday.delete()
    _follow(cases, "holiday_removed", said, by)
    return cases


def _follow(cases, kind, holiday, by):
    from cases import facts

    for case in Case.objects.filter(pk__in=[case.pk for case in cases]).select_related("group", "employment"):
        facts.take_turn(case)
        events.record(case, kind, by=by, detail={"on": holiday.on}, text=holiday.name)
        facts.recompute(case, by=by)
