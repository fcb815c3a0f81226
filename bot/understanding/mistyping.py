"""Types a text as thumbs do: what the letters are also learned from, so that a slip costs less."""

from __future__ import annotations

from random import Random

_SHARE = 0.25  # of the words
_SHORTEST = 3  # letters; "im" with a slip is another word


def mistype(text: str, chance: Random) -> str:
    """One slip in about every fourth word: a letter left out, doubled, swapped with its neighbour, or another one."""
    words = text.split(" ")
    for n, word in enumerate(words):
        if len(word) >= _SHORTEST and chance.random() < _SHARE:
            at = chance.randrange(1, len(word))
            words[n] = chance.choice(
                [
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at - 1] + word[at:],
                    word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
                    word[:at] + chance.choice("aeionrstl") + word[at + 1 :],
                ]
            )
    return " ".join(words)
