"""The text report fits a terminal and names what went wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.as_text import MOST_EXAMPLES, WIDTH, as_text
from bot.evaluation.goals import judge
from bot.evaluation.measures import Pair, measure
from tests.unit.evaluation.sample import case, verdict

NAMES = {"H02": "active ideation", "A01": "a name that is far longer than any name that a situation should ever have"}


def text_of(*pairs: Pair) -> str:
    reports = {"clean": measure(pairs, [1.0]), "typos": measure(pairs)}
    goals = judge(reports)
    return as_text(reports, goals, goals, NAMES)


def test_every_part_of_the_report_is_there() -> None:
    text = text_of(
        (case("T1 H02", "i cant go on"), verdict("T2 A01", reason="a_rule")), (case("T4 L01", "hey"), verdict("T1 H02"))
    )
    for part in ("Goals and floors", "Clean and corrupted", "95 % intervals", "weakest first", "confusions", "How sure"):
        assert part in text
    assert "not met" in text
    assert "H02 active ideation" in text
    assert "  i cant go on\n      expected T1 H02, found T2 A01, by a_rule" in text
    assert "Ordinary chat taken for T0 or T1: 1\n  hey" in text


def test_a_miss_shows_the_messages_before_it() -> None:
    assert "are you safe? >> no" in text_of((case("T1 H02", "no", ["are you safe?"]), verdict("T4")))


def test_a_long_list_is_cut_and_says_so() -> None:
    missed = [(case("T1 H02", f"text {number}"), verdict("T4")) for number in range(MOST_EXAMPLES + 5)]
    text = text_of(*missed)
    assert f"T0 and T1 that were missed: {len(missed)}" in text
    assert "and 5 more: see --html or --json" in text


def test_a_report_of_nothing_is_still_a_report() -> None:
    assert "not measured" in text_of()


@given(st.text(min_size=1), st.lists(st.sampled_from([f"A{number:02}" for number in range(60)]), max_size=60, unique=True))
def test_no_line_is_wider_than_the_terminal(said: str, ids: list[str]) -> None:
    text = text_of((case("T1 A01", said), verdict(" ".join(("T2", *ids)), reason="a_very_long_name_" * 9)))
    assert max(len(line) for line in text.split("\n")) <= WIDTH
