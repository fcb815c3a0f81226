"""The help beside a chat, for counsellors: what the bot would say to this situation, short replies, helplines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.guidance.choice import Choice
from bot.guidance.helpline import Need
from bot.guidance.library import Library

SAVED: Final = "saved_"  # how keys of data/copy/<language>/saved_replies.yml begin
_REPLY: Final = "utter_"
_THE_CHAT_ITSELF: Final = "L"  # family: what is said about waiting, goodbyes, tests is no guidance for a person
_MOST_CARDS: Final = 12  # of situations; more would be no help
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
    """One approved reply: what the bot says to a situation, or a step of what it would advise."""

    key: str
    text: str
    language: str  # in which it is: English where there are no words of theirs
    situation: str | None = None  # None: a step


@dataclass(frozen=True, slots=True)
class Guide:
    """Finds it in the library that the bot speaks from, so that both say the same."""

    library: Library

    def cards(self, situations: Sequence[str], steps: Sequence[str], reader: Reader, now: datetime) -> list[GuideCard]:
        """The replies to these situations, in their order, then those with these keys; each key once."""
        book = self.library.book(reader.language)
        known = [situation for situation in situations if not situation.startswith(_THE_CHAT_ITSELF)]
        replies = [one for one in book.entries.values() if one.key.startswith(_REPLY)]
        found: dict[str, str | None] = {}
        for situation in known:
            for one in replies:
                if one.situation == situation and len(found) < _MOST_CARDS:
                    found.setdefault(one.key, situation)
        for key in steps:
            found.setdefault(key, None)
        return [GuideCard(key, self._text(key, reader, now), book.language, about) for key, about in found.items()]

    def word(self, name: str, language: str) -> str:
        """A word of the interface, for titles; the name where there is none."""
        return self.library.book(language).words().get(name, name)

    def saved_replies(self, reader: Reader, now: datetime, name: str) -> list[tuple[str, str]]:
        """Short replies to edit and send, as (id, text); `name` is who sends them."""
        keys = [key for key in self.library.book(reader.language).entries if key.startswith(SAVED)]
        return [(key.removeprefix(SAVED), self._text(key, reader, now, name=name)) for key in keys]

    def helplines(self, situations: Sequence[str], reader: Reader, now: datetime) -> list[tuple[Choice, dict[str, Any]]]:
        """What is there for them, with the reasons; lines that are open before those that may be shut.

        Each with its card in the words of their language, as the chat draws it.
        """
        book = self.library.book(reader.language)
        asked = [need for one in book.entries.values() if one.situation in situations for need in one.helplines]
        needs = list(dict.fromkeys((*_ALWAYS, *asked)))
        languages = [reader.language]
        chosen = self.library.helplines(needs, country=reader.country, age_band=reader.age_band, now=now, languages=languages)
        return [(one, one.helpline.as_card(now, book.words(), book.helpline_words)) for one in chosen]

    def _text(self, key: str, reader: Reader, now: datetime, name: str = "") -> str:
        return self.library.reply(
            key,
            country=reader.country,
            age_band=reader.age_band,
            age=reader.age,
            simple_words=reader.simple_words,
            now=now,
            language=reader.language,
            name=name,
        ).text
