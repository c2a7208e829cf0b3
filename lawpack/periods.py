"""From a trigger to the last day and the safe day, by the kind of counting a rule names."""

from dataclasses import dataclass
from datetime import date

from lawpack.counting import in_month, later, month_end
from lawpack.notes import note

YEARS_END = (12, 31)
UNSURE_BANK_DAYS = ((12, 24), (12, 31))
LAST_OF_MONTH = "end"
MONTHS_AHEAD = 3


@dataclass(frozen=True)
class Period:
    """The result of counting: last day, safe day, working and warnings."""

    due_on: date
    safe_on: date
    steps: tuple
    warnings: tuple = ()


@dataclass(frozen=True)
class End:
    """Where a period ends before any move; `earliest` counts from the trigger before its own move."""

    on: date
    earliest: date
    steps: tuple
    is_movable: bool = True
    warnings: tuple = ()


def count(rule, trigger, facts, happened, workdays):
    """The period of one rule from one trigger.

    rule: Rule; trigger: Occurrence with a day; facts: CaseFacts; happened: {event: [Occurrence]}; workdays:
    Workdays of the place that counts. Returns a Period. The due day moves as `rule.shift` says; the safe day
    never relies on a move and is never before the trigger. Raises OverflowError past the year 9999.
    """
    end = COUNTING[rule.computation](rule, trigger, facts, happened, workdays)
    due_on, moved = _moved(rule, end, workdays)
    safe_on, safe_step = _safe(rule, trigger, end, due_on, workdays)
    steps = (*end.steps, *moved, *([safe_step] if safe_step else []))
    unsure = _unsure_days(end, due_on, safe_on, workdays) if rule.uses_calendar else ()
    return Period(due_on, safe_on, steps, (*end.warnings, *unsure))


def _moved(rule, end, workdays):
    """(the due day, the step that says why it moved, if it did)."""
    if rule.shift == "forward" and end.is_movable:
        due_on, code = workdays.forward(end.on), _why_it_moves(end.on, workdays)
    elif rule.shift == "backward" and end.is_movable:
        due_on, code = workdays.back(end.on), "moved_back"
    else:
        return end.on, ()
    return due_on, (note(code, day=end.on, on=due_on),) if due_on != end.on else ()


def _why_it_moves(day, workdays):
    if workdays.is_weekend(day):
        return "moved_weekend"
    return "moved_free_day" if workdays.is_free_by_rule(day) else "moved_holiday"


def _safe(rule, trigger, end, due_on, workdays):
    """(safe day, the step that says so; None where it is the due day)."""
    if rule.safe == "after_event":
        day = min(later(trigger.unmoved, rule.safe_length, rule.safe_unit), due_on)
        return day, note("safe_after", length=rule.safe_length, unit=rule.safe_unit, on=day)
    if rule.safe == "disputed" and end.earliest != due_on:
        return end.earliest, note("safe_disputed", on=end.earliest)
    if rule.safe == "unshifted" and end.earliest != due_on:
        return end.earliest, note("safe_unmoved", on=end.earliest)
    if rule.safe == "unmoved":
        day = max(workdays.back(end.earliest), trigger.unmoved) if end.is_movable else end.earliest
        return day, note("safe_unmoved", on=day) if day != due_on else None
    if rule.safe == "shorter":
        day = date(later(trigger.unmoved, rule.safe_length, rule.safe_unit).year, *YEARS_END)
        return day, note("safe_shorter", length=rule.safe_length, unit=rule.safe_unit, on=day)
    if rule.safe == "saturday_counts":
        day = workdays.later(trigger.unmoved, rule.length, saturdays=True)
        return day, note("safe_saturday", on=day) if day != due_on else None
    return due_on, None


def _unsure_days(end, due_on, safe_on, workdays):
    """Warnings on days near the end that may be holidays, or are free by a rule that is not checked."""
    asked, days = set(), _between(min(safe_on, end.on, due_on), max(end.on, due_on))
    for day in days:
        fact = workdays.unsure(day)
        if fact and fact not in asked:
            asked.add(fact)
            yield note(f"ask_{fact}", fact=fact)
        elif fact == "":
            yield note("local_holiday_maybe", day=day)
    if due_on > end.on and any(workdays.is_free_by_rule(day) for day in _between(end.on, due_on)):
        yield note("free_day_unverified")


def _between(first, last):
    """Both days and those between, but no more than a month: a safe day far away concerns no calendar."""
    start = max(first.toordinal(), last.toordinal() - 31)
    return [date.fromordinal(number) for number in range(start, last.toordinal() + 1)]


def _after_event(rule, trigger, facts, happened, workdays):
    """So long after the event; with `event_day` counted the day itself is the first (BGB 187(2), 188(2))."""
    if rule.event_day == "counted":
        on, earliest = _first_day_counts(rule, trigger.on), _first_day_counts(rule, trigger.unmoved)
        return End(on, earliest, (note("first_day_counts", length=rule.length, unit=rule.unit, on=on),))
    on = later(trigger.on, rule.length, rule.unit)
    step = note("period_ends", length=rule.length, unit=rule.unit, on=on) if rule.length else note("same_day")
    return End(on, later(trigger.unmoved, rule.length, rule.unit), (step,))


def _first_day_counts(rule, day):
    return later(later(day, rule.length, rule.unit), -1, "days")


def _after_first(rule, trigger, facts, happened, workdays):
    """A first part that no weekend moves, and the period after it (SGB X 37(2): BSG B 14 AS 12/09 R)."""
    first = later(trigger.on, rule.first_length, rule.first_unit)
    earliest = later(trigger.unmoved, rule.first_length, rule.first_unit)
    on = later(first, rule.length, rule.unit)
    steps = (
        note("first_part", length=rule.first_length, unit=rule.first_unit, on=first),
        note("period_ends", length=rule.length, unit=rule.unit, on=on),
    )
    return End(on, later(earliest, rule.length, rule.unit), steps)


def _clause(rule, trigger, facts, happened, workdays):
    """The length stands in the contract."""
    length = facts.clause.months
    on = later(trigger.on, length, rule.unit)
    step = note("clause_period", length=length, unit=rule.unit, on=on)
    return End(on, later(trigger.unmoved, length, rule.unit), (step,))


def _year_end(rule, trigger, facts, happened, workdays):
    """From the end of the year of the trigger (BGB 199(1); BUrlG 7(3); KC 118)."""
    on = later(date(trigger.on.year, *YEARS_END), rule.length, rule.unit)
    earliest = later(date(trigger.unmoved.year, *YEARS_END), rule.length, rule.unit)
    step = note("year_end", year=trigger.on.year, length=rule.length, unit=rule.unit, on=on)
    return End(on, earliest, (step,))


def _before_end(rule, trigger, facts, happened, workdays):
    """Known early: so long before the end of the job, unmoved. Known late: so long after (SGB III 38(1))."""
    ends = happened.get("end_of_employment")
    if not ends:
        end = _after_event(rule, trigger, facts, happened, workdays)
        return End(end.on, end.earliest, end.steps, warnings=(note("end_day_unknown"),))
    last_day = ends[0].on
    on = later(last_day, -rule.notice_length, rule.notice_unit)
    if on < trigger.on:
        return _after_event(rule, trigger, facts, happened, workdays)
    step = note("before_end", length=rule.notice_length, unit=rule.notice_unit, end=last_day, on=on)
    return End(on, on, (step,), is_movable=False)


def _last_bank_day(rule, trigger, facts, happened, workdays):
    """The last bank working day so many months after the month of the trigger (MiLoG 2(1))."""
    on = workdays.back(month_end(in_month(trigger.on.replace(day=1), rule.length, 1)))
    unsure = (on.month, on.day) in UNSURE_BANK_DAYS
    warnings = (note("bank_day_unsure"),) if unsure else ()
    return End(on, on, (note("last_bank_day", on=on),), warnings=warnings)


def _month_day(rule, trigger, facts, happened, workdays):
    """A day of the month so many months after that of the trigger (KP 85 par. 2)."""
    on = in_month(trigger.on.replace(day=1), rule.length, int(rule.marks[0]))
    return End(on, on, (note("month_day", on=on),))


def _month_mark(rule, trigger, facts, happened, workdays):
    """The first of some days of a month that is not before the end of the period (BGB 622(1))."""
    after = later(trigger.on, rule.length, rule.unit)
    month = after.replace(day=1)
    marks = [
        in_month(month, months, 31 if mark == LAST_OF_MONTH else int(mark))
        for months in range(MONTHS_AHEAD)
        for mark in rule.marks
    ]
    on = min(day for day in marks if day >= after)
    step = note("period_ends", length=rule.length, unit=rule.unit, on=after)
    return End(on, on, (step, note("month_mark", on=on)))


def _working_days(rule, trigger, facts, happened, workdays):
    """So many working days after the event: weekends and holidays are left out of the count (ET 59.3)."""
    on = workdays.later(trigger.on, rule.length)
    step = note("working_days_end", length=rule.length, unit=rule.unit, on=on)
    return End(on, workdays.later(trigger.unmoved, rule.length), (step,))


COUNTING = {
    "after_event": _after_event,
    "after_first": _after_first,
    "before_end": _before_end,
    "clause": _clause,
    "last_bank_day": _last_bank_day,
    "month_day": _month_day,
    "month_mark": _month_mark,
    "working_days": _working_days,
    "year_end": _year_end,
}
