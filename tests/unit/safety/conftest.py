"""One screen without a model for all tests of this room: what the rules say alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.safety.assessment import Reading
from bot.safety.screen import Screen, load_screen

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def screen() -> Screen:
    return load_screen(DATA, lambda _text: Reading())
