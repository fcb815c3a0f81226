"""What is said when nothing was understood: gentler each time, then a person. Never the same twice in a row."""

from __future__ import annotations

from typing import Final

from bot.conversation.case import CaseFacts
from bot.conversation.steps import NEXT_STEP

NOTHING_CLEAR: Final = "say_something_unclear"  # "idk", "…": they say that they cannot say it

_LADDER: Final = ("utter_unclear_first", "utter_unclear_second", "utter_unclear_third")
_OFFER: Final = "utter_unclear_third"
_AFTER: Final = ("utter_helplines", "utter_unclear_third")


def unclear_reply(count: int, *, person_called: bool = False) -> str:
    """The reply to the `count`th unclear message in a row (1 is the first). A person who was called is not offered again."""
    place = max(count, 1) - 1
    reply = _LADDER[place] if place < len(_LADDER) else _AFTER[(place - len(_LADDER)) % len(_AFTER)]
    return "utter_person_already_asked" if person_called and reply == _OFFER else reply


def answer_unclear(facts: CaseFacts, *, person_called: bool, said_nothing: bool) -> tuple[str, ...]:
    """A sentence that was not understood in the middle of a blackmail is no reason to ask for other words: the talk goes on."""
    if facts.is_blackmail and facts.unclear_count <= 1 and not said_nothing and facts.asked is None:
        return (NEXT_STEP,)
    return (unclear_reply(facts.unclear_count, person_called=person_called),)
