"""Draws the report's plots as inline SVG.

Places across are in percent, so that a plot fits any width while its words keep their size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil, floor, sqrt

_LABELS, _LEFT, _RIGHT = 0.0, 48.0, 97.0  # percent: where labels begin, and the field they stand beside
_LANE, _GAP, _HEAD = 13, 12, 22  # pixels: one mark, between rows, the scale above
_BAR, _BAR_LEFT, _BAR_RIGHT = 20, 63, 89
_TICKS = 5
_STEPS = (0.02, 0.05, 0.1, 0.25)
_ROUNDING = 1e-9
_CURVE, _CURVE_LEFT = 240, 11.0
_CELL, _CELLS_LEFT = 26, 9.0
_FAINT, _FULL = 0.08, 0.48  # few stay visible beside many, and digits stay readable on the fullest cell

# A form of its own for each series: colour never speaks alone.
_FORMS = (
    '<circle r="5"/>',
    '<rect x="-4.5" y="-4.5" width="9" height="9"/>',
    '<path d="M0-6 6 5H-6Z"/>',
    '<rect x="-4.5" y="-4.5" width="9" height="9" transform="rotate(45)"/>',
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A share and the interval it may lie in, 0 to 1."""

    value: float
    low: float
    high: float
    about: str  # what is said when one points at it


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its marks, one a series; None where a series has nothing to show."""

    label: str
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """How sure we were, how often that was right, and on how many it rests."""

    sure: float
    right: Mark
    count: int


def dots(title: str, rows: Sequence[Row]) -> str:
    """Dots with whiskers, a row each; several series in lanes below each other."""
    marks = [mark for row in rows for mark in row.marks if mark]
    ticks = _ticks(min((mark.low for mark in marks), default=0.0), max((mark.high for mark in marks), default=1.0))
    place = _span(ticks[0], ticks[-1], _LEFT, _RIGHT)
    lanes = max((len(row.marks) for row in rows), default=1)
    high = lanes * _LANE + _GAP
    parts = list(_scale(place, ticks, _HEAD + high * len(rows)))
    for number, row in enumerate(rows):
        top = _HEAD + number * high
        parts.append(_text(_LABELS, top + high / 2, row.label, "label"))
        parts += [
            _whisker(place, top + (_GAP + _LANE) / 2 + lane * _LANE, mark, lane) for lane, mark in enumerate(row.marks) if mark
        ]
        parts.append(_line(_LABELS, top + high, 100, top + high, "rule"))
    return _svg(title, _HEAD + high * len(rows) + 2, parts)


def bars(title: str, rows: Sequence[tuple[str, float]]) -> str:
    """A bar a row from 0 to 1, with its number at the end."""
    parts = []
    for number, (label, value) in enumerate(rows):
        top = number * _BAR
        width = (_BAR_RIGHT - _BAR_LEFT) * value
        parts.append(_text(_LABELS, top + _BAR / 2, label, "label"))
        parts.append(f'<rect class="bar" x="{_BAR_LEFT}%" y="{top + 4}" width="{width:.2f}%" height="{_BAR - 8}" rx="2"/>')
        parts.append(_text(100, top + _BAR / 2, f"{value:.2f}", "value end"))
    return _svg(title, _BAR * len(rows), parts)


def reliability(title: str, points: Sequence[Point], least: float) -> str:
    """How often right, over how sure; on the dotted line both are the same. The larger a dot, the more it rests on."""
    across = _span(least, 1, _CURVE_LEFT, _RIGHT - 1)
    down = _span(0, 1, 10 + _CURVE, 10)
    parts = []
    for tick in range(_TICKS + 1):
        right, sure = tick / _TICKS, least + (1 - least) * tick / _TICKS
        parts.append(_line(_CURVE_LEFT, down(right), 100, down(right), "grid"))
        parts.append(_text(_CURVE_LEFT - 2, down(right), f"{right:.0%}", "tick end"))
        parts.append(_text(across(sure), 10 + _CURVE + 16, f"{sure:.2f}", "tick middle"))
    parts.append(_line(across(least), down(least), across(1), down(1), "ideal"))
    for before, after in pairwise(points):
        parts.append(_line(across(before.sure), down(before.right.value), across(after.sure), down(after.right.value), "curve"))
    most = max((point.count for point in points), default=1)
    for point in points:
        x = across(point.sure)
        parts.append(_line(x, down(point.right.low), x, down(point.right.high), "whisker s0"))
        parts.append(
            _mark(x, down(point.right.value), f'<circle r="{3 + 6 * sqrt(point.count / most):.1f}"/>', 0, point.right.about)
        )
    return _svg(title, 10 + _CURVE + 30, parts)


def heat_map(title: str, rows: Sequence[str], columns: Sequence[str], count: Callable[[str, str], int]) -> str:
    """How often each column was found for each row. Colour is the share of the row; the diagonal is right."""
    wide = (100 - _CELLS_LEFT) / max(1, len(columns))
    parts = [
        _text(_CELLS_LEFT + (number + 0.5) * wide, _HEAD / 2, column, "tick middle") for number, column in enumerate(columns)
    ]
    for line, row in enumerate(rows):
        top, total = _HEAD + line * _CELL, sum(count(row, column) for column in columns)
        parts.append(_text(_CELLS_LEFT / 2, top + _CELL / 2, row, "label middle"))
        for number, column in enumerate(columns):
            many, left = count(row, column), _CELLS_LEFT + number * wide
            share = many / total if total else 0.0
            kind = "right" if row == column else "wrong"
            parts.append(
                f'<rect class="cell {kind}" x="{left:.2f}%" y="{top}" width="{wide:.2f}%" height="{_CELL}"'
                f' style="--share:{_shade(share):.2f}"/>'
            )
            if many:
                parts.append(_text(left + wide / 2, top + _CELL / 2, str(many), "count middle"))
    return _svg(title, _HEAD + _CELL * len(rows) + 2, parts)


def form(series: int) -> str:
    """The form of a series, for a legend."""
    drawn = f'<g class="{_series(series)}">{_form(series)}</g>'
    return f'<svg class="key" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">{drawn}</svg>'


def _shade(share: float) -> float:
    return _FAINT + (_FULL - _FAINT) * share if share else 0.0


def _ticks(least: float, most: float) -> list[float]:
    """Round numbers around these, in the smallest steps that leave room for their words."""
    step = next(step for step in _STEPS if most - least <= step * (_TICKS - 1) or step == _STEPS[-1])
    first, last = floor(least / step + _ROUNDING), ceil(most / step - _ROUNDING)
    if first == last:  # a scale is between two numbers
        first, last = (first, last + 1) if first == 0 else (first - 1, last)
    return [number * step for number in range(first, last + 1)]


def _span(least: float, most: float, start: float, end: float) -> Callable[[float], float]:
    return lambda value: start + (end - start) * (value - least) / ((most - least) or 1)


def _scale(place: Callable[[float], float], ticks: Iterable[float], bottom: float) -> Iterator[str]:
    for tick in ticks:
        yield _line(place(tick), _HEAD, place(tick), bottom, "grid")
        yield _text(place(tick), _HEAD / 2, f"{tick * 100:.3g}%", "tick middle")


def _whisker(place: Callable[[float], float], y: float, mark: Mark, series: int) -> str:
    line = _line(place(mark.low), y, place(mark.high), y, f"whisker {_series(series)}")
    return line + _mark(place(mark.value), y, _form(series), series, mark.about)


def _mark(x: float, y: float, drawn: str, series: int, about: str) -> str:
    # A path cannot be placed in percent; an inner picture can, and draws around its own corner.
    return (
        f'<svg x="{x:.2f}%" y="{y:.1f}" overflow="visible"><g class="mark {_series(series)}">'
        f"<title>{escape(about)}</title>{drawn}</g></svg>"
    )


def _series(number: int) -> str:
    return f"s{number % len(_FORMS)}"


def _form(series: int) -> str:
    return _FORMS[series % len(_FORMS)]


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.2f}%" y1="{y1:.1f}" x2="{x2:.2f}%" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.2f}%" y="{y:.1f}" dy=".35em">{escape(text)}</text>'


def _svg(title: str, height: float, parts: Iterable[str]) -> str:
    return f'<svg class="plot" role="img" width="100%" height="{height:.0f}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
