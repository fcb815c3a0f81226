"""The page tells the language it is in, never the one that was asked for in vain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from bot.app import App
from bot.faces import build_web


@pytest.mark.parametrize("asked", ["ar", "es", "tlh", "", "en"])
def test_words_that_are_english_are_called_english(app: App, asked: str) -> None:
    """An English page that calls itself Arabic is read from the right, and by the wrong voice."""
    assert set(app.library.books) == {"en"}, "a language was released: ask for another one here"
    with TestClient(build_web(app)) as client:
        answer = client.get("/api/words", params={"lang": asked}).json()
    assert answer["language"] == "en"
    assert answer["words"]["send"] == "Send"


def test_a_setting_that_names_a_draft_is_answered_in_english_by_name(app: App) -> None:
    drafted = replace(app, settings=app.settings.model_copy(update={"language": "es"}))
    with TestClient(build_web(drafted)) as client:
        assert client.get("/api/words").json()["language"] == "en"
