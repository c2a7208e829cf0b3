"""A file of the import format becomes cases with receipt codes: all of its rows, or none."""

import json
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from cases import import_format, intake
from cases.forms import imported
from cases.models import Intake
from door import code, receipts
from wording import places

NOT_JSON = "The file is not JSON: {place}."
NOT_A_LIST = "Write a JSON array of intakes."
KNOWN = "An intake with this external_id is here already."
SAME_TWICE = "An earlier row of this file has the same external_id."
NO_RULES = "There are no rules for {country} here: no dates and no minimum wage are computed."
_AT_ONCE = 500  # ids in one question to the database


@dataclass(frozen=True)
class Fault:
    """What is not right: the row (the first is 1, None for the whole file), the field and what to do."""

    row: int | None
    field: str
    reason: str


class Refused(Exception):
    """Something is not right; nothing was imported."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__(f"{len(faults)} faults")


def read(content: bytes) -> list:
    """The rows of a file, cleaned and checked. Raises Refused naming every fault."""
    rows = _parsed(content)
    with translation.override("en"):
        faults = [
            Fault(number, field, reason)
            for number, row in enumerate(rows, start=1)
            for field, reason in _faults_of_row(row)
        ]
    faults = faults or _known(rows)
    if faults:
        raise Refused(faults)
    return rows


def warnings(rows):
    """[(row number, sentence)]: what is taken, and yet should be known."""
    return [
        (number, NO_RULES.format(country=row["country"]))
        for number, row in enumerate(rows, start=1)
        if row["country"] not in places.WITH_RULES
    ]


def open_all(rows) -> list:
    """[(reference, receipt code as 16 digits)] of the cases, in the order of the rows."""
    try:
        with transaction.atomic():
            return [_open(row) for row in rows]
    except IntegrityError:
        # Another import brought one of these in since they were read.
        faults = _known(rows)
        if not faults:
            raise
        raise Refused(faults) from None


def _open(row):
    key = f"import-{uuid.uuid4().hex}"
    case = intake.open_case(given=row, channel="import", by=None, submission_key=key)
    digits = code.draw()
    receipts.give(case, digits)
    return case.reference, digits


def _parsed(content):
    try:
        rows = json.loads(content.decode("utf-8-sig"), object_pairs_hook=import_format.keys_of)
    except UnicodeDecodeError:
        raise _refused(NOT_JSON.format(place="it is not written in UTF-8")) from None
    except json.JSONDecodeError as error:
        raise _refused(NOT_JSON.format(place=f"line {error.lineno}, {error.msg}")) from None
    except (ValueError, RecursionError):
        raise _refused(NOT_JSON.format(place="a number is too long or lists are nested too deep")) from None
    if not isinstance(rows, list):
        raise _refused(NOT_A_LIST)
    return [import_format.cleaned(row) for row in rows]


def _refused(reason):
    return Refused([Fault(None, "", reason)])


def _faults_of_row(row):
    return import_format.faults(row) or imported.faults(row, today=timezone.localdate())


def _known(rows):
    """Faults of rows whose `external_id` was met before, in this file or among the cases."""
    keys = [intake.external_key(row.get("external_id")) for row in rows]
    known = _stored(key for key in keys if key)
    faults, seen = [], set()
    for number, key in enumerate(keys, start=1):
        if key in known or key in seen:
            faults.append(Fault(number, "external_id", KNOWN if key in known else SAME_TWICE))
        if key:
            seen.add(key)
    return faults


def _stored(keys):
    keys, stored = sorted(keys), set()
    for start in range(0, len(keys), _AT_ONCE):
        some = Intake.objects.filter(external_key__in=keys[start : start + _AT_ONCE])
        stored.update(some.values_list("external_key", flat=True))
    return stored
