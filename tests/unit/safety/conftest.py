"""One screen without a model for all tests of this room: what the rules say alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from bot.safety.assessment import Reading
from bot.safety.languages import Languages
from bot.safety.model import read_thresholds
from bot.safety.places import Places
from bot.safety.rules import Rules, load_rules
from bot.safety.screen import Screen, load_screen
from bot.safety.situations import Situation, load_situations

DATA = Path(__file__).parents[3] / "data"
RISK = DATA / "risk"


@cache
def _rules() -> tuple[tuple[Rules, ...], Mapping[str, Situation], Mapping[str, float]]:
    situations = load_situations(RISK / "situations.yml")
    return load_rules(RISK, situations), situations, read_thresholds(RISK / "thresholds.yml")


def screen_with(read: Callable[[Sequence[str]], Reading]) -> Screen:
    """The real rules beside any model; the rules are compiled once, which takes most of a second."""
    rules, situations, thresholds = _rules()
    return Screen(rules, situations, read, thresholds)


def no_model(_texts: Sequence[str]) -> Reading:
    """A reader that finds nothing."""
    return Reading()


@pytest.fixture(scope="session")
def screen() -> Screen:
    return load_screen(DATA, no_model)


@pytest.fixture(scope="session")
def places() -> Places:
    return Places.load(DATA / "places")


@pytest.fixture(scope="session")
def languages() -> Languages:
    return Languages.load(DATA / "languages.yml")
