"""The charts of a comparison, as SVG files and one HTML page that holds them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from math import log10
from pathlib import Path
from string import Template
from typing import Final

from bench.result import LINES, Line, Result
from bench.table import written

_WIDE, _BAR, _GAP, _LEFT, _VALUE = 640, 26, 10, 190, 90  # pixels
_HIGH, _FOOT = 300, 40
_COLOURS: Final = ("#0f766e", "#b45309")  # told apart also without colour: each has its name beside it
_BY_TURN: Final = "milliseconds for an answer, by turn of the conversation"
_SHOWN: Final = (
    "messages a second, eight at once",
    "one chat, median",
    "eight at once, 99 of 100",
    "first answer after the start",
    "memory after the first answer",
)
_FRAME: Final = Template(Path(__file__).with_name("chart.svg").read_text(encoding="utf-8"))


def draw(results: Sequence[Result], folder: Path) -> list[Path]:
    """Draw all of them into a folder, which is made. Returns the files; the page is the last."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = {_file(line.what): _bars(line, results) for line in LINES if line.what in _SHOWN}
    charts["an-answer-by-turn"] = _turns(results)
    for name, svg in charts.items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    page = folder / "comparison.html"
    figures = "".join(f"<figure>{svg}</figure>" for svg in charts.values())
    page.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>Beside stock Rasa</title><style>body{max-width:44rem;margin:2rem auto;padding:0 1rem;"
        "font-family:system-ui,sans-serif;color-scheme:light dark}figure{margin:2rem 0}svg{max-width:100%;height:auto}</style>"
        f"<h1>{escape(' and '.join(one.name for one in results))}</h1><p>One core each, in turn, over real sockets.</p>{figures}",
        encoding="utf-8",
    )
    return [*(folder / f"{name}.svg" for name in charts), page]


def _file(what: str) -> str:
    return what.replace(",", "").replace(" ", "-")


def _bars(line: Line, results: Sequence[Result]) -> str:
    values = [(one.name, line.value(one)) for one in results]
    most = max((value for _, value in values if value), default=1.0)
    parts = [_text(0, 18, line.what, weight="600")]
    for number, (name, value) in enumerate(values):
        top = 34 + number * (_BAR + _GAP)
        wide = (_WIDE - _LEFT - _VALUE) * (value or 0) / most
        parts.append(_text(0, top + 18, name))
        parts.append(f'<rect x="{_LEFT}" y="{top}" width="{wide:.1f}" height="{_BAR}" rx="3" fill="{_COLOURS[number]}"/>')
        parts.append(_text(_LEFT + wide + 8, top + 18, written(line, value)))
    return _svg(line.what, 34 + len(values) * (_BAR + _GAP), parts)


def _turns(results: Sequence[Result]) -> str:
    """What an answer costs over the length of a conversation, both by powers of ten."""
    turns = sorted({turn for one in results for turn in one.turns})
    costs = [1000 * cost for one in results for cost in one.turns.values()]
    low, high = log10(min(costs)) - 0.2, log10(max(costs)) + 0.1  # room for the numbers below the lowest

    def place(turn: int, cost: float) -> tuple[float, float]:
        span = (log10(turns[-1]) - log10(turns[0])) or 1
        across = 60 + (_WIDE - 120) * (log10(turn) - log10(turns[0])) / span
        return across, 64 + (_HIGH - 64 - _FOOT) * (1 - (log10(1000 * cost) - low) / (high - low))

    parts = [_text(0, 18, f"{_BY_TURN} (both by powers of ten)", weight="600")]
    for turn in turns:
        across, _ = place(turn, 10**low / 1000)
        parts.append(_text(across, _HIGH - 12, f"{turn:,}", anchor="middle"))
    for number, one in enumerate(results):
        parts += _curve([place(turn, cost) for turn, cost in sorted(one.turns.items())], _COLOURS[number])
        for turn, cost in one.turns.items():
            across, down = place(turn, cost)
            parts.append(_text(across, down + (-12 if number else 24), f"{1000 * cost:,.0f}", anchor="middle"))
        parts.append(f'<circle cx="{64 + 120 * number}" cy="41" r="5" fill="{_COLOURS[number]}"/>')
        parts.append(_text(76 + 120 * number, 46, one.name))
    return _svg(_BY_TURN, _HIGH, parts)


def _curve(points: Sequence[tuple[float, float]], colour: str) -> Iterator[str]:
    for (x, y), (to_x, to_y) in pairwise(points):
        yield f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" stroke-width="2"/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", weight: str = "400") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">{escape(words)}</text>'


def _svg(title: str, high: int, parts: Sequence[str]) -> str:
    return _FRAME.substitute(wide=_WIDE, high=high, title=escape(title), parts="\n".join(parts))
