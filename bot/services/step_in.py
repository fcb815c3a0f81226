"""A supervisor takes a conversation from whoever has it: the bot, the queue or a colleague."""

from __future__ import annotations

from bot.conversation.owner import Move, Owner
from bot.services.accept import accept, ring_moved
from bot.services.errors import ClosedConversationError
from bot.services.find import find_conversation
from bot.services.permissions import Permission, require
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor


def step_in(deps: Deps, conversation_id: str, supervisor: Counsellor) -> Conversation:
    """Give it to them, and tell the young person their name. Repeating it changes nothing.

    Raises UnknownConversationError, ClosedConversationError, NotAllowedError.
    """
    require(supervisor, Permission.STEP_IN)
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if conversation.counsellor_id == supervisor.id:
            return conversation
        if conversation.owner is Owner.CLOSED:
            raise ClosedConversationError
        taken = accept(deps, tx, conversation, supervisor, Move.STEP_IN)
    ring_moved(deps, taken)
    return taken
