"""Everyday talk is learned in its pieces too; nothing else is."""

from __future__ import annotations

from bot.understanding.examples import Example
from bot.understanding.parts import everyday_parts

CHAT = Example("my sister plays the recorder at seven. every single day. help me out here", ("L01",))
GRAVE = Example("he has my pics and i cant sleep. he wants to meet today. what do i do", ("A01", "L01"))


def test_the_pieces_of_everyday_talk_are_everyday_talk() -> None:
    parts = everyday_parts([CHAT], {"L01", "H09"})
    assert [part.text for part in parts] == ["my sister plays the recorder at seven.", "every single day.", "help me out here"]
    assert {part.situations for part in parts} == {("L01",)}


def test_of_a_message_that_tells_something_no_piece_is_called_everyday() -> None:
    assert everyday_parts([GRAVE, Example("one. two three four. five six seven", ())], {"L01"}) == []


def test_a_piece_that_is_an_example_itself_is_not_learned_twice() -> None:
    parts = everyday_parts([CHAT, CHAT, Example("Every single day.", ("A05",))], {"L01"})
    assert [part.text for part in parts] == ["my sister plays the recorder at seven.", "help me out here"]
