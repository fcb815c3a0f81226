"""Nobody is found in the numbers."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.feedback import FEWEST_ANSWERS, SMALLEST, Answer, Counts, tell

TODAY = date(2026, 3, 15)


def month(name: str, *counts: int) -> Counts:
    return Counts(name, dict(zip(Answer, counts, strict=True)))


def test_small_numbers_are_not_told() -> None:
    (told,) = tell([month("2026-02", 12, 4, 0)], TODAY)
    assert list(told.answers.values()) == [12, None, None]


def test_a_month_with_few_answers_is_not_told_at_all() -> None:
    assert tell([month("2026-01", 9, 0, 0), month("2026-02", 8, 1, 0)], TODAY) == ()


def test_the_running_month_is_not_told_so_that_nobody_can_watch_it_grow() -> None:
    assert tell([month("2026-03", 90, 90, 90)], TODAY) == ()
    assert len(tell([month("2026-03", 90, 90, 90)], date(2026, 4, 1))) == 1


@given(st.lists(st.tuples(*[st.integers(0, 30)] * 3), max_size=5))
def test_no_number_below_the_smallest_is_ever_told(counts: list[tuple[int, int, int]]) -> None:
    months = [month(f"2025-{n + 1:02}", *three) for n, three in enumerate(counts)]
    told = tell(months, TODAY)
    assert len(told) == sum(sum(three) >= FEWEST_ANSWERS for three in counts)
    assert all(count is None or count >= SMALLEST for one in told for count in one.answers.values())
