"""law_wages and law_interest from the outside: answers only, the right exit code, and nothing left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WAGES = {"id": "w", "country": "DE", "currency": "EUR", "lines": [{"month": "2026-09", "hours": "120"}]}
INTEREST = {
    "id": 7,
    "country": "DE",
    "items": [{"principal": "1000", "due_date": "2025-12-31"}],
    "until": "2026-06-30",
}
QUESTIONS = [("law_wages", WAGES), ("law_interest", INTEREST)]


def run(command, text, folder, *more, file="-"):
    """The command in an empty folder with an environment that names no settings."""
    environment = {
        "PATH": os.environ["PATH"],
        "PORUCH_DATA": str(folder / "data"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", command, file, *more],
        input=text.encode(),
        env=environment,
        cwd=folder,
        capture_output=True,
    )


@pytest.mark.parametrize(("command", "question"), QUESTIONS)
def test_all_answered_and_nothing_left_behind(tmp_path, command, question):
    done = run(command, json.dumps([question]), tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    (found,) = json.loads(done.stdout)
    assert found["id"] == question["id"]
    assert "errors" not in found
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("command", "question"), QUESTIONS)
def test_bad_rows_answer_with_errors_in_their_place(tmp_path, command, question):
    file = tmp_path / "questions.json"
    file.write_text(json.dumps([question, {"id": 2}, "three", question]), encoding="utf-8")
    done = run(command, "", tmp_path, file="questions.json")
    assert (done.returncode, done.stderr) == (2, b"")
    found = json.loads(done.stdout)
    assert [one["id"] for one in found] == [question["id"], 2, None, question["id"]]
    assert ["errors" in one for one in found] == [False, True, True, False]
    assert found[0] == found[3]


@pytest.mark.parametrize("command", ["law_wages", "law_interest"])
def test_no_array_is_said_on_the_error_line_alone(tmp_path, command):
    done = run(command, '{"id": 1}', tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"must be a JSON array" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_warnings_are_read_in_the_language_asked_for(tmp_path):
    question = {**INTEREST, "until": "2026-07-31"}
    done = run("law_interest", json.dumps([question]), tmp_path, "--language", "uk")
    (found,) = json.loads(done.stdout)
    assert "Відсоткову ставку на цей день не внесено." in found["warnings"][0]


def test_the_money_of_the_law_pack_loads_no_django():
    script = (
        "import sys, lawpack.wage_questions, lawpack.interest_questions, lawpack.typical_week, lawpack.sources; "
        "print([name for name in sys.modules if name.partition('.')[0] in ('django', 'wording', 'cases')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
