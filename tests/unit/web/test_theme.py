"""The operator's colour can be read, or the start says which would do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.colour import READABLE, contrast, least_contrast, nearest_readable, parse, written
from bot.web.theme import DARK, LIGHT, AccentError, Scheme, read_theme

TOKENS = Path(__file__).parents[3] / "bot/ui/src/shared/tokens.css"
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#{:02x}{:02x}{:02x}".format(*parts))


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#0b6b6b", "#fbf8f4", 5.93)]
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert round(contrast(parse(one), parse(other)), 2) == pytest.approx(ratio, abs=0.05)


@given(COLOURS)
def test_the_nearest_shade_can_be_read_on_everything_and_a_good_colour_is_its_own(colour: str) -> None:
    for scheme in (LIGHT, DARK):
        nearest = nearest_readable(parse(colour), scheme.grounds)
        assert least_contrast(nearest, scheme.grounds(nearest)) >= READABLE
        if least_contrast(parse(colour), scheme.grounds(parse(colour))) >= READABLE:
            assert written(nearest) == colour


@given(COLOURS, COLOURS)
def test_every_colour_is_taken_or_answered_with_one_that_is_taken(light: str, dark: str) -> None:
    for _ in range(3):
        try:
            assert read_theme(light, dark).css.count(":root") == 2
        except AccentError as error:
            name, better = re.match(r"(\w+):.* is (#[0-9a-f]{6})\.$", str(error)).groups()
            light, dark = (better, dark) if name == "UNHOOK_ACCENT" else (light, better)
        else:
            return
    raise AssertionError("the colours that were proposed were refused")


def test_a_pale_colour_is_refused_with_the_nearest_that_would_do() -> None:
    with pytest.raises(AccentError, match=r"UNHOOK_ACCENT: #f0b46a .* 4\.5:1.* Cure: .* #[0-9a-f]{6}\.$"):
        read_theme("#f0b46a", "")


@pytest.mark.parametrize("wrong", ["teal", "#12", "#1234567", "#0b6b6b;}body{display:none", "url(x)"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(AccentError, match="is no colour"):
        read_theme(wrong, "")


def test_nothing_chosen_changes_nothing() -> None:
    theme = read_theme("", " ")
    assert (theme.css, theme.is_chosen, theme.accent) == ("", False, "#0b6b6b")


def test_the_dark_shade_follows_from_the_light_one() -> None:
    css = read_theme("#7a1fa2", "").css
    light, dark = re.findall(r"--teal:(#\w+)", css)
    assert light == "#7a1fa2"
    assert contrast(parse(dark), DARK.surface) >= READABLE > contrast(parse(light), DARK.surface)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_grounds_are_those_of_the_style_sheet(scheme: Scheme) -> None:
    light, dark = TOKENS.read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    tokens = dict(re.findall(r"--([\w-]+): (#\w{6})", light if scheme is LIGHT else dark))
    found = (tokens["paper"], tokens["surface"], tokens["on-teal"])
    assert found == (written(scheme.paper), written(scheme.surface), written(scheme.on_accent))
