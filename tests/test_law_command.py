"""The law_... commands: an array in, an array out, an exit code, and nothing made on the disk."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawpack import asking

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
GOOD = {"id": 1, "country": "DE", "region": "DE-NW", "rule": "DE_KSCHG_4", "trigger_date": "2026-11-12"}


def run(tmp_path, text, *, file="-", language=None, **environment):
    """The command in an empty folder that is also the home, with no settings but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PORUCH", "DJANGO"))}
    arguments = [sys.executable, str(MANAGE), "law_deadlines", file]
    return subprocess.run(
        [*arguments, *(["--language", language] if language else [])],
        input=text if isinstance(text, bytes) else text.encode(),
        capture_output=True,
        cwd=tmp_path,
        env={**kept, "HOME": str(tmp_path), **environment},
        timeout=60,
    )


def answered(done):
    return json.loads(done.stdout)


@pytest.mark.parametrize("mode", [None, "bogus", "production", "demo"])
def test_it_answers_in_any_mode_and_makes_nothing(tmp_path, mode):
    done = run(tmp_path, json.dumps([GOOD]), **({"PORUCH_MODE": mode} if mode else {}))
    assert (done.returncode, done.stderr) == (0, b"")
    assert answered(done)[0]["due_date"] == "2026-12-03"
    assert list(tmp_path.iterdir()) == []


def test_it_reads_a_file_and_tells_in_another_language(tmp_path):
    file = tmp_path / "questions.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps([GOOD]).encode())
    done = run(tmp_path, "", file=str(file), language="uk")
    assert done.returncode == 0
    assert "четвер" in answered(done)[0]["steps"][0]
    assert list(tmp_path.iterdir()) == [file]


def test_some_bad_rows_leave_the_others_answered_in_order(tmp_path):
    questions = [{**GOOD, "id": "a"}, {**GOOD, "id": 2, "country": "GB"}, "no object", {**GOOD, "id": 3.5}]
    done = run(tmp_path, json.dumps(questions))
    assert (done.returncode, done.stderr) == (2, b"")
    found = answered(done)
    assert [one["id"] for one in found] == ["a", 2, None, 3.5]
    assert [("errors" in one) for one in found] == [False, True, True, False]


@pytest.mark.parametrize("text", ["{}", b"\xff\xfe[]", "[" * 100_000])
def test_what_is_no_array_is_refused_with_a_sentence_and_an_empty_answer(tmp_path, text):
    done = run(tmp_path, text)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr and b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[", '"text"', "null", "1", '[{"id": NaN}]', '[{"id": -Infinity}]', "[1,]"]
)
def test_other_text_is_no_array_either(text):
    with pytest.raises(asking.NotAnArray):
        asking.parse(text)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    done = run(tmp_path, "", file=str(tmp_path / "none.json"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"none.json" in done.stderr and b"Traceback" not in done.stderr


def test_an_empty_array_is_answered_by_one(tmp_path):
    done = run(tmp_path, "[]")
    assert (done.returncode, answered(done)) == (0, [])


def test_letters_that_the_terminal_cannot_write_are_escaped(tmp_path):
    done = run(tmp_path, json.dumps([GOOD]), language="uk", PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and done.stdout.isascii()
    assert "четвер" in answered(done)[0]["steps"][0]


def reads(row):
    """An answer that takes one number and one nested object."""
    inner = row.row("facts")
    if inner is not None:
        inner.finish()
    return {"hours": str(row.number("hours"))}


def ask(text):
    found, _ = asking.answers(asking.parse(text), reads)
    return found


@pytest.mark.parametrize("identity", ["1", '"1"', "1.5", '""'])
def test_the_id_comes_back_with_its_type(identity):
    (found,) = ask(f'[{{"id": {identity}, "hours": "2"}}]')
    assert json.dumps(found["id"]) == identity
    assert "errors" not in found


@pytest.mark.parametrize("identity", ["null", "true", "[]", "{}"])
def test_an_id_that_names_nothing_is_a_mistake(identity):
    (found,) = ask(f'[{{"id": {identity}, "hours": "2"}}]')
    assert [error["field"] for error in found["errors"]] == ["id"]


def test_a_key_that_stands_twice_is_a_mistake_at_its_place():
    twice, inside = ask(
        '[{"id": 1, "hours": 2, "hours": 3}, {"id": 2, "hours": 2, "facts": {"a": 1, "a": 2}}]'
    )
    assert [error["field"] for error in twice["errors"]] == ["hours"]
    assert [error["field"] for error in inside["errors"]] == ["facts.a", "facts.a"]


@pytest.mark.parametrize(
    ("hours", "is_taken"), [("2.5", False), ('"2.5"', True), ("2", True), ("true", False), ('"1e3"', False)]
)
def test_a_float_is_refused_and_a_string_taken(hours, is_taken):
    (found,) = ask(f'[{{"id": 1, "hours": {hours}}}]')
    assert ("errors" not in found) is is_taken
