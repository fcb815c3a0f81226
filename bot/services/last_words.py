"""Nobody lets go of a young person who has just written something that they have not read."""

from __future__ import annotations

from bot.conversation.message import Sender
from bot.services.errors import NotReadError
from bot.services.records import Conversation
from bot.services.transaction import Transaction


def refuse_unread(tx: Transaction, conversation: Conversation, read_up_to: int | None) -> None:
    """Raises NotReadError when the young person wrote after `read_up_to`, what was last on the counsellor's screen.

    None: whoever asks has no screen, such as a practice script. Because the row of the conversation is locked, a message is
    stored either before this, and seen here, or after the move, and then answered by whoever has the conversation.
    """
    if read_up_to is None or conversation.last_seq <= read_up_to:
        return
    if any(one.said.sender is Sender.YOUNG_PERSON for one in tx.messages(conversation.id, after=read_up_to, limit=None)):
        raise NotReadError
