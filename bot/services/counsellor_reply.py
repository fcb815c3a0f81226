"""Takes a counsellor's message to the young person."""

from __future__ import annotations

from bot.conversation.message import Draft, Sender
from bot.services.alarms import stop_own
from bot.services.count import count_first_words
from bot.services.errors import EmptyMessageError
from bot.services.find import find_own_conversation
from bot.services.incoming import check_client_id, clean_text
from bot.services.ports import Deps
from bot.services.receive import Received
from bot.services.records import Counsellor


def counsellor_reply(deps: Deps, conversation_id: str, counsellor: Counsellor, *, client_id: str, text: str) -> Received:
    """Store what the owning counsellor wrote; a retry is stored once.

    Raises UnknownConversationError, NotOwnerError, BadClientIdError, EmptyMessageError, MessageTooLongError.
    """
    check_client_id(client_id)
    text = clean_text(text, deps.settings.max_text)
    if not text.strip():
        raise EmptyMessageError
    draft = Draft(Sender.COUNSELLOR, text, author=counsellor.name)
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
        if known := tx.message_by_client_id(conversation_id, Sender.COUNSELLOR, client_id):
            return Received(known, duplicate=True)
        message = tx.append(conversation_id, draft, client_id=client_id, now=now)
        count_first_words(tx, conversation, now)
        stop_own(tx, conversation, now)
        if conversation.answered_at is None:
            tx.update_conversation(conversation_id, answered_at=now)
    deps.doorbell.ring("log", conversation_id, message.seq)
    deps.doorbell.ring("queue", conversation_id, message.seq)
    return Received(message, duplicate=False)
