"""The help beside a chat, for counsellors: what the bot would say to this situation, short replies, helplines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.guidance.choice import Choice
from bot.guidance.copy_entry import INTERFACE
from bot.guidance.helpline import Need
from bot.guidance.library import Library

SAVED: Final = "saved_"  # how keys of data/copy/<language>/saved_replies.yml begin
_MOST_CARDS: Final = 12
_ALWAYS: Final = (Need.EMERGENCY, Need.CHILD_HELPLINE, Need.SUICIDE, Need.TAKEDOWN, Need.POLICE_REPORT)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the words are: what is known of the young person."""

    language: str
    country: str | None = None
    age_band: str | None = None
    age: int | None = None
    simple_words: bool = False


@dataclass(frozen=True, slots=True)
class GuideCard:
    """One approved reply that fits a situation."""

    key: str
    situation: str
    text: str
    language: str  # in which it is: English where there are no words of theirs


@dataclass(frozen=True, slots=True)
class Guide:
    """Finds it in the library that the bot speaks from, so that both say the same."""

    library: Library

    def cards(self, situations: Sequence[str], reader: Reader, now: datetime) -> list[GuideCard]:
        """The replies for these situations, in their order, each key once."""
        book = self.library.book(reader.language)
        of = {situation: [one.key for one in book.entries.values() if one.situation == situation] for situation in situations}
        found = [(key, situation) for situation, keys in of.items() for key in keys if not key.startswith((INTERFACE, SAVED))]
        return [GuideCard(key, situation, self._text(key, reader, now), book.language) for key, situation in found[:_MOST_CARDS]]

    def saved_replies(self, reader: Reader, now: datetime) -> list[tuple[str, str]]:
        """Short replies to edit and send, as (id, text)."""
        keys = [key for key in self.library.book(reader.language).entries if key.startswith(SAVED)]
        return [(key.removeprefix(SAVED), self._text(key, reader, now)) for key in keys]

    def helplines(self, situations: Sequence[str], reader: Reader, now: datetime) -> list[Choice]:
        """What is there for them, with the reasons; lines that are open before those that may be shut."""
        book = self.library.book(reader.language)
        asked = [need for one in book.entries.values() if one.situation in situations for need in one.helplines]
        needs = list(dict.fromkeys((*_ALWAYS, *asked)))
        return self.library.helplines(
            needs, country=reader.country, age_band=reader.age_band, now=now, languages=[reader.language]
        )

    def card_of(self, choice: Choice, reader: Reader, now: datetime) -> dict[str, Any]:
        """A helpline in the words of the young person's language, as the chat draws it."""
        book = self.library.book(reader.language)
        return choice.helpline.as_card(now, book.words(), book.helpline_words)

    def _text(self, key: str, reader: Reader, now: datetime) -> str:
        return self.library.reply(
            key,
            country=reader.country,
            age_band=reader.age_band,
            age=reader.age,
            simple_words=reader.simple_words,
            now=now,
            language=reader.language,
        ).text
