"""The column of come-back codes: a keyed hash, one for each conversation at most."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select, update

from bot.services.records import Conversation
from bot.store import schema
from bot.store.conversations import Conversations

_TABLE: Final = schema.conversations


class ComeBackCodes(Conversations):
    """Implements bot.services.transaction.ComeBackRows."""

    def set_code(self, conversation_id: str, code: str | None) -> bool:
        """Store the hash instead of the one before; False when the code opens another conversation, under any master key."""
        found = self.conversation_of_code(code) if code else None
        if found and found.id != conversation_id:
            return False
        code_hash = self._master_keys.code_hash(code) if code else None
        self._connection.execute(update(_TABLE).where(_TABLE.c.id == conversation_id).values(code_hash=code_hash))
        return True

    def has_code(self, conversation_id: str) -> bool:
        """Whether a code opens this conversation."""
        query = select(_TABLE.c.code_hash.is_not(None)).where(_TABLE.c.id == conversation_id)
        return bool(self._connection.execute(query).scalar_one_or_none())

    def conversation_of_code(self, code: str) -> Conversation | None:
        """The conversation that a code opens.

        An index finds the hash. How long that takes tells nothing about a code that would fit: who does not have the key cannot
        know what any code hashes to.
        """
        hashes = self._master_keys.code_hashes(code)
        found = self._connection.execute(select(_TABLE.c.id).where(_TABLE.c.code_hash.in_(hashes))).scalar_one_or_none()
        return self.conversation(found) if found else None
