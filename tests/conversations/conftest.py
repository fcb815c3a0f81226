from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import build, load_brain
from bot.commands.talk import Talk
from bot.settings import Settings
from bot.store.keys import MasterKeys
from tests.conversations.open_talk import TalkFactory


@pytest.fixture(scope="session")
def new_talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TalkFactory]:
    """Fresh conversations on one loaded brain: loading takes seconds, a conversation does not."""
    home: Path = tmp_path_factory.mktemp("talk")
    key = SecretStr(MasterKeys.generate())
    app = build(Settings(home=home, database_url="", master_key=key, country="GB", draft_languages=True))
    brain = load_brain(app)
    talks: list[Talk] = []

    def open_talk(language: str) -> Talk:
        talks.append(Talk(app, brain, language))
        return talks[-1]

    yield open_talk
    for talk in talks:
        talk.close()
