"""What people type in a messaging app instead of pressing a button of our page. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.conversation.message import Button, Message
from bot.conversation.taps import few, open_buttons

_NUMBER: Final = re.compile(r"\(?#?(\d{1,2})[.):]?")
_EDGES: Final = " \t\r\n.!?,;:'\"*_`"


class Wish(StrEnum):
    """What our own chat has buttons for."""

    STOP = "stop"  # write to me no more
    DELETE = "delete"  # destroy what I wrote


@dataclass(frozen=True)
class AppWords:
    """The words for each wish in one language; only a message that is nothing else counts."""

    wishes: Mapping[Wish, Collection[str]]

    def wish(self, text: str) -> Wish | None:
        """The wish that a whole message is, whatever its letter case and the marks around it."""
        said = plain(text)
        return next((wish for wish, words in self.wishes.items() if said in words), None)


def plain(text: str) -> str:
    """Small letters, one space between words, no marks at the edges."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(_EDGES)


def answers_in(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """The quick answers among buttons, in the order in which they are numbered; the way to a person stands last."""
    return few([button for button in buttons if button.tel is None and button.url is None])


def answer_of_number(recent: Sequence[Message], text: str) -> Button | None:
    """The answer that a typed number stands for. A number that no answer has is a text like any other: an age, a year."""
    found = _NUMBER.fullmatch(text.strip())
    number = int(found[1]) if found else 0
    offered = answers_in(open_buttons(recent))
    return offered[number - 1] if 0 < number <= len(offered) else None
