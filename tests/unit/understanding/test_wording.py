"""Plain words: the extra view that undoes emoji, disguises, slips and short forms, towards words the model has seen."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.wording import SEEN_OFTEN, Wording

SAID = [
    "he wants money",
    "he wants more pictures",
    "she wants my pictures",
    "i want to die",
    "pictures of me",
    "dont tell anyone",
    "kind",
]
WORDING = Wording.learn(
    [*SAID[:-1] * SEEN_OFTEN, "kind", "kind", *["someone is blackmailing me"] * SEEN_OFTEN],
    {"u": ["you"], "rn": ["right now"]},
    {"💀": "skull"},
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("he wants money", "he wants money"),
        ("He Wants MONEY", "he wants money"),
        ("u rn", "you right now"),
        ("he wants 💀", "he wants skull"),
        ("he w4nts m0ney", "he wants money"),
        ("m o n e y", "money"),
        ("moneyyyyy", "money"),
        ("my pictrues", "my pictures"),
        ("blackmialing me", "blackmailing me"),
        ("don’t tell", "dont tell"),
        ("", ""),
    ],
)
def test_a_text_is_put_in_plain_words(typed: str, plain: str) -> None:
    assert WORDING.plain(typed) == plain


@pytest.mark.parametrize("typed", ["kind", "knid", "xylophone"])
def test_a_word_that_was_seen_is_never_changed_nor_a_slip_in_a_rare_one_undone(typed: str) -> None:
    assert WORDING.plain(typed) == typed


def test_words_are_learned_and_frequent_ones_forgiven() -> None:
    wording = Wording.learn(["one two", "One two two", "once", "don't", "dont", *["one"] * SEEN_OFTEN], {}, {})
    assert list(wording.known) == ["dont", "one", "two"], "a word of one example may be a slip itself"
    assert list(wording.frequent) == ["one"]


# The second view

OFTEN = Wording.learn(
    ["im scared", "dont tell u", "he will tell me"] * SEEN_OFTEN,
    {"im": ["i am"], "dont": ["do not"], "u": ["you"], "rn": ["right now"]},
    {"💀": "skull"},
)


@pytest.mark.parametrize(
    "typed",
    ["im scared", "I’m scared", "he will tell me.", "Will he tell me?!", "dont tell", "U dont", "", "?", "someone else"],
)
def test_what_the_model_often_reads_as_typed_has_no_second_view(typed: str) -> None:
    assert OFTEN.beside(typed) is None


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("im scared rn", "i am scared right now"),
        ("im scaredd", "i am scared"),
        ("i'm scraed", "i am scared"),
        ("s c a r e d", "scared"),
        ("sc4red", "scared"),
        ("he will tell 💀", "he will tell skull"),
        ("ｓｃａｒｅｄ", "scared"),
    ],
)
def test_what_was_undone_is_read_beside_what_was_typed(typed: str, plain: str) -> None:
    assert OFTEN.beside(typed) == plain


@given(st.text())
def test_a_second_view_is_the_plain_words_and_not_those_that_were_typed(text: str) -> None:
    beside = WORDING.beside(text)
    assert beside is None or (beside == WORDING.plain(text) != text)


def test_it_says_the_same_after_a_store() -> None:
    again = Wording.from_json(json.loads(json.dumps(WORDING.as_json())))
    for typed in ("u rn", "he w4nts m0ney 💀", "blackmialing"):
        assert again.plain(typed) == WORDING.plain(typed)


@given(st.text())
def test_any_text_has_plain_words(text: str) -> None:
    plain = WORDING.plain(text)
    assert "\n" not in plain
    assert plain == plain.strip()


@given(st.lists(st.sampled_from(sorted(set(WORDING.known))), min_size=1, max_size=8).map(" ".join))
def test_words_that_were_seen_stay_as_they_are(text: str) -> None:
    assert WORDING.plain(text) == text


def test_no_slip_is_repaired_towards_another_language() -> None:
    texts = [*(f"quiere fotos {n}" for n in range(SEEN_OFTEN)), *(f"my photos {n}" for n in range(SEEN_OFTEN))]
    wording = Wording.learn(texts, {}, {}, frozenset(text for text in texts if "fotos" in text))
    assert wording.plain("phtos") == "photos"
    assert wording.plain("quire") == "quire"
    assert wording.plain("fotos") == "fotos"
