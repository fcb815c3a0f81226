"""A word before the words."""

from __future__ import annotations

from pathlib import Path

from bot.conversation.content_note import TOPICS, content_note
from bot.safety.assessment import ScoredSituation
from bot.safety.situations import load_situations


def test_it_names_what_was_surely_read_in_one_order() -> None:
    read = (ScoredSituation("I05", 0.9), ScoredSituation("H02", 0.5), ScoredSituation("H01", 1.0), ScoredSituation("H06", 0.49))
    assert content_note(read) == ("suicide", "abuse")
    assert content_note(()) == ()


def test_its_situations_are_in_the_catalogue() -> None:
    catalogue = load_situations(Path(__file__).parents[3] / "data/risk/situations.yml")
    assert {situation for about in TOPICS.values() for situation in about} <= set(catalogue)
