"""Plots are small pictures that stay inside their field, say their title, and escape what they show."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.plots import Mark, Point, Row, _ticks, bars, dots, form, heat_map, reliability

HOSTILE = "<script>&\"'"
shares = st.floats(0, 1)
marks = st.builds(
    lambda three: Mark(value=sorted(three)[1], low=min(three), high=max(three), about=HOSTILE), st.tuples(shares, shares, shares)
)


def drawn(svg: str) -> ET.Element:
    """The picture as XML: it must be well formed, and no place may lie outside."""
    picture = ET.fromstring(svg)  # noqa: S314  our own
    for place in re.findall(r'\b(?:x|x1|x2|width)="(-?[\d.]+)%"', svg):
        assert 0 <= float(place) <= 100.01
    return picture


def texts(picture: ET.Element) -> list[str]:
    return [element.text or "" for element in picture.iter("text")]


@given(st.lists(st.builds(Row, st.just(HOSTILE), st.tuples(marks, st.none() | marks)), max_size=6))
def test_dots_with_whiskers_stay_inside_whatever_the_shares(rows: list[Row]) -> None:
    picture = drawn(dots("A & B", rows))
    assert picture.findtext("title") == "A & B"
    assert texts(picture).count(HOSTILE) == len(rows)
    assert len(picture.findall(".//g[@class]")) == sum(mark is not None for row in rows for mark in row.marks)


@given(st.lists(st.tuples(st.just(HOSTILE), shares), max_size=8))
def test_a_bar_is_as_long_as_its_number(rows: list[tuple[str, float]]) -> None:
    picture = drawn(bars("F1", rows))
    widths = [float(bar.attrib["width"].rstrip("%")) for bar in picture.iter("rect")]
    full = float(ET.fromstring(bars("F1", [("full", 1.0)])).find("rect").attrib["width"].rstrip("%"))  # noqa: S314
    assert widths == pytest.approx([full * value for _, value in rows], abs=0.01)


@given(st.lists(st.builds(Point, st.floats(0.5, 1), marks, st.integers(1, 900)), max_size=10))
def test_the_reliability_curve_joins_its_points(points: list[Point]) -> None:
    picture = drawn(reliability("sure", points, 0.5))
    assert len(picture.findall(".//line[@class='curve']")) == max(0, len(points) - 1)
    assert len(picture.findall(".//circle")) == len(points)
    assert {"0.50", "1.00", "0%", "100%"} <= set(texts(picture))


def test_a_heat_map_shades_the_share_of_the_row_and_tells_right_from_wrong() -> None:
    counts = {("A", "A"): 3, ("A", "B"): 1, ("B", "B"): 8}
    picture = drawn(heat_map("families", ["A", "B"], ["A", "B", "-"], lambda row, column: counts.get((row, column), 0)))
    kinds = [(cell.attrib["class"], cell.attrib["style"]) for cell in picture.iter("rect")]
    assert [kind for kind, _ in kinds] == ["cell right", "cell wrong", "cell wrong", "cell wrong", "cell right", "cell wrong"]
    shade = [float(style.removeprefix("--share:")) for _, style in kinds]
    assert shade[4] > shade[0] > shade[1] > shade[2] == 0
    assert [text for text in texts(picture) if text.isdecimal()] == ["3", "1", "8"]


def test_a_heat_map_of_nothing_is_empty() -> None:
    assert texts(drawn(heat_map("families", [], [], lambda _row, _column: 0))) == []


@given(shares, shares)
def test_a_scale_has_few_round_numbers_around_all_it_shows(one: float, other: float) -> None:
    least, most = sorted((one, other))
    ticks = _ticks(least, most)
    assert 2 <= len(ticks) <= 6
    assert ticks[0] - 1e-6 <= least <= most <= ticks[-1] + 1e-6
    assert -1e-6 <= ticks[0] <= ticks[-1] <= 1 + 1e-6


def test_series_differ_in_form_and_not_only_in_colour() -> None:
    drawings = {re.sub(r'class="s\d"', "", form(number)) for number in range(4)}
    assert len(drawings) == 4
