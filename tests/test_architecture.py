"""Imports go one way; the rules that keep the house simple hold in the code."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [
    {"wording"},
    {"lawpack", "security"},
    {"pages"},
    {"outbox"},
    {"accounts"},
    {"cases"},
    {"evidence"},
    {"door"},
    {"documents"},
    {"mydata"},
    {"notifications"},
    {"demo"},
    {"config"},
]
FLOOR_OF = {package: number for number, floor in enumerate(FLOORS) for package in floor}


def modules(package):
    return [path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", sorted(FLOOR_OF))
def test_imports_go_down_only(package):
    for path in modules(package):
        for name in imported(path):
            if name in FLOOR_OF and name != package:
                assert FLOOR_OF[name] < FLOOR_OF[package], f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("package", sorted(FLOOR_OF))
def test_no_catch_all_modules_signals_or_admin(package):
    for path in modules(package):
        assert path.stem not in {"utils", "helpers", "services", "signals", "admin"}, path
        source = path.read_text(encoding="utf-8")
        assert "django.db.models.signals" not in source, path
        assert "django.contrib.admin" not in source, path


def test_only_the_policy_knows_permission_names():
    for path in [*modules("cases"), *modules("evidence"), *modules("documents"), *modules("notifications")]:
        if path.name != "policy.py":
            source = path.read_text(encoding="utf-8")
            assert "guardian.shortcuts" not in source, path
            assert ".has_perm(" not in source, path


def test_only_the_door_writes_history():
    for package in FLOOR_OF:
        for path in modules(package):
            if path.name != "events.py":
                assert "CaseEvent.objects.create" not in path.read_text(encoding="utf-8"), path


def test_files_stay_short():
    long = [
        path for package in FLOOR_OF for path in modules(package) if len(path.read_text().splitlines()) > 400
    ]
    assert not long


def test_no_field_for_immigration_status():
    for package in FLOOR_OF:
        for path in modules(package):
            source = path.read_text(encoding="utf-8").lower()
            for word in ("immigration_status", "residence_permit", "visa_", "residence_status"):
                assert word not in source, path
