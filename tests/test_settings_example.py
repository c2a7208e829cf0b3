"""`.env.example` and the code name the same settings."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r"""\b(?:text|flag|number|listed|database)\(\s*"([A-Z][A-Z_]+)\"""")
IN_COMPOSE = re.compile(r"\$\{([A-Z_]+)")


def named_in_code():
    sources = [*sorted((ROOT / "config").rglob("*.py"))]
    return {name for path in sources for name in READ.findall(path.read_text(encoding="utf-8"))}


def named_in_example():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]


def test_each_setting_stands_in_the_example_once():
    names = named_in_example()
    assert len(names) == len(set(names))
    compose = set(IN_COMPOSE.findall((ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert set(names) == named_in_code() | compose
    assert compose - named_in_code() == {"POSTGRES_PASSWORD"}


def test_each_setting_is_explained():
    blocks = (ROOT / ".env.example").read_text(encoding="utf-8").split("\n\n")
    plain = ("#", "TIME_ZONE", "EMAIL_HOST")
    assert not [block for block in blocks if "=" in block and not block.startswith(plain)]


def test_copied_as_it_is_the_example_starts_the_demo(monkeypatch, tmp_path):
    from config import environment

    for name in named_in_example():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(environment.os, "environ", dict(environment.os.environ))
    environment.load_env_file(ROOT / ".env.example")
    assert environment.mode() == "demo"
    assert environment.number("PORT", 1) == 8000
    assert len(environment.secret_key("demo", tmp_path)) >= 50
