"""Where addresses are kept, whoever is told what stays private is told that: on the first screen, in the welcome, when they ask."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.guidance.library import Library

DATA = Path(__file__).parents[3] / "data"
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
LANGUAGES = sorted(folder.name for folder in (DATA / "copy").iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def traced() -> Library:
    return Library.load(DATA, drafts=True, traced=True)


@pytest.fixture(scope="module")
def untraced() -> Library:
    return Library.load(DATA, drafts=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_says_it_behind_what_stays_private(traced: Library, untraced: Library, language: str) -> None:
    before, after = untraced.words(NOW, language=language), traced.words(NOW, language=language)
    assert after["intro_private"] == f"{before['intro_private']} {before['traced']}"
    assert {name for name, text in after.items() if before[name] != text} == {"intro_private"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["utter_welcome", "utter_welcome_out_of_hours", "utter_privacy"])
def test_the_replies_about_it_say_it_in_every_version(traced: Library, untraced: Library, language: str, key: str) -> None:
    told = untraced.words(NOW, language=language)["traced"]
    for simple in (False, True):
        for variant in range(2):
            about = {
                "country": "GB",
                "age_band": None,
                "now": NOW,
                "language": language,
                "variant": variant,
                "simple_words": simple,
            }
            values = {"opens_day": "Monday", "opens_time": "16:00"}
            before, after = untraced.reply(key, **about, **values), traced.reply(key, **about, **values)
            assert after.text == f"{before.text} {told}"
            assert (after.buttons, after.style) == (before.buttons, before.style)


def test_no_other_reply_changes(traced: Library, untraced: Library) -> None:
    about = {"country": "GB", "age_band": None, "now": NOW, "name": "Sam", "queue_place": "2", "count": "4", "link": "x"}
    about |= {"opens_day": "Monday", "opens_time": "16:00"}
    keys = [key for key in sorted(untraced.book().keys()) if key.startswith("utter_")]
    changed = {key for key in keys if traced.reply(key, **about) != untraced.reply(key, **about)}
    assert changed == {"utter_welcome", "utter_welcome_out_of_hours", "utter_privacy"}
