"""Small numbers are hidden, and nobody can work them out from what is told, not even who knows the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.small_numbers import SMALLEST, Parts, tell, tell_parts, tell_ways

TABLES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), min_size=1, max_size=6)


def test_a_number_below_five_is_hidden_and_nought_is_told() -> None:
    assert [tell(count) for count in (0, 1, 4, 5, 60)] == [0, None, None, 5, 60]


def test_a_small_part_takes_the_next_smallest_with_it_so_that_the_total_does_not_give_it_away() -> None:
    assert tell_parts({"en": 40, "es": 9, "cy": 3}) == Parts({"en": 40, "es": None, "cy": None}, 52)


def test_equal_parts_are_hidden_together_so_that_their_order_tells_nothing() -> None:
    assert tell_parts({"a": 4, "b": 5, "c": 5, "d": 30}).parts == {"a": None, "b": None, "c": None, "d": 30}


def test_small_parts_that_differ_protect_each_other_once_there_are_five_in_all() -> None:
    assert tell_parts({"a": 1, "b": 4, "c": 20}).parts == {"a": None, "b": None, "c": 20}
    assert tell_parts({"a": 1, "b": 3, "c": 20, "d": 30}).parts == {"a": None, "b": None, "c": None, "d": 30}


def test_a_whole_of_fewer_than_five_is_not_told_and_neither_is_any_part_of_it() -> None:
    assert tell_parts({"a": 1, "b": 2, "c": 0}) == Parts({"a": None, "b": None, "c": 0}, None)


def test_noughts_are_hidden_where_nothing_else_is_left_to_hide_behind() -> None:
    assert tell_parts({"a": 3, "b": 3, "c": 0}) == Parts({"a": None, "b": None, "c": None}, 6)


def test_where_all_parts_are_equally_small_the_total_is_hidden_instead() -> None:
    assert tell_parts(dict.fromkeys("abcde", 1)) == Parts(dict.fromkeys("abcde"), None)


def test_a_total_that_one_way_of_dividing_must_hide_is_hidden_in_every_way() -> None:
    by_country, by_language = tell_ways([{"GB": 3, "IE": 3}, {"en": 6, "es": 0}])
    assert by_country == Parts({"GB": None, "IE": None}, None)
    assert by_language == Parts({"en": None, "es": 0}, None)


def test_parts_of_different_wholes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\[5, 6\]"):
        tell_ways([{"a": 5}, {"a": 6}])


@given(TABLES)
def test_no_small_number_is_told_and_what_is_told_is_true(counts: dict[str, int]) -> None:
    told = tell_parts(counts)
    assert all(count is None or count == counts[key] for key, count in told.parts.items())
    assert all(count == 0 or count >= SMALLEST for count in told.parts.values() if count is not None)
    assert told.total in {None, sum(counts.values())}
    assert told.total is None or told.total == 0 or told.total >= SMALLEST


@given(TABLES)
def test_what_is_left_of_a_total_is_never_a_small_number(counts: dict[str, int]) -> None:
    told = tell_parts(counts)
    if told.total is not None:
        left = told.total - sum(count or 0 for count in told.parts.values())
        assert left == 0 or left >= SMALLEST


@given(TABLES, TABLES)
def test_nothing_is_hidden_where_nothing_is_small(counts: dict[str, int], more: dict[str, int]) -> None:
    large = {key: count * SMALLEST for key, count in (counts | more).items()}
    assert tell_parts(large) == Parts(large, sum(large.values()))


LARGEST = 8  # numbers up to here are tried out one by one
TRIED = {width: list(product(range(LARGEST + 1), repeat=width)) for width in (1, 2, 3, 4)}


def _by_what_is_told(width: int) -> Iterator[list[tuple[int, ...]]]:
    """All tables of so many parts, together with those that look the same once they are told."""
    alike: Mapping[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in TRIED[width]:
        told = tell_parts(dict(enumerate(counts)))
        alike[tuple(told.parts.values()), told.total].append(counts)
    yield from alike.values()


@pytest.mark.parametrize("width", TRIED)
def test_no_published_table_lets_a_hidden_number_be_computed_even_by_who_knows_the_rule(width: int) -> None:
    """Every table of up to four parts: what is told fits at least two numbers in each hidden place.

    Numbers above the largest are not tried, so that what fits here fits all the more among all numbers.
    """
    for alike in _by_what_is_told(width):
        parts = tell_parts(dict(enumerate(alike[0]))).parts
        for place, count in parts.items():
            possible = {counts[place] for counts in alike}
            assert count is not None or len(possible) > 1, (alike[0], place)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=7), st.data())
def test_two_hidden_numbers_could_always_stand_in_each_others_place(counts: list[int], data: st.DataObject) -> None:
    """The reason why no hidden number can be computed, for tables of any size."""
    told = tell_parts(dict(enumerate(counts)))
    hidden = [place for place, count in told.parts.items() if count is None]
    if told.total is None or not hidden:
        return
    assert len({counts[place] for place in hidden}) > 1
    one, other = data.draw(st.lists(st.sampled_from(hidden), min_size=2, max_size=2))
    exchanged = {**dict(enumerate(counts)), one: counts[other], other: counts[one]}
    assert tell_parts(exchanged) == told


@given(st.lists(st.sampled_from("abc"), max_size=14), st.data())
def test_no_way_of_dividing_a_whole_gives_away_what_another_one_hides(items: list[str], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from("xyz"), min_size=len(items), max_size=len(items)))
    ways = [{key: items.count(key) for key in "abc"}, {key: other.count(key) for key in "xyz"}]
    told = tell_ways(ways)
    assert len({one.total for one in told}) == 1
    for one, counts in zip(told, ways, strict=True):
        if one.total is None:
            assert all(count is None or count == 0 for count in one.parts.values())
        else:
            assert one == tell_parts(counts)
