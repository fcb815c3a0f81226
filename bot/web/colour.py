"""Colours as numbers: contrast between two of them, mixtures, and the nearest one that can be read. Pure."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Sequence
from typing import Final

Colour = tuple[float, float, float]  # red, green and blue, each 0 to 1

READABLE: Final = 4.5  # WCAG 2.2, 1.4.3: text in its normal size
_STEPS: Final = 200  # of lightness, when a nearest colour is looked for


def parse(text: str) -> Colour | None:
    """`#0b6b6b` or `#abc` as a colour; None for anything else."""
    found = re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text.strip())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])  # noqa: PLR2004 - two for each part
    return (int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255)


def written(colour: Colour) -> str:
    """The colour as `#rrggbb`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """`share` (0 to 1) of the first, the rest of the second."""
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(colour, other, strict=True))
    return red, green, blue


def least_contrast(colour: Colour, grounds: Sequence[Colour]) -> float:
    """The worst of its contrasts."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest_readable(colour: Colour, grounds_of: Callable[[Colour], Sequence[Colour]]) -> Colour:
    """The same hue, as little lighter or darker as makes it readable on its grounds; itself where it is so already."""
    hue, light, strength = colorsys.rgb_to_hls(*colour)
    candidates = (colorsys.hls_to_rgb(hue, step / _STEPS, strength) for step in range(_STEPS + 1))
    as_shown = [parse(written(candidate)) or candidate for candidate in (colour, *candidates)]
    readable = [one for one in as_shown if least_contrast(one, grounds_of(one)) >= READABLE]
    return min(readable, key=lambda one: abs(colorsys.rgb_to_hls(*one)[1] - light)) if readable else colour


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)  # noqa: PLR2004 - the standard's own numbers
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
