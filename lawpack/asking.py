"""Many questions at once: a JSON array in, a JSON array of answers in the same order out."""

import json

from lawpack.reading import Row


class NotAnArray(Exception):
    """What came in is no JSON array."""


class Pairs(dict):
    """A JSON object that remembers which keys stood in it twice."""

    def __init__(self, pairs):
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.twice = [name for name in self if names.count(name) > 1] if len(self) < len(names) else []


def parse(text):
    """The array that a JSON text holds. Raises NotAnArray with a sentence."""
    try:
        found = json.loads(text, object_pairs_hook=Pairs, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise NotAnArray(f"This is not JSON: {error}.") from error
    if not isinstance(found, list):
        raise NotAnArray("The questions must be a JSON array.")
    return found


def answers(questions, answer):
    """(answers in the order of the questions, whether all were answered).

    answer: takes a Row and returns a dict of JSON values; what it returns counts only where the Row has no
    errors. Every answer begins with the `id` of its question, as it came; one with errors holds nothing else
    but `errors`. A day that leaves the calendar is an error of its question, not of the run.
    """
    found = [_answer(question, answer) for question in questions]
    return found, not any("errors" in one for one in found)


def _answer(question, answer):
    if not isinstance(question, dict):
        return {"id": None, "errors": [{"field": "", "message": "Every question must be an object."}]}
    row = Row(question)
    identity = _identity(row)
    try:
        said = answer(row)
    except OverflowError:
        row.refuse("", "A day leaves the calendar.")
    if not row.finish():
        return {"id": identity, "errors": row.errors}
    return {"id": identity, **said}


def _identity(row):
    row.known.add("id")
    identity = row.values.get("id")
    if identity is None or isinstance(identity, (bool, list, dict)):
        row.refuse("id", "Every question needs an id, a string or a number.")
        return None
    return identity


def _refuse_constant(name):
    raise ValueError(f"{name} is no number")
