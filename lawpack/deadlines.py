"""Legal dates of a case, computed from its facts by the rules in rules.csv."""

from dataclasses import dataclass
from datetime import date

from lawpack import clauses, periods, rules
from lawpack.facts import CaseFacts, Clause, PayDay
from lawpack.notes import Note, note
from lawpack.occurrences import of_case
from lawpack.workdays import of_place

__all__ = ["CaseFacts", "Clause", "Deadline", "PayDay", "compute"]


@dataclass(frozen=True)
class Deadline:
    """One date of the law. `due_on` is the last day, `safe_on` the day to work to; without them a reason.

    `subject` is the month of a wage (2026-09), #2 for the second event of a kind, or empty. `steps` show
    the working, in order. `void_reason` says why the clause behind the date is void; then nothing is lost after it,
    and it stands as a warning only.
    """

    rule_id: str
    subject: str
    actor: str
    rule_version: str
    trigger_event: str
    trigger_on: date | None
    due_on: date | None
    safe_on: date | None
    steps: tuple[Note, ...]
    warnings: tuple[Note, ...]
    no_date_reason: Note | None
    citation: str
    is_verified: bool
    is_limitation: bool
    void_reason: Note | None = None


def compute(facts, law=None):
    """All legal dates of a case, the most urgent first; those without a day come last.

    facts: CaseFacts. law: rules to use instead of the program's own. Returns a list of Deadline with local
    dates, one for a rule and subject: where a rule begins in two ways, the earlier. A country without rules
    gives an empty list (`lawpack.country_warning` says so). A rule is left out where its event did not happen,
    where it is switched off, and where it `needs` what the case does not have; where the event happened on an
    unknown day, or starts nothing by law, the deadline has no date and says why. Raises OverflowError for days
    at the end of the calendar (year 9999). Source: `citation` and `source` of each rule.
    """
    workdays = place_of_act(facts)
    happened = of_case(facts, workdays)
    found = {}
    for rule in _rules_that_count(facts, happened, law):
        for one in _occurrences(rule, facts, happened):
            deadline = of_occurrence(rule, one, facts, happened)
            key = (rule.rule_id, one.subject)
            if deadline and (key not in found or _urgency(deadline) < _urgency(found[key])):
                found[key] = deadline
    return sorted(found.values(), key=_urgency)


def place_of_act(facts, rule=None):
    """Workdays of the place that counts: that of the case, or the one the rule names."""
    place = rule.calendar if rule and rule.calendar else ""
    return of_place(
        place[:2] or facts.country,
        place or facts.region,
        frozenset() if place else facts.extra_holidays,
        facts.protestant_commune,
        rule.also_free if rule else "",
    )


def of_occurrence(rule, one, facts, happened):
    """The Deadline that one rule gives for one Occurrence; None where this version does not hold, or has no clause."""
    for event, reason in rule.no_date:
        if event == one.event:
            return without_date(rule, one, note(reason))
    if not rule.is_in_force(one.on) or (rule.computation == "clause" and not facts.clause):
        return None
    if one.on is None:
        return without_date(rule, one, note("day_unknown", event=one.event))
    return _dated(rule, one, facts, happened)


def _urgency(deadline):
    return (deadline.safe_on or date.max, deadline.rule_id, deadline.subject)


def _rules_that_count(facts, happened, law):
    by_id = {}
    for rule in law if law is not None else rules.all_rules():
        if rule.country == facts.country and not (rule.skip_if and getattr(facts, rule.skip_if) is True):
            by_id.setdefault(rule.rule_id, []).append(rule)
    for rows in by_id.values():
        yield from rules.that_count(rows, facts, happened)


def _occurrences(rule, facts, happened):
    """What starts the rule in this case, and what starts nothing by it."""
    started = [event for event in rule.events if happened.get(event)]
    if rule.choice == "first" and started:
        started = [next((event for event in started if happened[event][0].on), started[0])]
    for event in (*(event for event, _ in rule.no_date), *started):
        for one in happened.get(event, ()):
            if one.is_told or rule.rule_id in facts.asked_rules or _has_what_it_needs(rule, facts):
                yield one


def _has_what_it_needs(rule, facts):
    return not rule.needs or (rule.needs != rules.ASKED and bool(getattr(facts, rule.needs)))


def _dated(rule, one, facts, happened):
    workdays = place_of_act(facts, rule)
    period = periods.count(rule, one, facts, happened, workdays)
    warnings = (*one.warnings, *period.warnings, *_doubts(rule, facts, workdays))
    return _deadline(
        rule,
        one,
        due_on=period.due_on,
        safe_on=period.safe_on,
        steps=(*one.steps, *period.steps),
        warnings=warnings,
        void_reason=clauses.void_reason(rule.rule_id, facts.clause, facts.claim_part),
    )


def _doubts(rule, facts, workdays):
    """Warnings that come from the rule and the facts, not from the counting."""
    yield from (note(code) for code in rule.warn)
    if rule.computation == "clause":
        yield from clauses.warnings(facts.clause, rule.rule_id)
    if rule.skip_if and rule.ask and getattr(facts, rule.skip_if) is None:
        yield note(rule.ask)
    if rule.answered(facts)[1]:
        yield note(f"ask_{rule.when[0]}", fact=rule.when[0])
    if rule.stands_in_for:
        yield note("stands_in", fact=rule.stands_in_for, event=rule.stands_in_for)
    if rule.uses_calendar and not workdays.knows_region:
        yield note("region_unknown")


def without_date(rule, one, reason):
    """The Deadline of a rule that gives no date, because of `reason`."""
    return _deadline(
        rule, one, due_on=None, safe_on=None, steps=one.steps, warnings=one.warnings, no_date_reason=reason
    )


def _deadline(rule, one, *, due_on, safe_on, steps, warnings, no_date_reason=None, void_reason=None):
    return Deadline(
        rule_id=rule.rule_id,
        subject=one.subject,
        actor=rule.actor,
        rule_version=rule.version,
        trigger_event=one.event,
        trigger_on=one.on,
        due_on=due_on,
        safe_on=safe_on,
        steps=tuple(steps),
        warnings=tuple(warnings),
        no_date_reason=no_date_reason,
        citation=rule.citation,
        is_verified=rule.is_verified,
        is_limitation=rule.is_limitation,
        void_reason=void_reason,
    )
