"""What is veiled for staff until they look."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.faults import GuidanceDataError
from bot.guidance.veil import Veil, read_veiled
from tests.each import each

DATA = Path(__file__).parents[3] / "data"
FILES = {file.stem: read_veiled(file) for file in sorted((DATA / "veiled").glob("*.yml"))}
REAL = Veil.load(DATA)
SMALL = Veil.of(["secret~", "red|blue box", "tree"])


def _veiled(veil: Veil, text: str) -> list[str]:
    return [text[start:end] for start, end in veil.spans(text)]


@pytest.mark.parametrize(
    ("text", "veiled"),
    [
        ("a tree, a TREE.", ["tree", "TREE"]),
        ("trees are fine", []),
        ("secretly secret", ["secretly", "secret"]),
        ("the blue box and the red hat box", ["blue box"]),
        ("treeeeee tr3e trée t\u200bree", ["treeeeee", "tr3e", "trée", "t\u200bree"]),
        ("3 trees, 33 boxes", []),
        ("🌳🌳 tree 🌳", ["tree"]),
        ("", []),
    ],
)
def test_words_beginnings_and_phrases_are_found_where_they_stand(text: str, veiled: list[str]) -> None:
    assert _veiled(SMALL, text) == veiled


def test_a_pattern_may_have_digits_among_its_letters() -> None:
    assert _veiled(Veil.of(["tr33", "b0x~"]), "tree tr33 boxes 33") == ["tree", "tr33", "boxes"]


def test_spans_that_touch_each_other_become_one() -> None:
    assert _veiled(Veil.of(["a b", "b c"]), "a b c d") == ["a b c"]


def test_what_has_to_be_seen_is_never_veiled() -> None:
    text = "tree and secret"
    assert SMALL.spans(text, shown=[(0, 6)]) == [(9, 15)]
    assert SMALL.spans(text, shown=[(4, 9)]) == [(0, 4), (9, 15)]


@given(st.text(max_size=200))
def test_spans_are_in_order_apart_and_within_any_text(text: str) -> None:
    spans = REAL.spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.lists(st.sampled_from(["tree", "a", "secret", "blue", "box", "🌳", "\n"]), max_size=12).map(" ".join))
def test_every_word_of_the_list_is_found_in_any_company(text: str) -> None:
    assert "tree" not in "".join(char for n, char in enumerate(text) if not any(a <= n < b for a, b in SMALL.spans(text)))


@each(FILES)
def test_the_examples_of_a_language_are_veiled_and_its_traps_are_not(language: str) -> None:
    content: dict[str, Any] = FILES[language]
    assert content["examples"]
    assert [text for text in content["examples"] if not REAL.spans(text)] == []
    assert [text for text in content["traps"] if REAL.spans(text)] == []


def test_english_and_spanish_have_their_words() -> None:
    assert {"en", "es"} <= FILES.keys()


@each(FILES)
def test_a_file_says_who_has_read_it(language: str) -> None:
    assert FILES[language]["reviewer"]
    assert "reviewed_on" in FILES[language]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("other: 1", "veiled"),
        ("veiled: {sexual: [tree]}", "veiled"),
        ("veiled: {sexual: [tree], distressing: [tree], more: [tree]}", "veiled"),
        ("veiled: {sexual: [tree], distressing: ['(tree)']}", "distressing: (tree)"),
        ("veiled: {sexual: [no], distressing: [tree]}", "sexual: False"),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(tmp_path: Path, content: str, place: str) -> None:
    (tmp_path / "veiled").mkdir()
    (tmp_path / "veiled" / "xx.yml").write_text(content, encoding="utf-8")
    with pytest.raises(GuidanceDataError, match=r"xx\.yml") as fault:
        Veil.load(tmp_path)
    assert place in str(fault.value)


def test_no_language_at_all_veils_nothing(tmp_path: Path) -> None:
    assert Veil.load(tmp_path).spans("tree") == []
