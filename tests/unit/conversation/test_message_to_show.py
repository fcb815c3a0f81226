"""The message a young person can show to an adult holds nothing that they did not tell."""

from __future__ import annotations

import pytest

from bot.conversation.case import CaseFacts
from bot.conversation.message_to_show import parts


@pytest.mark.parametrize(
    ("situations", "expected"),
    [
        ((), ["please"]),
        (("A01",), ["blackmail", "please"]),
        (("A01", "B01"), ["blackmail", "money", "please"]),
        (("C01", "C02"), ["blackmail", "money", "shared", "please"]),
        (("I05",), ["please"]),
    ],
)
def test_only_what_was_told_is_in_it(situations: tuple[str, ...], expected: list[str]) -> None:
    assert list(parts(CaseFacts(situations=frozenset(situations)))) == [f"utter_adult_message_{part}" for part in expected]
