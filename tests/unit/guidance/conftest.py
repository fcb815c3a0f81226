"""The real directory and library, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.guidance.directory import Directory
from bot.guidance.library import Library

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def directory() -> Directory:
    return Directory.load(DATA / "helplines")


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(DATA)
