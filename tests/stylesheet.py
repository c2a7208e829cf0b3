"""The stylesheets as tests look at them: without comments, as rules, with the tokens of each theme."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "static").glob("*.css"))
THEMES = {
    "light": ":root",
    "dark": ':root[data-theme="dark"]',
    "dark by the device": ':root:not([data-theme="light"])',
}


@cache
def text():
    together = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
    return re.sub(r"/\*.*?\*/", "", together, flags=re.DOTALL)


@cache
def declarations():
    """(selector, property, value) of every rule, whatever media query it stands in."""
    found = []
    for selector, block in re.findall(r"([^{}]+)\{([^{}]*)\}", text()):
        for declaration in filter(str.strip, block.split(";")):
            name, _, value = declaration.partition(":")
            found.append((selector.strip(), name.strip(), value.strip()))
    return found


@cache
def tokens(theme):
    """{name: colour} of one theme."""
    return {
        name[2:]: value
        for selector, name, value in declarations()
        if selector == THEMES[theme] and name.startswith("--") and value.startswith("#")
    }


def contrast(one, other):
    """The ratio of WCAG 2.2 between two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
