"""Everyday talk in the pieces in which it will be read: "every. day." alone is no sign of anything either."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.safety.pieces import pieces
from bot.understanding.examples import Example


def everyday_parts(examples: Iterable[Example], everyday: Collection[str]) -> list[Example]:
    """The pieces of each example in which nothing is wrong. Of all others nobody knows which piece tells what."""
    known = {example.text.casefold() for example in examples}
    parts: dict[str, Example] = {}
    for example in examples:
        if example.situations and set(example.situations) <= set(everyday):
            for piece in pieces(example.text, ())[1:]:
                said = example.text[piece.place.start : piece.place.end]
                if said.casefold() not in known:
                    parts.setdefault(said, Example(said, example.situations))
    return list(parts.values())
