"""Cuts a text that is longer than an encoder can take in into windows that overlap."""

from __future__ import annotations

WINDOW = 400  # characters; about what the encoders can take in at once


def windows(text: str) -> list[str]:
    """The text in one window, or in several. Nothing is dropped."""
    text = text.strip()
    return _slices(text) if text else []


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
