"""In which direction a language is read."""

from __future__ import annotations

import pytest

from bot.guidance.text_direction import direction


@pytest.mark.parametrize(("language", "read"), [("en", "ltr"), ("es-MX", "ltr"), ("ar", "rtl"), ("ur-PK", "rtl"), ("HE", "rtl")])
def test_arabic_hebrew_and_urdu_are_read_from_the_right(language: str, read: str) -> None:
    assert direction(language) == read
