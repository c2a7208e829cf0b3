"""Rules of legal dates as rows of data. A new rule is a new row; code knows only the kinds of counting."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from lawpack import tables
from lawpack.notes import note

COMPUTATIONS = (
    "after_event",
    "after_first",
    "before_end",
    "clause",
    "last_bank_day",
    "month_day",
    "month_mark",
    "none",
    "working_days",
    "year_end",
)
SHIFTS = ("forward", "backward", "none")
SAFE_DAYS = ("due", "unmoved", "unshifted", "disputed", "after_event", "shorter", "saturday_counts")
ACTORS = ("worker", "employer", "either", "authority")
CHOICES = ("", "first")
EVENT_DAYS = ("", "counted")
ASKED = "asked"
ANSWERS = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True)
class Rule:
    """One rule of one country in one version, for one way in which it begins.

    `event` (several with ";" between them: each of these; the first that happened where `choice` is "first")
    starts the period of `length` `unit`s; `computation` says how it is counted, with `first` the part that
    runs before, `marks` the days of a month that end it, and `event_day` whether the day of the event counts.
    `shift` says what happens on a day that is no working day of `calendar` (an ISO region; empty: the region
    of the case) or is `also_free`, `safe` which day to work to. `notice` is the period before the end of the
    job that counts instead where it is longer. `no_date` maps events that start nothing to the reason.
    `when` holds a fact and the answers under which the row counts; `needs` keeps the rule off cases without
    that fact (or, as "asked", off those where nobody asked for it). `skip_if` names a fact that rules the
    rule out, `ask` is the warning while that fact is unknown, `warn` are warnings that always stand.
    `stands_in_for` is the event from which the period really runs, where its day is missing and this row is
    counted instead.
    """

    rule_id: str
    version: str
    country: str
    actor: str
    event: str
    choice: str
    when: tuple[str, tuple[str, ...]] | None
    needs: str
    is_switched_on: bool
    computation: str
    length: int | None
    unit: str
    first_length: int | None
    first_unit: str
    marks: tuple[str, ...]
    event_day: str
    notice_length: int | None
    notice_unit: str
    shift: str
    also_free: str
    calendar: str
    safe: str
    safe_length: int | None
    safe_unit: str
    is_limitation: bool
    skip_if: str
    ask: str
    no_date: tuple[tuple[str, str], ...]
    warn: tuple[str, ...]
    effective_from: date | None
    effective_until: date | None
    citation: str
    source: str
    is_verified: bool
    stands_in_for: str = ""

    @property
    def events(self):
        """Codes of the events that start the period."""
        return tuple(self.event.split(";")) if self.event else ()

    @property
    def named_events(self):
        """Codes of all events that have to do with the rule: those that start it, and those that start nothing."""
        return (*self.events, *(event for event, _ in self.no_date))

    @property
    def uses_calendar(self):
        """Whether holidays of the place can change the last day or the safe day."""
        moves_safe_day = self.safe in ("unmoved", "saturday_counts")
        return self.shift != "none" or moves_safe_day or self.computation == "working_days"

    def answered(self, facts):
        """(whether the row counts by what is known, whether its fact is still unknown)."""
        if self.when is None:
            return True, False
        name, values = self.when
        value = getattr(facts, name)
        answer = ANSWERS[value] if value in (True, False, None) else value
        return answer in values, answer == "unknown"

    def is_in_force(self, on):
        """Whether an event of that day falls under this version; without a day every version may be meant."""
        if on is None:
            return self.effective_until is None
        after = self.effective_from is None or self.effective_from <= on
        return after and (self.effective_until is None or on <= self.effective_until)


def read(path):
    """The rules of a CSV file, in its order. Raises ValueError for a cell that is no number or no day."""
    return parse(tables.read(path))


def parse(rows):
    """The rules of rows that were read; the same errors as `read`."""
    return tuple(_rule(row) for row in rows)


@cache
def all_rules():
    """The rules that come with the program, with those that are switched off."""
    return read(tables.HERE / "rules.csv")


def countries(law=None):
    """Codes of the countries with rules."""
    return tuple(dict.fromkeys(rule.country for rule in (law or all_rules())))


def that_count(rows, facts, happened):
    """The rows of one rule that the facts choose by their `when`.

    Where none of those begins with what happened the others stand in, unverified: a date is better than none.
    """
    switched_on = [rule for rule in rows if rule.is_switched_on]
    chosen = [rule for rule in switched_on if rule.answered(facts)[0]]
    did_start = any(event in happened for rule in chosen for event in rule.named_events)
    if not chosen or did_start:
        return chosen
    missing = chosen[0].named_events[0]
    return [replace(rule, stands_in_for=missing, is_verified=False) for rule in switched_on]


def covers(country):
    """Whether the program has rules for this country."""
    return any(rule.country == country for rule in all_rules())


def starts_a_period(country, event):
    """Whether a rule of the country counts from this event."""
    return any(rule.country == country and event in rule.events for rule in all_rules())


def country_warning(country):
    """The warning to show where a country has no rules; None where it has."""
    return None if covers(country) else note("no_rules_for_country", country=country)


def _rule(row):
    numbers = {name: _number(row[name]) for name in NUMBERS}
    days = {name: _day(row[name]) for name in ("effective_from", "effective_until")}
    plain = {name: row[name].strip() for name in PLAIN}
    return Rule(
        **plain,
        **numbers,
        **days,
        is_limitation=row["is_limitation"] == "yes",
        is_verified=row["verified"] == "yes",
        is_switched_on=row["switched_on"] != "no",
        when=_when(row["when"]),
        no_date=tuple(_pair(text) for text in _parts(row["no_date"])),
        marks=_parts(row["marks"]),
        warn=_parts(row["warn"]),
    )


NUMBERS = ("length", "first_length", "notice_length", "safe_length")
PLAIN = (
    "rule_id",
    "version",
    "country",
    "actor",
    "event",
    "choice",
    "needs",
    "computation",
    "unit",
    "first_unit",
    "event_day",
    "notice_unit",
    "shift",
    "also_free",
    "calendar",
    "safe",
    "safe_unit",
    "skip_if",
    "ask",
    "citation",
    "source",
)


def _pair(text):
    """dismissal_oral=spoken_dismissal: the event, and why it starts nothing."""
    event, reason = text.split("=")
    return event, reason


def _when(text):
    """works_council=none,silent,unknown: the fact, and the answers under which the row counts."""
    if not text.strip():
        return None
    name, values = text.split("=")
    return name, tuple(values.split(","))


def _parts(text):
    return tuple(part for part in text.split(";") if part)


def _number(text):
    return int(text) if text.strip() else None


def _day(text):
    return date.fromisoformat(text) if text.strip() else None
