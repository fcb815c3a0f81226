"""Exercises for the body take turns."""

from __future__ import annotations

from bot.conversation.slow_down import BREATHING, GROUNDING, exercise


def test_grounding_comes_first_and_breathing_after_it() -> None:
    assert exercise([]) == GROUNDING
    assert exercise([GROUNDING]) == BREATHING
    assert exercise([BREATHING]) == GROUNDING
