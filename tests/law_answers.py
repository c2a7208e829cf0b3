"""Worked questions to the law pack: asked in this process, compared where the table says something."""

import json
import re
from pathlib import Path

from lawpack import asking
from lawpack.management.telling import told

DATA = Path(__file__).parent / "data"


def worked(name):
    """The rows of a worked table."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def ask(answer, *questions):
    """The answers, as JSON values, and whether all were answered."""
    return asking.answers(asking.parse(json.dumps(questions)), lambda row: told(answer(row)))


def of_one(answer, **question):
    """The answer to one question."""
    (found,), _ = ask(answer, {"id": 1, **question})
    return found


def plain(value):
    """The same value with ordinary spaces in its texts."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return re.sub("[\u00a0\u202f]", " ", value) if isinstance(value, str) else value


def only(found, wanted):
    """What of `found` the table speaks of, in the shape of `wanted`."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {name: only(found.get(name, "no such key"), inner) for name, inner in wanted.items()}
    if isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        return [only(one, inner) for one, inner in zip(found, wanted, strict=True)]
    return found


def fields(found):
    """The fields with errors."""
    return [error["field"] for error in found["errors"]]
