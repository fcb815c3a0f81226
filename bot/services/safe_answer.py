"""The fixed answer that is always true, for when no better one is ready: it never says nothing."""

from __future__ import annotations

from bot.conversation.message import Message
from bot.conversation.watched import STILL_NORMAL, metadata_for, watched_after
from bot.services.count import Measure, count
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import is_watched, say
from bot.services.transaction import Transaction


def give_safe_answer(deps: Deps, tx: Transaction, conversation: Conversation, seq: int) -> Message | None:
    """Append the safe answer to one message, unless a safe answer covers it already."""
    message = tx.message(conversation.id, seq)
    if message is None or tx.is_covered(conversation.id, seq):
        return None
    return append_safe_answer(deps, tx, conversation, [message])


def append_safe_answer(deps: Deps, tx: Transaction, conversation: Conversation, messages: list[Message]) -> Message:
    """Append one safe answer to several messages; a T0 or T1 among them decides the wording.

    Each time it is another alternative: the same crisis sentence twice sounds like a machine that does not listen.
    """
    found = [message.said.assessment for message in messages]
    crisis = any(assessment is not None and assessment.tier.needs_person for assessment in found)
    key = "utter_safe_answer_crisis" if crisis else "utter_safe_answer"
    if not crisis and _is_still_watched(tx, conversation, messages):
        key = STILL_NORMAL  # whoever is reading along must not see what this chat is about
    said = say(deps, tx, conversation, key, variant=conversation.covers)
    tx.update_conversation(conversation.id, covers=conversation.covers + 1)
    count(tx, conversation, deps.clock(), Measure.REPLY, "safe")
    return said


def _is_still_watched(tx: Transaction, conversation: Conversation, messages: list[Message]) -> bool:
    """Whether somebody may be reading: they said so, and none of these unread messages says it is over."""
    watched = is_watched(tx, conversation)
    for message in messages:
        if found := message.said.assessment:
            watched = watched_after(metadata_for(found), found.tier, before=watched)
    return watched
