"""Questions about legal dates from outside: read, answered by the rules, and told in sentences."""

from functools import cache

from lawpack import clauses, regions, rules
from lawpack.deadlines import CaseFacts, Clause, of_occurrence, without_date
from lawpack.notes import note
from lawpack.occurrences import VOID_FORMS, told
from lawpack.reading import Row
from wording import languages, legal_texts, sentence

PAPER = "dismissal_received"
EVENT_OF_FORM = {"written": PAPER, **VOID_FORMS}
COUNCIL = ("none", "objected", "silent")
UNDATED = "9999-99"
FACTS = (
    "dismissal_form",
    "claim_part",
    "clause_months",
    "clause_in_standard_terms",
    "contract_signed",
    "clause_exempts_minimum_wage",
    "ill_during_shift",
    "works_council",
    "protestant_commune",
)
PARTS = ("minimum_wage", "above_minimum")
LONGEST_CLAUSE = 120


def answer(row, law=None):
    """The answer to one question, as JSON values; what is wrong stands in the errors of the Row.

    row: lawpack.reading.Row with country, region, facts, and rule with trigger_date, or events. law: rules to
    use instead of the program's own. Dates in and out are ISO; a range gives the date from its first day, and
    `latest_date` from its last. Format and facts: docs/law.md. Raises OverflowError past the year 9999.
    """
    known = _own() if law is None else _by_country(law)
    country = row.choice("country", known, required=True)
    facts, form = _facts(row, country, _region(row, country))
    row.known |= {"rule", "events", "trigger_date"}
    if row.has("events") == row.has("rule"):
        row.refuse("rule", "Give either a rule or events.")
        return {}
    if row.has("rule"):
        return _one_rule(row, facts, form, known)
    return _all_of_events(row, facts, form, known)


def events_of(country):
    """Codes of the events that may be given for a country."""
    return _events_by_country().get(country, ())


@cache
def _events_by_country():
    found = {}
    for event in legal_texts.events():
        for country in event["country"].split(";"):
            found.setdefault(country, []).append(event["event_code"])
    return found


@cache
def _own():
    return _by_country(rules.all_rules())


def _by_country(law):
    """{country: {rule id: its rows}}."""
    found = {}
    for rule in law:
        found.setdefault(rule.country, {}).setdefault(rule.rule_id, []).append(rule)
    return found


def _region(row, country):
    row.known.add("region")
    region = row.values.get("region")
    region = region if isinstance(region, str) and not region.strip() else row.text("region")
    codes = regions.of_country(country) if country else ()
    if region is not None and country and region not in codes:
        row.refuse("region", f"Not a region of {country}; write it as in {codes[0] if codes else country}.")
        return None
    return region


def _facts(row, country, region):
    """(CaseFacts, form of the dismissal). What is wrong in a fact is noted at facts.<name>."""
    given = row.row("facts") or Row({}, row.errors, "facts")
    form = given.choice("dismissal_form", EVENT_OF_FORM)
    months = given.whole("clause_months", lowest=1, highest=LONGEST_CLAUSE)
    signed = given.day("contract_signed")
    exempts = given.yes_no("clause_exempts_minimum_wage")
    standard = given.yes_no("clause_in_standard_terms")
    facts = CaseFacts(
        country=country,
        region=region,
        clause=Clause(months, signed, exempts, standard) if months else None,
        claim_part=given.choice("claim_part", PARTS),
        works_council=given.choice("works_council", COUNCIL),
        ill_during_shift=given.yes_no("ill_during_shift"),
        protestant_commune=given.yes_no("protestant_commune"),
    )
    given.finish()
    return facts, form


def _one_rule(row, facts, form, known):
    name = row.text("rule")
    versions = known.get(facts.country, {}).get(name, [])
    if name and facts.country:
        _check_rule(row, name, versions, facts.country, known)
    days = _days(row, "trigger_date", required=not versions or versions[0].computation != "none")
    is_told = any(error["field"] in ("facts", "facts.clause_months") for error in row.errors)
    if versions and versions[0].computation == "clause" and facts.clause is None and not is_told:
        Row({}, row.errors, "facts").refuse("clause_months", "This is missing: the months the clause gives.")
    if row.errors:
        return {}
    first = next(rule for rule in versions if rule.answered(facts)[0])
    event, asked = _event_of(first, form)
    rows = [rule for rule in versions if rule.answered(facts)[0] and event in rule.named_events]
    return {"rule": name, **_counted(rows, event, days, facts, {}, asked)}


def _check_rule(row, name, versions, country, known):
    if any(rule.is_switched_on for rule in versions):
        return
    if versions:
        row.refuse("rule", "This rule is switched off: its source does not say that it holds.")
    elif any(name in found for found in known.values()):
        row.refuse("rule", f"This is no rule of {country}.")
    else:
        row.refuse("rule", "There is no such rule.")


def _event_of(rule, form):
    """(the event that the trigger date tells, warnings): the form of a dismissal decides which one it is."""
    event = rule.named_events[0]
    if PAPER not in rule.events:
        return event, ()
    if form is None:
        return event, (note("ask_dismissal_form", fact="dismissal_form"),) if rule.no_date else ()
    if event != PAPER:
        return event, () if form == "written" else (note("dismissal_may_be_void"),)
    if EVENT_OF_FORM[form] in rule.named_events:
        return EVENT_OF_FORM[form], ()
    return event, (note("form_not_paper"),)


def _all_of_events(row, facts, form, known):
    days = _events(row, facts.country)
    if form and form != "written" and PAPER in days:
        days[EVENT_OF_FORM[form]] = days.pop(PAPER)
    elif form == "written" and days.keys() & set(VOID_FORMS.values()):
        Row({}, row.errors, "facts").refuse("dismissal_form", "The event says another form.")
    if row.has("trigger_date"):
        row.refuse("trigger_date", "Each event has its own day; this key goes with a rule.")
    if row.errors:
        return {}
    happened = {code: [told(code, first)] for code, (first, _last) in days.items()}
    found = [
        {"id": row.values["id"], "rule": name, **one}
        for name, versions in known[facts.country].items()
        for one in _of_rule(_started(versions, days, facts), days, facts, happened)
    ]
    language = languages.active()
    return {
        "deadlines": sorted(found, key=lambda one: (*_urgency(one), one["rule"])),
        "warnings": [_said(warning, language) for warning in _switched_off(known[facts.country], days)],
    }


def _switched_off(known, days):
    """Notes on what is not counted, although it may run: rules that these events start and that are switched off."""
    for versions in known.values():
        if not any(rule.is_switched_on for rule in versions):
            rule = versions[0]
            for event in (event for event in rule.events if event in days):
                yield note("rule_switched_off", rule=rule.rule_id, event=event, citation=rule.citation)


def _of_rule(started, days, facts, happened):
    """What a rule says from each event; only the earliest while nobody knows which of its ways counts."""
    found = [_counted(rows, event, days[event], facts, happened) for event, rows in started.items()]
    ways = {rule.when for rows in started.values() for rule in rows}
    return [min(found, key=_urgency)] if len(ways) > 1 else found


def _urgency(one):
    return (one["safe_date"] or UNDATED,)


def _events(row, country):
    """{event: (first, last day)}."""
    given = row.row("events")
    if given is None:
        return {}
    if not given.values:
        row.refuse("events", "Give at least one event.")
    days = {}
    for code in given.values:
        days[code] = _days(given, code, required=True)
        if country and code not in events_of(country):
            given.refuse(code, f"This is no event of {country}.")
    return days


def _started(versions, days, facts):
    """{event: rows} of one rule: what starts it, and its rows that count from that."""
    found = {}
    for rule in rules.that_count(versions, facts, days):
        events = [event for event in rule.named_events if event in days]
        for event in events[:1] if rule.choice == "first" else events:
            found.setdefault(event, []).append(rule)
    return found


def _days(row, name, *, required):
    """(first, last) day of a day or of {from, to}; None where it is absent or wrong."""
    if not isinstance(row.values.get(name), dict):
        day = row.day(name, required=required)
        return (day, day)
    inner = row.row(name)
    first, last = inner.day("from", required=True), inner.day("to", required=True)
    inner.finish()
    if first and last and first > last:
        inner.refuse("to", "Must not be before the first day.")
    return (first, last)


def _counted(rows, event, days, facts, happened, asked=()):
    """What the rows of one rule that begin with an event say for the days on which it may have happened."""
    first, last = days
    rule, found = _on(rows, event, first, facts, happened)
    latest = found if last == first else _on(rows, event, last, facts, happened)[1]
    language, reason = languages.active(), found.void_reason or found.no_date_reason
    warnings = [*asked, *_that_matter(found), *_own_doubts(rule, found, facts)]
    if last != first:
        warnings.append(note("day_uncertain", on=first))
    return {
        "due_date": _due(found),
        "safe_date": _iso(found.safe_on),
        "latest_date": _due(latest),
        "reason": _said(reason, language) if reason else None,
        "steps": [sentence(step, language) for step in found.steps],
        "legal_basis": rule.citation,
        "verified": rule.is_verified,
        "warnings": list(dict.fromkeys(_said(warning, language) for warning in warnings)),
    }


def _on(rows, event, day, facts, happened):
    """(the row that holds on the day, its Deadline)."""
    one = told(event, day)
    rule = next((rule for rule in rows if rule.is_in_force(day)), None)
    if rule is None:
        return rows[0], without_date(rows[0], one, _why_not_in_force(rows, day))
    found = of_occurrence(rule, one, facts, happened)
    return rule, found or without_date(rule, one, note("clause_months_unknown", fact="clause_months"))


def _why_not_in_force(rows, day):
    ahead = [rule.effective_from for rule in rows if rule.effective_from and rule.effective_from > day]
    if ahead:
        return note("not_in_force_yet", since=min(ahead))
    return note("not_in_force_any_more", until=max(rule.effective_until for rule in rows))


def _that_matter(found):
    """The warnings; once a clause is void for good, why it may be void matters no more."""
    return [one for one in found.warnings if not (found.void_reason and one.code.startswith("clause_"))]


def _own_doubts(rule, found, facts):
    """Facts that nobody gave and that would change the answer, and whether the rule was checked."""
    if found.due_on and not found.void_reason:
        for name in clauses.missing(rule.rule_id, facts.clause, facts.claim_part):
            yield note(f"ask_{name}", fact=name)
    if not rule.is_verified and not rule.stands_in_for:
        yield note("rule_unverified", citation=rule.citation)


def _due(found):
    return None if found.void_reason or found.no_date_reason else _iso(found.due_on)


def _iso(day):
    return day.isoformat() if day else None


def _said(told_note, language):
    """The sentence; a fact or an event that may be given is named by its key before it."""
    name = told_note.facts.get("fact")
    text = sentence(told_note, language)
    return f"{name}: {text}" if name in FACTS or name in legal_texts.event_codes() else text
