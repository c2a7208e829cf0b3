"""Whether the law data is complete: every row readable, sourced, in order, and worded in six languages."""

import re
from dataclasses import fields
from datetime import date

from lawpack import checking_rates, regions, rules, tables
from lawpack.counting import UNITS
from lawpack.facts import CaseFacts
from lawpack.periods import LAST_OF_MONTH
from wording import languages, legal_texts, sentences

LONGEST = {"rule_id": 40, "version": 16, "citation": 300}
LONGEST_EVENT = 40
NEEDED = ("rule_id", "version", "country", "actor", "citation", "source")
NEEDED_TO_COUNT = ("event", "unit")
WORKING_DAYS = "working_days"
ONE_OF = {
    "actor": rules.ACTORS,
    "choice": rules.CHOICES,
    "computation": rules.COMPUTATIONS,
    "event_day": rules.EVENT_DAYS,
    "first_unit": ("", *UNITS),
    "shift": rules.SHIFTS,
    "safe": rules.SAFE_DAYS,
    "switched_on": ("", "yes", "no"),
    "unit": ("", *UNITS, WORKING_DAYS),
}
MARKS = {"month_day", "month_mark"}
YES_NO = ("yes", "no")
LOCAL_FACTS = ("protestant_commune",)
CLAUSE_CHECKS = {
    "effect": ("warn", "void"),
    "exempts": ("yes", "no", "unknown", "any"),
    "standard_terms": ("", "yes", "not no"),
    "claim_part": ("", "minimum_wage", "above_minimum"),
}
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def mistakes(rules_path=None):
    """Sentences that say what is wrong; empty where all is well."""
    return [
        *_in_rules(rules_path or tables.HERE / "rules.csv"),
        *checking_rates.mistakes(),
        *_in_regions(),
        *_in_clause_checks(),
        *_in_sentences(),
        *_in_events(),
    ]


def counts(rules_path=None):
    """{what: how many}, for the line the command prints."""
    return {
        "rules": len(tables.read(rules_path or tables.HERE / "rules.csv")),
        **checking_rates.counts(),
        "events": len(legal_texts.event_codes()),
        "sentences": len(sentences.codes()),
    }


def unverified():
    """Rows that are shown with a mark, because nobody has checked them at their source."""
    return [
        *(rule.rule_id for rule in rules.all_rules() if not rule.is_verified),
        *checking_rates.unverified(),
    ]


def unexplained(rules_path=None):
    """Rules that workers do not see, because a language does not say what to lose, by when, what to do."""
    found = rules.read(rules_path) if rules_path else rules.all_rules()
    return list(dict.fromkeys(rule.rule_id for rule in found if not legal_texts.is_worded(rule.rule_id)))


def switched_off():
    """Rules that answer nothing: their source does not say that they hold."""
    return [rule.rule_id for rule in rules.all_rules() if not rule.is_switched_on]


def _in_rules(path):
    seen = {}
    for number, row in enumerate(tables.read(path), start=2):
        name = row.get("rule_id") or f"line {number}"
        try:
            (rule,) = rules.parse([row])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield f"{name}: a cell is missing or cannot be read ({error})."
            continue
        yield from (f"{name}: {mistake}" for mistake in _in_rule(rule, row))
        yield from (f"{name}: {mistake}" for mistake in _overlap(rule, seen.setdefault(rule.rule_id, [])))
        seen[rule.rule_id].append(rule)


def _in_rule(rule, row):
    for column in NEEDED if rule.computation == "none" else (*NEEDED, *NEEDED_TO_COUNT):
        if not row[column].strip():
            yield f"{column} is empty."
    for column, values in ONE_OF.items():
        if row[column] not in values:
            yield f"{column} is {row[column]!r}; it must be one of {', '.join(filter(None, values))}."
    for column, length in LONGEST.items():
        if len(row[column]) > length:
            yield f"{column} is longer than {length} signs."
    for column in ("is_limitation", "verified"):
        if row[column] not in YES_NO:
            yield f"{column} must be yes or no."
    yield from _counts_something(rule)
    yield from _knows_its_words(rule)
    yield from _knows_its_facts(rule)
    if rule.effective_from and rule.effective_until and rule.effective_from > rule.effective_until:
        yield "it ends before it begins."


def _counts_something(rule):
    if rule.computation == "none" and not rule.no_date:
        yield "no_date must say which events start nothing, and why."
    if rule.length is None and rule.computation not in ("clause", "none"):
        yield "length is empty."
    for column in rules.NUMBERS:
        if (getattr(rule, column) or 0) < 0:
            yield f"{column} must not be below zero."
    if (rule.unit == WORKING_DAYS) != (rule.computation == WORKING_DAYS):
        yield "the unit working_days and the computation working_days belong together."
    if rule.computation == "after_first" and not (rule.first_length and rule.first_unit):
        yield "first_length and first_unit must say how long the first part is."
    if rule.computation == "before_end" and not (rule.notice_length and rule.notice_unit in UNITS):
        yield "notice_length and notice_unit must say how long before the end of the job."
    if rule.safe in ("after_event", "shorter") and not (rule.safe_length and rule.safe_unit in UNITS):
        yield "safe_length and safe_unit must say how long after the event."
    if rule.safe == "saturday_counts" and rule.computation != WORKING_DAYS:
        yield "the safe day saturday_counts belongs to the computation working_days."
    if rule.computation in MARKS and not (rule.marks and all(_is_mark(mark) for mark in rule.marks)):
        yield 'marks must be days of a month, or "end" for the last.'
    for text in filter(None, rule.also_free.split(";")):
        if not _is_yearly_day(text):
            yield f"also_free: {text!r} is no day such as 12-24 or easter-2."


def _is_mark(text):
    return text == LAST_OF_MONTH or (text.isdigit() and 1 <= int(text) <= 31)


def _is_yearly_day(text):
    try:
        regions.day_of(text, 2024)
    except ValueError:
        return False
    return True


def _knows_its_words(rule):
    """Events and sentences that the rule names must exist."""
    for event in rule.named_events:
        if event not in legal_texts.event_codes():
            yield f"the event {event!r} is not known."
        if len(event) > LONGEST_EVENT:
            yield f"the event {event!r} is longer than {LONGEST_EVENT} signs."
    said = [*(reason for _, reason in rule.no_date), *filter(None, [rule.ask]), *rule.warn]
    if rule.when:
        said.append(f"ask_{rule.when[0]}")
    for code in said:
        if code not in sentences.codes():
            yield f"the sentence {code!r} is not written."


def _knows_its_facts(rule):
    """Facts that the rule names must be facts of a case; its calendar must be a region."""
    known = {field.name for field in fields(CaseFacts)}
    needs = "" if rule.needs == rules.ASKED else rule.needs
    for fact in filter(None, [rule.skip_if, needs, rule.when and rule.when[0]]):
        if fact not in known:
            yield f"the fact {fact!r} is not known."
    if rule.calendar and not regions.is_known(rule.calendar[:2], rule.calendar):
        yield f"the region {rule.calendar!r} is not known."


def _overlap(rule, versions):
    """Two versions of one rule must not hold on one day, unless they begin in different ways."""
    for other in versions:
        first = max(rule.effective_from or date.min, other.effective_from or date.min)
        last = min(rule.effective_until or date.max, other.effective_until or date.max)
        if first <= last and _begin_alike(rule, other):
            yield f"two versions hold on one day ({other.version}, {rule.version})."


def _begin_alike(rule, other):
    same_event = set(rule.named_events) & set(other.named_events)
    if not (rule.when and other.when and rule.when[0] == other.when[0]):
        return bool(same_event)
    return bool(same_event and set(rule.when[1]) & set(other.when[1]))


def _in_regions():
    for row in tables.rows("regions.csv"):
        if not row["citation"] or row["mixed"] not in YES_NO:
            yield f"regions.csv {row['region']}: the legal basis is missing, or mixed is not yes or no."
    for row in tables.rows("local_holidays.csv"):
        place = f"local_holidays.csv {row['region']} {row['day']}"
        if not _is_yearly_day(row["day"]):
            yield f"{place}: this is no day such as 12-24 or easter-2."
        if row["region"] not in regions.codes():
            yield f"{place}: the region is not known."
        if row["fact"] and row["fact"] not in LOCAL_FACTS:
            yield f"{place}: the fact {row['fact']!r} is not known."
        if not row["citation"] or not row["source"] or row["verified"] not in YES_NO:
            yield f"{place}: the legal basis or the source is missing."


def _in_clause_checks():
    known = {rule.rule_id for rule in rules.all_rules()}
    for row in tables.rows("clause_checks.csv"):
        if row["code"] not in sentences.codes():
            yield f"clause_checks.csv: the sentence {row['code']!r} is not written."
        for column, values in CLAUSE_CHECKS.items():
            if row[column] not in values:
                yield f"clause_checks.csv {row['code']}: {column} must be {', '.join(filter(None, values))}."
        for rule_id in row["rules"].split(";"):
            if rule_id not in known:
                yield f"clause_checks.csv {row['code']}: the rule {rule_id!r} is not known."
        if not row["citation"] or not row["source"]:
            yield f"clause_checks.csv {row['code']}: the legal basis or the source is missing."


def _in_sentences():
    for code in sentences.codes():
        texts = sentences.texts(code)
        if not all(texts.values()):
            yield f"sentences.csv {code}: a language is missing."
        if len({tuple(sorted(PLACEHOLDER.findall(text))) for text in texts.values()}) > 1:
            yield f"sentences.csv {code}: the languages do not have the same placeholders."


def _in_events():
    for row in legal_texts.events():
        if not all(row[f"label_{language}"] for language in languages.LANGUAGES):
            yield f"events.csv {row['event_code']}: a language is missing."
