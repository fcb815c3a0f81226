"""A language that is read from the right, begun with `bot new-language` in a data folder of its own."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.commands import language_report, new_language
from bot.guidance.library import Library
from bot.settings import Settings
from bot.store.keys import MasterKeys

LANGUAGE = "ar"


def arabic_draft(root: Path, folder: Path, *, language: str = LANGUAGE) -> Library:
    """All languages of the repository and the draft. `language`: the operator's own."""
    data = folder / "data"
    shutil.copytree(root / "data", data, ignore=shutil.ignore_patterns("[A-L]*_*.yml"))
    settings = Settings(_env_file=None, home=data.parent, master_key=SecretStr(MasterKeys.generate()))
    with pytest.MonkeyPatch.context() as patch:
        for room in (new_language, language_report):
            patch.setattr(room, "DATA", data)
        new_language.new_language(settings, LANGUAGE, "", "en", Console(file=io.StringIO()))
    return Library.load(data, drafts=True, language=language)
