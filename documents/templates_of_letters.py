"""Model letters as data: one file a letter, in numbered units with a slug that never changes.

A file has front matter in TOML between two lines `+++`, then units: `[slug] kind if condition`, and the text
below. `{placeholder}` is one fact of the case, `⟨A|B⟩` the words of a representative or of the worker alone,
`**...**` bold.
What a file uses and the program does not know is refused here, not found out on paper.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "letters"
KINDS = {"subject", "para", "words", "table", "closing", "signature", "enclosures"}
# `step`: the step of the case its first dispatch takes; `meets`: rules whose dates its arrival may keep.
KEYS = {
    "key",
    "country",
    "language",
    "title",
    "claim_types",
    "reply_days",
    "enclosures",
    "checks",
    "legal_basis",
    "step",
    "meets",
}

# Facts a text may name. `documents.gathering` finds each of them, or says which one is missing.
PLACEHOLDERS = {
    "claimant_name",
    "period",
    "opening_text",
    "closing_text",
    "employment_from",
    "employment_until",
    "job_title",
    "workplace",
    "agreed_rate",
    "rate_unit",
    "due_rule",
    "minimum_rate",
    "claims_table",
    "total_gross",
    "net_paid",
    "reply_by",
    "account_holder",
    "iban",
    "case_ref",
    "payslip_periods",
    "dismissal_date",
    "dismissal_received",
    "adviser_name",
    "group_name",
    "enclosures",
}
# When a unit is printed. `documents.gathering` answers each of them for a case.
CONDITIONS = {
    "representative",
    "self",
    "opening_words",
    "closing_words",
    "employment_open",
    "employment_ended",
    "pay_agreed",
    "pay_minimum",
    "pay_partly_minimum",
    "hours_listed",
    "hours_not_listed",
    "nothing_net",
    "something_net",
    "account",
    "payslips_missing",
    "dismissal_dated",
    "dismissal_undated",
    "later_periods",
    "enclosures",
}
# What a letter may ask to be checked before it goes out: `documents.checks`.
CHECK_CODES = {
    "NAME",
    "FORM",
    "AUTH",
    "RDG",
    "CONSENT",
    "STAGE",
    "DATE",
    "DUE",
    "PAY_DAY",
    "CLAUSE",
    "RUNNING",
    "SUM",
    "NET",
    "RATE",
    "INT",
    "STALE",
    "FORTY",
    "COST",
    "THREAT",
    "STATUS_WORDS",
    "GLYPH",
}
_HEAD = re.compile(r"\[(?P<slug>[a-z_]+)\] (?P<kind>[a-z]+)(?: if (?P<condition>[a-z_]+))?")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_VOICES = re.compile(r"⟨([^⟨⟩|]*)\|([^⟨⟩|]*)⟩")


class UnusableLetter(Exception):
    """A letter file that says something the program does not know."""


@dataclass(frozen=True)
class Unit:
    slug: str
    kind: str
    condition: str
    text: str

    def placeholders(self):
        return _PLACEHOLDER.findall(self.text)

    def worded(self, is_representative):
        """The text in the words of whoever writes."""
        return _VOICES.sub(lambda voices: voices[1 if is_representative else 2], self.text)


@dataclass(frozen=True)
class LetterTemplate:
    key: str
    country: str
    language: str
    title: str
    claim_types: tuple
    earliest_days: int
    usual_days: int
    enclosures: tuple
    checks: tuple
    step: str
    meets: tuple
    units: tuple
    version: str


@cache
def template(key) -> LetterTemplate:
    """The letter of that name. KeyError if there is none, UnusableLetter if its file cannot be used."""
    path = FOLDER / f"{key}.md"
    if not re.fullmatch(r"[a-z0-9_]+", key) or not path.is_file():
        raise KeyError(key)
    return read(path.read_text(encoding="utf-8"), key)


def keys():
    return sorted(path.stem for path in FOLDER.glob("*.md"))


@cache
def words(language) -> dict:
    """Words the letters of one language share: months, headings of the table, ways of delivery."""
    return tomllib.loads(_words_file(language).read_text(encoding="utf-8"))


def read(source, key) -> LetterTemplate:
    """Parse one letter file."""
    try:
        _start, head, body = source.split("+++\n", 2)
        front = tomllib.loads(head)
    except (ValueError, tomllib.TOMLDecodeError) as error:
        raise UnusableLetter(f"{key}: the front matter cannot be read ({error})") from None
    _check_front(front, key)
    units = tuple(_units(body, key))
    _check_units(units, front, key)
    shared = _words_file(front["language"]).read_bytes()
    return LetterTemplate(
        key=key,
        country=front["country"],
        language=front["language"],
        title=front["title"],
        claim_types=tuple(front["claim_types"]),
        earliest_days=front["reply_days"]["earliest"],
        usual_days=front["reply_days"]["usual"],
        enclosures=tuple(front["enclosures"]),
        checks=tuple(front["checks"]),
        step=front["step"],
        meets=tuple(front["meets"]),
        units=units,
        version=hashlib.sha256(source.encode() + shared).hexdigest()[:16],
    )


def _words_file(language):
    return FOLDER / f"{language}.toml"


def _units(body, key):
    head, lines = None, []
    for line in body.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            if head:
                yield _unit(head, lines, key)
            head, lines = line, []
        else:
            lines.append(line)
    if head:
        yield _unit(head, lines, key)


def _unit(head, lines, key):
    found = _HEAD.fullmatch(head.strip())
    if not found:
        raise UnusableLetter(f"{key}: {head!r} is no head of a unit")
    text = "\n".join(lines).strip()
    return Unit(found["slug"], found["kind"], found["condition"] or "", text)


def _check_front(front, key):
    if set(front) != KEYS:
        raise UnusableLetter(f"{key}: the front matter needs exactly {', '.join(sorted(KEYS))}")
    if front["key"] != key:
        raise UnusableLetter(f"{key}: the key {front['key']!r} is not the file's name")
    if not CHECK_CODES.issuperset(front["checks"]):
        raise UnusableLetter(f"{key}: unknown checks {sorted(set(front['checks']) - CHECK_CODES)}")
    if not _words_file(front["language"]).is_file():
        raise UnusableLetter(f"{key}: there are no words for the language {front['language']!r}")


def _check_units(units, front, key):
    slugs = [unit.slug for unit in units]
    if len(slugs) != len(set(slugs)):
        raise UnusableLetter(f"{key}: a slug stands twice")
    for unit in units:
        _check_unit(unit, key)
    kinds = [unit.kind for unit in units]
    if kinds.count("subject") != 1 or kinds.count("table") != 1:
        raise UnusableLetter(f"{key}: a letter has one subject and one table")
    unknown = set(front["enclosures"]) - set(words(front["language"])["enclosure"])
    if unknown:
        raise UnusableLetter(f"{key}: unknown enclosures {sorted(unknown)}")


def _check_unit(unit, key):
    if unit.kind not in KINDS:
        raise UnusableLetter(f"{key}: unit {unit.slug} has the unknown kind {unit.kind!r}")
    if unit.condition and unit.condition not in CONDITIONS:
        raise UnusableLetter(f"{key}: unit {unit.slug} asks for the unknown condition {unit.condition!r}")
    if not unit.text:
        raise UnusableLetter(f"{key}: unit {unit.slug} has no text")
    for name in unit.placeholders():
        if name not in PLACEHOLDERS:
            raise UnusableLetter(f"{key}: unit {unit.slug} names the unknown fact {name!r}")
    left = _PLACEHOLDER.sub("", _VOICES.sub("", unit.text))
    if any(sign in left for sign in "{}⟨⟩") or unit.text.count("**") % 2:
        raise UnusableLetter(f"{key}: unit {unit.slug} has an open bracket or bold sign")
