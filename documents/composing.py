"""From a letter file and the facts of a case to blocks. A missing fact is named; a gap is never printed."""

import json
import re
from dataclasses import dataclass

from cases import writing_off
from documents.blocks import Head, Letter, Run, Text, glued
from documents.gathering import Facts
from documents.missing import missing
from documents.tables import claims_table

_PARTS = re.compile(r"(\*\*|\{[a-z_]+\})")


@dataclass(frozen=True)
class Composition:
    """`letter` holds the blocks, or is None while `missing` names facts."""

    facts: Facts
    letter: Letter | None
    missing: tuple

    @property
    def is_complete(self):
        return not self.missing

    def frozen_facts(self):
        """What was printed, for the record: plain values that can be stored."""
        facts = self.facts
        used = sorted({name for unit in _printed_units(facts) for name in unit.placeholders()})
        return {
            "values": {name: facts.value(name) for name in used if name != "claims_table"},
            "claims": [
                {
                    "id": str(claim.pk),
                    "month": str(claim.month or ""),
                    "open_gross": str(writing_off.left(claim)),
                }
                for claim in facts.claims
            ],
            "total_gross": str(facts.total_gross),
            "net_paid": str(facts.net_paid),
            "currency": facts.currency,
            "dated_on": str(facts.day),
        }


def plain(letter):
    """The blocks as they read from where they are stored: JSON knows lists only."""
    return json.loads(json.dumps(letter.as_json()))


def is_same_text(letter, stored):
    """Whether composed blocks say what the stored ones say: the date above the letter may be another."""
    if letter is None:
        return False
    now = plain(letter)
    return now["blocks"] == stored["blocks"] and now["head"]["address"] == stored["head"]["address"]


def compose(letter, day) -> Composition:
    """Compose a letter dated that day from the case as it is now."""
    facts = Facts(letter, day)
    units = list(_printed_units(facts))
    names = list(facts.missing_around()) + [
        name for unit in units for name in unit.placeholders() if not facts.value(name)
    ]
    if names:
        return Composition(facts, None, tuple(missing(name) for name in dict.fromkeys(names)))
    blocks = tuple(_block(unit, facts) for unit in units)
    return Composition(facts, Letter(head=_head(facts), blocks=blocks), ())


def _printed_units(facts):
    return (unit for unit in facts.template.units if not unit.condition or facts.holds(unit.condition))


def _block(unit, facts):
    if unit.kind == "table":
        return claims_table(facts, unit.slug)
    return Text(kind=unit.kind, slug=unit.slug, lines=tuple(_lines(unit, facts)))


def _lines(unit, facts):
    """Lines of runs. Bold signs and placeholders are read in the file's text, never in what the case says."""
    is_bold, line = False, []
    for part in _PARTS.split(unit.worded(facts.is_group)):
        if part == "**":
            is_bold = not is_bold
        elif _PARTS.fullmatch(part):
            name = part[1:-1]
            first, *more = facts.value(name).split("\n")
            line.append(Run(glued(first), bold=is_bold, fact=name))
            for text in more:
                yield tuple(line)
                line = [Run(glued(text), bold=is_bold, fact=name)]
        else:
            first, *more = part.split("\n")
            line += [Run(glued(first), bold=is_bold)] if first else []
            for text in more:
                yield tuple(line)
                line = [Run(glued(text), bold=is_bold)] if text else []
    yield tuple(line)


def _head(facts):
    is_group = facts.is_group
    name, line, contact, return_line, place, email = (_group_sender if is_group else _worker_sender)(facts)
    labels, day = facts.words["head"], facts.printer.day(facts.day)
    own_reference = labels["our_reference" if is_group else "my_reference"]
    info = [f"{place}, {day}" if place else day, f"{own_reference}: {facts.letter.reference}"]
    if email:
        info.append(f"{labels['contact']}: {email}")
    return Head(
        name=name,
        line=line,
        contact=tuple(contact),
        return_line=return_line,
        delivery=facts.words["delivery"][facts.letter.delivery],
        address=facts.employer_address(),
        info=tuple(info),
        reference=facts.letter.reference,
        continued=labels["continued"].format(day=day),
        page=facts.words["page"],
        language=facts.template.language,
    )


def _group_sender(facts):
    group = facts.case.group
    contact = [f"{group.street}, {group.postal_code} {group.town}", group.phone, group.email]
    return (
        group.letterhead_name,
        group.letterhead_line,
        [line for line in contact if line],
        group.sender_line,
        group.town,
        group.email,
    )


def _worker_sender(facts):
    address = facts.worker_address()
    name = facts.value("claimant_name")
    return name, "", address, " · ".join([name, *address]), "", ""
