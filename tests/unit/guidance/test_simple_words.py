"""Who finds words hard gets the short version, whatever their age."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.guidance.ages import wordings_for
from bot.guidance.library import Library

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("person", "first"),
    [
        ({}, "simple"),
        ({"age": 15}, "simple"),
        ({"age_band": "13_17"}, "simple"),
        ({"age": 20}, "simple"),
        ({"age_band": "under_13"}, "11_13"),
        ({"age": 9}, "8_10"),
    ],
)
def test_the_simple_version_comes_first_and_a_childs_own_before_it(person: dict[str, int | str], first: str) -> None:
    assert wordings_for(**person, simple_words=True)[0] == first  # type: ignore[arg-type]


def test_an_adult_is_never_spoken_to_as_a_child() -> None:
    assert wordings_for(age=20, simple_words=True) == ("simple", "18_plus")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("key", ["utter_step_keep_and_block", "utter_threat_to_share", "utter_fear_of_parents"])
def test_the_reply_is_shorter(library: Library, key: str, language: str) -> None:
    plain, simple = (
        library.reply(key, country="GB", age_band="13_17", now=NOW, language=language, simple_words=wish)
        for wish in (False, True)
    )
    assert len(simple.text) < len(plain.text)
    assert simple.buttons == plain.buttons
