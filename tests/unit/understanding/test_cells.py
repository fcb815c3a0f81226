"""Cells: every example is in one of them, and who looks around a place finds what is nearest to it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.cells import CELLS, PER_CELL, PROBED, Cells, Places


def unit(count: int, axes: int = 12, chance: int = 0) -> Places:
    places = np.random.default_rng(chance).normal(size=(count, axes)).astype(np.float32)
    return np.asarray(places / np.linalg.norm(places, axis=1, keepdims=True), dtype=np.float32)


def rows_around(cells: Cells, place: Places) -> list[int]:
    return [row for cell in cells.around(place) for row in range(cell.start, cell.stop)]


@given(st.integers(0, 40 * PER_CELL), st.integers(0, 3))
def test_every_row_is_in_one_cell(count: int, chance: int) -> None:
    cells, order = Cells.of(unit(count, chance=chance))
    assert sorted(order.tolist()) == list(range(count))
    assert (cells.ends[0], cells.ends[-1]) == (0, count)
    assert (np.diff(cells.ends) >= 0).all()
    assert len(cells.ends) == len(cells.middles) + 1


@pytest.mark.parametrize("count", [0, 1, 2 * PER_CELL - 1, PROBED * PER_CELL])
def test_where_there_are_few_all_are_around(count: int) -> None:
    cells, _ = Cells.of(unit(count))
    assert sorted(rows_around(cells, unit(1, chance=7)[0])) == list(range(count))


def test_where_there_are_many_a_part_is_around_and_the_nearest_are_in_it() -> None:
    places = unit(CELLS * PER_CELL)
    cells, order = Cells.of(places)
    places = places[order]
    asked = unit(50, chance=7)
    found = [set(rows_around(cells, place)) for place in asked]
    assert max(map(len, found)) < len(places) / 4
    nearest = np.argsort(-(asked @ places.T), axis=1)[:, :10]
    assert np.mean([row in mine for rows, mine in zip(nearest.tolist(), found, strict=True) for row in rows]) > 0.95


def test_a_row_lies_in_the_cell_of_the_middle_that_is_nearest_to_it() -> None:
    places = unit(20 * PER_CELL)
    cells, order = Cells.of(places)
    nearest = ((places[order][:, np.newaxis] - cells.middles) ** 2).sum(axis=2).argmin(axis=1)
    assert nearest.tolist() == sorted(nearest.tolist())
    assert np.bincount(nearest, minlength=len(cells.middles)).tolist() == np.diff(cells.ends).tolist()


def test_the_same_places_give_the_same_cells() -> None:
    one, other = Cells.of(unit(3000)), Cells.of(unit(3000))
    np.testing.assert_array_equal(one[0].middles, other[0].middles)
    np.testing.assert_array_equal(one[1], other[1])


def test_places_that_are_all_alike_are_no_trouble() -> None:
    cells, order = Cells.of(np.repeat(unit(1), 500, axis=0))
    assert set(order.tolist()) <= set(rows_around(cells, unit(1)[0]))
