"""Writes a text as people also type it: in a hurry, in text speak, or so that a filter should not see it.

Each corruption is pure: the same text and the same chance give the same text, and none leaves a text empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from random import Random
from typing import Final

Corruption = Callable[[str, Random], str]
Change = tuple[re.Match[str], Corruption]  # a word, and what is done to it

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Each row of keys lies half a key to the right of the one above.
_NEIGHBOURS: Final[Mapping[str, str]] = {
    key: "".join(
        keys[max(0, first) : last + 1]
        for keys, first, last in ((above, at, at + 1), (row, at - 1, at - 1), (row, at + 1, at + 1), (below, at - 1, at))
        if last >= 0
    )
    for above, row, below in zip(("", *_ROWS), _ROWS, (*_ROWS[1:], ""), strict=False)
    for at, key in enumerate(row)
}
_SHORT = 3  # letters; below that the first one carries the word

# Phrases before words. "Going to" a place stays: nobody is gonna school.
_PHRASES: Final = (
    (re.compile(r"\bgoing to\b(?! (?:the|a|an|my|his|her|our|their|school|bed|work|hospital)\b)"), "gonna"),
    (re.compile(r"\bwant to\b"), "wanna"),
    (re.compile(r"\bgot to\b"), "gotta"),
    (re.compile(r"\bi dont know\b"), "idk"),
)
_SPOKEN: Final[Mapping[str, str]] = {
    "you": "u",
    "your": "ur",
    "youre": "ur",
    "are": "r",
    "to": "2",
    "too": "2",
    "for": "4",
    "because": "cos",
    "and": "n",
    "with": "w",
    "people": "ppl",
    "tonight": "2nite",
    "please": "pls",
    "what": "wat",
    "someone": "some1",
    "everyone": "every1",
    "tomorrow": "2moro",
    "before": "b4",
    "about": "abt",
    "though": "tho",
}
# A vowel before -ing: "doing" loses a letter, "thing" and "bring" do not.
_ING: Final = re.compile(r"\b(\w*[aeiouy]\w*)ing\b")
_APOSTROPHES: Final = "'\"\u2018\u2019\u201c\u201d"
_IN_A_NUMBER: Final = re.compile(r"(?<=\d)[.,:](?=\d)")

_QUOTES: Final = (
    (re.compile(r'(?<!\S)"'), "\u201c"),
    (re.compile(r'"'), "\u201d"),
    (re.compile(r"(?<!\S)'"), "\u2018"),
    (re.compile(r"'"), "\u2019"),
)
_UNSEEN: Final = "\u200b\u200c\u200d\u2060"
_DIGITS: Final[Mapping[str, str]] = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7"}
_TWINS: Final[Mapping[str, str]] = {
    "a": "\u0430",
    "c": "\u0441",
    "e": "\u0435",
    "i": "\u0456",
    "o": "\u043e",
    "p": "\u0440",
    "x": "\u0445",
    "y": "\u0443",
}
_VOWEL: Final = re.compile(r"[aeiou]")
_EMOJI: Final = ("\U0001f62d", "\U0001f97a", "\U0001f64f", "\U0001f622", "\U0001f614")
_SPACED: Final = range(3, 6)  # letters of a word that somebody may type with spaces between


def typos(text: str, chance: Random) -> str:
    """Slips of the thumb in one word of four, at least one: a key beside, a letter left out, doubled, or two swapped."""
    words = list(_WORD.finditer(text))
    many = min(len(words), max(1, round(len(words) / 4)))
    return _in_words(text, [(word, _slip) for word in chance.sample(words, many)], chance)


def txtspeak(text: str, chance: Random) -> str:
    """Lower case, no punctuation, and the short words of chats."""
    plain = re.sub(r"[^\S\n]+", " ", "".join(_without_marks(text.lower()))).strip()
    for phrase, short in _PHRASES:
        plain = phrase.sub(short, plain)
    plain = _WORD.sub(lambda word: _SPOKEN.get(word[0], word[0]), plain)
    return _ING.sub(lambda word: word[1] + chance.choice(("in", "ng")), plain) or text.lower()


def disguise(text: str, chance: Random) -> str:
    """Letters that look the same or are not seen, stretched and spaced words, quotes and emoji of a telephone."""
    for straight, curly in _QUOTES:
        text = straight.sub(curly, text)
    words = list(_WORD.finditer(text))
    left = iter(chance.sample(words, len(words)))  # a word gets one change at most, and a short text not all of them
    fifth, eighth = max(1, round(len(words) / 5)), max(1, round(len(words) / 8))
    changes: list[Change] = [(word, _masked) for word in islice(left, fifth)]
    changes += [(word, _split) for word in islice(left, fifth)]
    changes += [(word, _stretched) for word in islice(left, eighth)]
    short = [word for word in left if len(word[0]) in _SPACED]
    changes += [(word, _spaced) for word in short[: chance.randint(0, 1)]]
    return f"{_in_words(text, changes, chance)} {chance.choice(_EMOJI)}"


CORRUPTIONS: Final[Mapping[str, Corruption]] = {"typos": typos, "txtspeak": txtspeak, "disguise": disguise}


def _in_words(text: str, changes: Iterable[Change], chance: Random) -> str:
    """Change these words, and nothing between them."""
    parts, end = [], 0
    for word, change in sorted(changes, key=lambda entry: entry[0].start()):
        parts += [text[end : word.start()], change(word[0], chance)]
        end = word.end()
    return "".join([*parts, text[end:]])


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(1 if len(word) < _SHORT else 0, len(word))
    kinds = ["beside", "left out", "doubled", "swapped"] if at + 1 < len(word) else ["beside", "left out", "doubled"]
    letter = word[at]
    match chance.choice(kinds):
        case "beside":
            near = chance.choice(_NEIGHBOURS.get(letter.lower(), letter))
            return word[:at] + (near.upper() if letter.isupper() else near) + word[at + 1 :]
        case "left out":
            return word[:at] + word[at + 1 :]
        case "doubled":
            return word[:at] + letter + word[at:]
        case _:
            return word[:at] + word[at + 1] + letter + word[at + 2 :]


def _without_marks(text: str) -> Iterator[str]:
    """Apostrophes and quotes vanish, other marks part words; the point of 10.50 stays."""
    kept = {place.start() for place in _IN_A_NUMBER.finditer(text)}
    for at, letter in enumerate(text):
        if at in kept or not unicodedata.category(letter).startswith("P"):
            yield letter
        elif letter not in _APOSTROPHES:
            yield " "


def _masked(word: str, chance: Random) -> str:
    """About half of the letters that have another face, at least one, all of one kind."""
    faces = chance.choice((_DIGITS, _TWINS))
    places = [at for at, letter in enumerate(word) if letter.lower() in faces]
    letters = list(word)
    for at in chance.sample(places, (len(places) + 1) // 2):
        letters[at] = chance.choice(faces[word[at].lower()])
    return "".join(letters)


def _split(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice(_UNSEEN) + word[at:]


def _stretched(word: str, chance: Random) -> str:
    vowels = list(_VOWEL.finditer(word))
    if not vowels:
        return word
    vowel = chance.choice(vowels)
    return word[: vowel.start()] + vowel[0] * chance.randint(3, 5) + word[vowel.end() :]


def _spaced(word: str, _chance: Random) -> str:
    return " ".join(word)
