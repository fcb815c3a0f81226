"""Cuts one message into the windows that are read on their own: the whole of it, and each sentence."""

from __future__ import annotations

import re

WINDOW = 400  # characters; about what the encoder can take in at once
_BREAKS = re.compile(r"[.!?\n\r…]+|(?:\s[-–—]\s)")
_MIN_LETTERS = 3


def windows(text: str) -> list[str]:
    """The pieces of a text, the whole first. Nothing is dropped: a text longer than a window is read in several."""
    text = text.strip()
    if not text:
        return []
    sentences = [piece.strip() for piece in _BREAKS.split(text)]
    sentences = [piece for piece in sentences if sum(character.isalnum() for character in piece) >= _MIN_LETTERS]
    pieces = _slices(text)
    for sentence in sentences:
        pieces.extend(_slices(sentence))
    return list(dict.fromkeys(pieces))


def _slices(text: str) -> list[str]:
    """A text as overlapping slices cut at spaces, each at most WINDOW characters long."""
    slices: list[str] = []
    start = 0
    while len(text) - start > WINDOW:
        space = text.rfind(" ", start + WINDOW // 2, start + WINDOW)
        if space < 0:  # one long run of letters, or words with other gaps between them: cut anywhere, and read the cut twice
            slices.append(text[start : start + WINDOW])
            start += WINDOW // 2
            continue
        slices.append(text[start:space])
        # Half a window of overlap, so that a sentence on the edge is whole in one of the two.
        overlap = text.rfind(" ", start + WINDOW // 4, space - WINDOW // 4)
        start = overlap + 1 if overlap > start else space
    slices.append(text[start:])
    return slices
