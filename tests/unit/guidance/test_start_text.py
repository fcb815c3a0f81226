"""What the operator may say first, and what stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.guidance.start_text import StartTextError, read_start_text

COPY = Path(__file__).parents[3] / "data/copy"


@pytest.mark.parametrize("text", ["", "  ", "Hi. Good that you came.", "a" * 60])
def test_a_quiet_line_is_taken(text: str) -> None:
    assert read_start_text(text, COPY, "en") == text.strip()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * 61, "too long"),
        ("Hi.\nHello.", "one line"),
        ("Hi {name}", "filled in"),
        ("<b>Hi</b>", "HTML"),
        ("Call now!", "an exclamation mark"),
        ("Call 0800 1111", "a phone number"),
        ("See www.example", "an address"),
    ],
)
def test_what_may_not_be_said_or_does_not_fit_stops_the_start(text: str, why: str) -> None:
    with pytest.raises(StartTextError, match=f"UNHOOK_START_TEXT.*{why}.*Cure"):
        read_start_text(text, COPY, "en")
