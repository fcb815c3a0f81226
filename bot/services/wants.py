"""Which skills a conversation wants, kept while a person is wanted or has it: no longer, as it tells what it is about."""

from __future__ import annotations

from typing import Final

from bot.conversation.message import Message
from bot.conversation.owner import Owner
from bot.conversation.skills import together, wanted
from bot.services.records import Conversation
from bot.services.transaction import Transaction

_WITH_PEOPLE: Final = frozenset({Owner.WAITING, Owner.COUNSELLOR})


def wants_after(tx: Transaction, conversation: Conversation, owner: Owner) -> tuple[str, ...]:
    """What it wants once `owner` has it: read from the whole log when people come into it, nothing when they leave it."""
    if owner not in _WITH_PEOPLE:
        return ()
    if conversation.owner in _WITH_PEOPLE:
        return conversation.wants
    return together(*(_wanted_by(message) for message in tx.messages(conversation.id, limit=None)))


def want_more(tx: Transaction, conversation: Conversation, message: Message) -> Conversation:
    """The conversation once this message of the young person counts, too."""
    if conversation.owner not in _WITH_PEOPLE:
        return conversation
    wants = together(conversation.wants, _wanted_by(message))
    return conversation if wants == conversation.wants else tx.update_conversation(conversation.id, wants=wants)


def _wanted_by(message: Message) -> tuple[str, ...]:
    found = message.said.assessment
    return wanted(found.situations) if found else ()
