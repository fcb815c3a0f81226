"""What is said when nothing was understood: gentler each time, then a person. Never the same twice in a row."""

from __future__ import annotations

from typing import Final

from bot.conversation.case import CaseFacts
from bot.conversation.steps import NEXT_STEP

NOTHING_CLEAR: Final = "say_something_unclear"  # "idk", "…": they say that they cannot say it

_LADDER: Final = ("utter_unclear_first", "utter_unclear_second", "utter_unclear_third")
_TOLD_LADDER: Final = ("utter_unclear_told", *_LADDER[1:])  # they have told already: not asked again what it is
_OFFER: Final = "utter_unclear_third"
_AFTER: Final = ("utter_helplines", "utter_grounding", "utter_unclear_stay", "utter_unclear_third")


def unclear_reply(count: int, *, person_called: bool = False, told: bool = False) -> str:
    """The reply to the `count`th unclear message in a row (1 is the first). A person who was called is not offered again."""
    place, ladder = max(count, 1) - 1, _TOLD_LADDER if told else _LADDER
    reply = ladder[place] if place < len(ladder) else _AFTER[(place - len(ladder)) % len(_AFTER)]
    return "utter_person_already_asked" if person_called and reply == _OFFER else reply


def answer_unclear(facts: CaseFacts, *, person_called: bool, said_nothing: bool) -> tuple[str, ...]:
    """A sentence that was not understood in the middle of a blackmail is no reason to ask for other words: the talk goes on."""
    if facts.is_blackmail and facts.unclear_count <= 1 and not said_nothing and facts.asked is None:
        return (NEXT_STEP,)
    return (unclear_reply(facts.unclear_count, person_called=person_called, told=facts.is_blackmail),)
