"""Extra ways of reading a text, and where their words came from."""

from __future__ import annotations

import pytest

from bot.safety.spelling import Spelling
from bot.safety.views import Views

VIEWS = Views(
    Spelling(["kms", "kill", "die", "myself", "suicidal", "unalive", "to", "tomorrow"], ["myself", "suicidal"]),
    {"2": ["to"], "ur": ["your"]},
    {"💀": "skull"},
)


def _last(text: str) -> str:
    return VIEWS.of(text)[-1].text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I Don’t", " . i dont . "),
        ("k m s", " . kms . "),
        ("i k.m.s", " . i kms . "),
        ("k1ll", " . kill . "),
        ("k!ll me", " . kill me . "),
        ("un4live", " . unalive . "),
        ("diiiie", " . die . "),
        ("killlll", " . kill . "),
        ("suicidla", " . suicidal . "),
        ("k*ll", " . kill . "),
        ("ur 2", " . your to . "),
        ("one. two", " . one . two . "),
        ("one... two", " . one two . "),
        ("💀 ok", " . skull ok . "),
        ("ok\nyes", " . ok . yes . "),
        ("fully", " . fully . "),
    ],
)
def test_a_text_is_read_in_its_plainest_form(text: str, read: str) -> None:
    assert _last(text) == read


def test_the_first_view_keeps_what_was_written() -> None:
    assert VIEWS.of("k1ll ur")[0].text == " . k1ll ur . "


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [("oh k m s now", "kms", "k m s"), ("oh k\u200b1ll", "kill", "k\u200b1ll"), ("ﬁ 𝓴𝓶𝓼", "kms", "𝓴𝓶𝓼")],
)
def test_a_word_knows_the_characters_it_came_from(text: str, word: str, written: str) -> None:
    found = next(each for each in VIEWS.of(text)[-1].words if each.text == word)
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    "text", ["k1ll me!? ok", "k m s. diiiie", "ur 2\nk.m.s. 💩", "to... tomorow suicidla!!", "oh ﬁ k\u200b1ll, i don’t"]
)
def test_plain_words_are_those_of_the_last_view(text: str) -> None:
    assert VIEWS.plain(text) == _last(text).removeprefix(" . ").removesuffix(" . ")


def test_a_sentence_ends_behind_a_word_that_was_repaired() -> None:
    assert VIEWS.plain("suicidla!? ok") == "suicidal . ok"


def test_one_slip_is_forgiven_and_two_are_not() -> None:
    assert _last("mysefl") == " . myself . "
    assert _last("mysxfl") == " . mysxfl . "
    assert _last("himself") == " . himself . "
