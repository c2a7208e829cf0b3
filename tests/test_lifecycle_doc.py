"""docs/lifecycle.md is the machine of the code: every row, every stage, every guard, in both directions."""

from pathlib import Path

from cases import lifecycle
from cases.models import Stage

DOC = Path(__file__).resolve().parent.parent / "docs" / "lifecycle.md"


def listed(cell):
    return [] if cell == "–" else [word.strip() for word in cell.split(",")]


def rows_of_doc():
    lines = [line for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return {
        step: (sorted(listed(sources)), target, listed(guards), listed(facts))
        for step, sources, target, guards, facts in rows
    }


def rows_of_code():
    return {step: row_of_code(moves) for step, moves in lifecycle.steps().items()}


def row_of_code(moves):
    first = moves[0]
    early = first.custom.get("early")
    sources = [f"{move.source} (early)" if move.source == early else str(move.source) for move in moves]
    guards = [condition.__name__ for condition in first.conditions]
    return sorted(sources), str(first.target), guards, list(first.custom.get("facts", {}))


def test_the_document_and_the_code_are_one_machine():
    assert rows_of_doc() == rows_of_code()


def test_every_stage_can_be_reached_and_left():
    reached = {target for _sources, target, _guards, _facts in rows_of_code().values()} | {Stage.NEW.value}
    left = {move.source for moves in lifecycle.steps().values() for move in moves}
    assert reached == left == set(Stage.values)


def test_every_guard_has_a_sentence():
    for moves in lifecycle.steps().values():
        for condition in moves[0].conditions:
            assert str(condition.reason).endswith(".")
