"""What a brain worker is given for one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.message import Message, Sender
from bot.conversation.owner import Owner
from bot.conversation.picture import Correction
from bot.safety.tiers import Tier
from bot.services.records import Conversation

LAST_TURN: Final = 12  # messages to look back for the bot's last turn


@dataclass(frozen=True, slots=True)
class Work:
    """One unhandled message and all that is needed to answer it. Valid as long as the lease is."""

    conversation: Conversation
    message: Message
    state: dict[str, Any] | None  # what the brain saved last
    conversation_tier: Tier
    queue_place: int | None  # 1 is next; None when nobody was called
    counsellors_here: int
    out_of_hours: bool  # nobody is meant to be here now
    person_just_called: bool  # this very message opened the hand-off
    last_keys: tuple[str, ...]  # copy keys of the bot's last turn, in order
    lease_id: str
    corrections: tuple[Correction, ...] = ()  # all that they said is not right, oldest first


def answerable(conversation: Conversation) -> bool:
    """Whether the bot may speak: it owns the conversation, or keeps company while a person is waited for."""
    return conversation.owner in {Owner.BOT, Owner.WAITING}


def last_turn_keys(recent: Sequence[Message]) -> tuple[str, ...]:
    """The copy keys of the newest unbroken run of bot messages."""
    keys: list[str] = []
    for message in reversed(recent):
        if message.said.sender is Sender.BOT:
            keys.append(message.said.key or "")
        # What the bot asked before a counsellor spoke is not open any more: a later "yes" answers something else.
        elif keys or message.said.sender is Sender.COUNSELLOR:
            break
    return tuple(key for key in reversed(keys) if key)
