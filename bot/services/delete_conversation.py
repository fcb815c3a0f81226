"""Deletes one conversation for a young person who asks the operator, not the chat: by an administrator, and on record."""

from __future__ import annotations

from bot.conversation.owner import Owner
from bot.services.audit import Action, note_in_audit
from bot.services.errors import StillNeededError
from bot.services.find import find_asked_for
from bot.services.forget import destroy, tell_gone
from bot.services.ports import Conversation, Counsellor, Deps

_SOMEBODY_IS_THERE = frozenset({Owner.WAITING, Owner.COUNSELLOR})


def delete_conversation(deps: Deps, asked: str, by: Counsellor) -> Conversation:
    """Destroy it and its key, and return what it was. `asked` is a conversation's id, or the code that opens it.

    Nobody is taken from a counsellor or out of the queue by it: raises StillNeededError then. Raises NotAllowedError unless
    `by` is an administrator who may sign in, UnknownConversationError.
    """
    with deps.store.write() as tx:
        conversation = find_asked_for(tx, asked, by)
        if conversation.owner in _SOMEBODY_IS_THERE:
            raise StillNeededError
        destroy(deps, tx, conversation)
        note_in_audit(tx, by, Action.DELETE, deps.clock(), conversation_id=conversation.id)
    tell_gone(deps, conversation.id)
    return conversation
