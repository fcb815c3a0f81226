"""Somebody may be reading along (L10): everything stays neutral until the young person says that it is fine again. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from bot.conversation.brief import SURE
from bot.conversation.message import Message, Sender
from bot.safety.assessment import Assessment
from bot.safety.tiers import Tier

ACT_NORMAL: Final = "utter_act_normal"  # something ordinary, and a yes or no whether it is going okay
STILL_NORMAL: Final = "utter_still_normal"
WELCOME_BACK: Final = "utter_free_again"
FREE_AGAIN: Final = ("watched", "over")  # the mention in data/risk/<language>/mentions.yml

_WATCHED: Final = "L10"
_TELLING: Final = frozenset("ABCD")  # families: nobody tells these with somebody behind them
_HELLO: Final = "greet"  # what utter_still_normal asks for


def watched_after(metadata: Mapping[str, Any], tier: Tier, *, before: bool) -> bool:
    """Whether somebody may be reading after one more message."""
    told = [str(id_) for id_, _ in metadata.get("situations") or ()]
    if _WATCHED in told:
        return True
    over = _says_it_is_over(metadata) or any(id_[0] in _TELLING for id_ in told)
    return before and not over and not tier.needs_person


def watched_since(log: Sequence[Message]) -> int:
    """The number of the message that said that somebody is looking; of the young person's newest where none of them said it."""
    since, watched, newest = 0, False, 0
    for message in log:
        if message.said.sender is not Sender.YOUNG_PERSON:
            continue
        newest, before = message.seq, watched
        if message.said.assessment:
            watched = watched_after(metadata_for(message.said.assessment), Tier.T4, before=before)
        since = message.seq if watched and not before else since
    return since if watched else newest


def metadata_for(found: Assessment) -> dict[str, Any]:
    """What `watched_after` looks at, of a message that the brain has not read."""
    return {
        "situations": [[one.id, one.score] for one in found.situations if one.score >= SURE],
        "mentions": [[one.kind, one.value] for one in found.mentions],
        "intent": found.intent,
    }


def watched_turn(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The neutral turn while somebody may be reading, and the first one after it; empty where the talk goes on as usual."""
    just_said = set(metadata.get("last_keys") or ())
    if slots.get("watched"):
        return (ACT_NORMAL,) if _asks(metadata, just_said) else (STILL_NORMAL,)
    neutral = not just_said.isdisjoint({ACT_NORMAL, STILL_NORMAL})
    return (WELCOME_BACK,) if neutral and _says_it_is_over(metadata) else ()


def _asks(metadata: Mapping[str, Any], just_said: Collection[str]) -> bool:
    """The first time, and every second time, so that they can always tap no. A wish for a person gets no question."""
    if STILL_NORMAL in just_said:
        return True
    return ACT_NORMAL not in just_said and metadata.get("intent") != "ask_for_person"


def _says_it_is_over(metadata: Mapping[str, Any]) -> bool:
    said = {(str(kind), str(value)) for kind, value in metadata.get("mentions") or ()}
    return metadata.get("intent") == _HELLO or FREE_AGAIN in said
