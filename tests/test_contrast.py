"""Every pair of colours the pages put together can be read, in both themes."""

import pytest

from tests.stylesheet import THEMES, contrast, tokens

TEXT, PART = 4.5, 3.0
PAIRS = [
    *[("ink", ground, TEXT) for ground in ("paper", "surface", "sunken", "brand-soft", "warn-soft")],
    *[("ink-2", ground, TEXT) for ground in ("paper", "surface", "sunken", "brand-soft", "warn-soft")],
    *[("brand", ground, TEXT) for ground in ("paper", "surface", "brand-soft", "warn-soft")],
    *[("brand-deep", ground, TEXT) for ground in ("paper", "surface", "brand-soft")],
    *[("on-brand", ground, TEXT) for ground in ("brand", "brand-deep")],
    *[(text, "bar", TEXT) for text in ("on-bar", "on-bar-2")],
    *[("stop", ground, TEXT) for ground in ("paper", "surface", "stop-soft")],
    *[(state, f"{state}-soft", TEXT) for state in ("warn", "good", "info", "court")],
    *[(state, "surface", TEXT) for state in ("warn", "good", "info", "court")],
    *[("edge", ground, PART) for ground in ("surface", "paper")],
    ("hivis", "bar", PART),
    ("focus-edge", "hivis", PART),
    ("surface", "ink", TEXT),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_pair_can_be_read(theme, front, ground, least):
    colours = tokens(theme)
    assert contrast(colours[front], colours[ground]) >= least


def test_both_ways_to_the_dark_theme_are_one_theme():
    assert tokens("dark") == tokens("dark by the device")
    assert tokens("dark").keys() == tokens("light").keys()


@pytest.mark.parametrize("theme", THEMES)
def test_focus_ring_stands_out_from_every_ground(theme):
    """The ring has a dark and a yellow half; on each ground at least one of them is plain to see."""
    colours = tokens(theme)
    for ground in ("paper", "surface", "sunken", "bar", "brand", "brand-soft", "warn-soft"):
        assert max(contrast(colours[half], colours[ground]) for half in ("focus-edge", "hivis")) >= PART


def test_the_yardstick_itself():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)
