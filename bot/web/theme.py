"""The operator's colour: checked at the start for contrast, written as one small style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.web.colour import READABLE, Colour, least_contrast, mixed, nearest_readable, parse, written

ACCENT: Final = "UNHOOK_ACCENT"
ACCENT_DARK: Final = "UNHOOK_ACCENT_DARK"
_WHITE: Final[Colour] = (1.0, 1.0, 1.0)
_BLACK: Final[Colour] = (0.0, 0.0, 0.0)
_TINT: Final = 0.12  # of the accent in the tint
_STRONG: Final = 0.82  # of the accent in its own shade under the pointer


class AccentError(ValueError):
    """The colour is none, or cannot be read. The message says which would do."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a colour stands on: the tokens of bot/ui/src/shared/tokens.css, light or dark."""

    setting: str
    paper: Colour
    surface: Colour
    on_accent: Colour  # words on a button of this colour
    strong_towards: Colour

    def tint(self, accent: Colour) -> Colour:
        """The ground behind a young person's own words."""
        return mixed(accent, self.surface, _TINT)

    def grounds(self, accent: Colour) -> tuple[Colour, ...]:
        """Everything the accent is seen on, or that is seen on it."""
        return self.paper, self.surface, self.tint(accent), self.on_accent


def _colour(text: str) -> Colour:
    found = parse(text)
    if found is None:
        raise AccentError(f"{text} is no colour")
    return found


LIGHT: Final = Scheme(ACCENT, _colour("#fbf8f4"), _colour("#ffffff"), _WHITE, _BLACK)
DARK: Final = Scheme(ACCENT_DARK, _colour("#12191d"), _colour("#1a2429"), _colour("#0c1f1f"), _WHITE)
TEAL: Final = "#0b6b6b"  # the accent of tokens.css, where the operator has chosen none


@dataclass(frozen=True, slots=True)
class Theme:
    """The style sheet, empty where nothing was chosen, and the two colours that the button on other sites takes."""

    css: str
    accent: str
    on_accent: str

    @property
    def is_chosen(self) -> bool:
        """Whether there is anything to link."""
        return bool(self.css)


def read_theme(light: str, dark: str) -> Theme:
    """The theme of two settings; without the dark one it is the nearest shade of the light one. Raises AccentError."""
    if not light.strip() and not dark.strip():
        return Theme("", TEAL, written(LIGHT.on_accent))
    chosen = _checked(LIGHT, light) if light.strip() else _colour(TEAL)
    in_the_dark = _checked(DARK, dark) if dark.strip() else nearest_readable(chosen, DARK.grounds)
    rules = f":root{{{_tokens(LIGHT, chosen)}}}\n@media (prefers-color-scheme:dark){{:root{{{_tokens(DARK, in_the_dark)}}}}}\n"
    return Theme(rules, written(chosen), written(LIGHT.on_accent))


def _checked(scheme: Scheme, text: str) -> Colour:
    chosen = parse(text)
    if chosen is None:
        raise AccentError(f"{scheme.setting}: {text} is no colour. Cure: write it as #rrggbb, such as {TEAL}.")
    worst = least_contrast(chosen, scheme.grounds(chosen))
    if worst < READABLE:
        better = written(nearest_readable(chosen, scheme.grounds))
        raise AccentError(
            f"{scheme.setting}: {text} has a contrast of {worst:.1f}:1 with what it stands on, and words need {READABLE}:1. "
            f"Cure: the nearest shade that can be read is {better}."
        )
    return chosen


def _tokens(scheme: Scheme, accent: Colour) -> str:
    tokens = {
        "teal": accent,
        "teal-strong": mixed(accent, scheme.strong_towards, _STRONG),
        "teal-tint": scheme.tint(accent),
        "on-teal": scheme.on_accent,
    }
    return ";".join(f"--{name}:{written(colour)}" for name, colour in tokens.items())
