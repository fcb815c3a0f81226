"""A load goes on when an answer is lost, and counts it."""

from __future__ import annotations

import asyncio

from bench.load import for_long, together
from bench.talkers import LostError

SAYINGS = ("hello", "what now")


class Forgetful:
    """Answers each message a millisecond later than the one before; every fourth not at all."""

    def __init__(self) -> None:
        self.said = 0

    async def say(self, text: str) -> float:
        assert text in SAYINGS
        self.said += 1
        if self.said % 4 == 0:
            raise LostError
        return self.said / 1000


def test_a_long_conversation_goes_on_after_a_lost_answer() -> None:
    told: list[None] = []
    turns, lost = asyncio.run(for_long(Forgetful(), (5, 20), SAYINGS, lambda: told.append(None)))
    assert lost == 5
    assert len(told) == 20
    assert turns == {5: 0.0025, 20: 0.018}


def test_what_many_lose_together_is_counted_and_not_timed() -> None:
    load = asyncio.run(together([Forgetful(), Forgetful()], 2, 16, SAYINGS, lambda: None))
    assert load.lost == 4
    assert len(load.times) == 12
