"""The stylesheets work on old phones, from right to left, without other hosts, and stay small."""

import gzip
import re
from pathlib import Path

import pytest

from tests.stylesheet import FILES, ROOT, declarations, text

PHYSICAL = re.compile(
    r"(margin|padding|border)-(top|right|bottom|left)(-.*)?"
    r"|top|right|bottom|left|(min-|max-)?(width|height)|overflow-[xy]|resize-.*"
    r"|border-(top|bottom)-(left|right)-radius"
)
# Both axes of a page keep their names from right to left too.
ALLOWED = {"overflow-x"}
OUR_FILES = [path for path in ROOT.rglob("*.*") if not {".venv", "tests", "static_root"} & set(path.parts)]
TEMPLATES = [path for path in OUR_FILES if path.suffix == ".html" and "templates" in path.parts]
SOURCES = [*TEMPLATES, *(path for path in OUR_FILES if path.suffix == ".py")]


def test_no_physical_directions():
    found = [
        (rule, name) for rule, name, _ in declarations() if PHYSICAL.fullmatch(name) and name not in ALLOWED
    ]
    assert not found
    aligned = [(rule, value) for rule, name, value in declarations() if value in {"left", "right"}]
    assert not aligned


@pytest.mark.parametrize(
    "feature", [":has(", "light-dark(", "color-mix(", "@import", "url(", "@layer", "@container", "@scope"]
)
def test_nothing_an_old_phone_or_our_policy_refuses(feature):
    assert feature not in text()


def test_no_nesting():
    depth = 0
    in_media = False
    for line in re.findall(r"[^{}]*[{}]", text()):
        if line.endswith("{"):
            in_media = in_media or (depth == 0 and line.strip().startswith("@"))
            depth += 1
            assert depth <= (2 if in_media else 1), line
        else:
            depth -= 1
            in_media = in_media and depth > 0
    assert depth == 0


def test_stays_small():
    content = b"".join(file.read_bytes() for file in FILES)
    assert len(content) < 45_000
    assert len(gzip.compress(content)) < 11_000


def test_every_colour_of_text_is_a_token_or_fixed_on_purpose():
    """A colour written out breaks the dark theme; only the ones that are the same in both may be."""
    fixed = {"#12211e", "#ffd60a", "#fff", "#000", "#999", "#1a1a1a", "#083f3b"}
    used = {
        colour
        for _, name, value in declarations()
        if not name.startswith("--")
        for colour in re.findall(r"#[0-9a-f]{3,6}\b", value)
    }
    assert used <= fixed


def test_every_class_is_used():
    """What no page wears any more goes."""
    classes = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", text())))
    words = set(re.findall(r"[\w-]+", " ".join(Path(path).read_text(encoding="utf-8") for path in SOURCES)))
    assert not classes - words


def test_pages_carry_no_style_and_no_script_of_their_own():
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", source), path
        for script in re.findall(r"<script[^>]*>", source):
            assert "src=" in script, path
        assert not re.search(r"(src|href)=[\"'](https?:)?//", source), path
