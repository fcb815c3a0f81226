"""Opens a conversation for a member of staff: the log, the brief, and what others of the staff wrote beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.brief import Brief
from bot.conversation.message import Message
from bot.services.brief import read_brief
from bot.services.emergency import alone_from
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.reading import log_reading, names_of, people_of
from bot.services.records import Conversation, Counsellor
from bot.services.records_counselling import Emergency, Note, TierChange


@dataclass(frozen=True, slots=True)
class Opened:
    """One moment of a conversation."""

    conversation: Conversation
    messages: Sequence[Message]
    brief: Brief
    notes: Sequence[Note]
    tier_changes: Sequence[TierChange]
    emergency: Emergency | None  # the last one, open or not
    alone_from: datetime | None  # from when whoever opened it may go on without a second person
    names: Mapping[str, str]  # of all who wrote or did something, by id

    @property
    def tier_set_by_hand(self) -> TierChange | None:
        """The change that made the tier what it is; None when the machine did."""
        last = self.tier_changes[-1] if self.tier_changes else None
        return last if last and last.to_tier == self.conversation.tier else None


def open_conversation(deps: Deps, conversation_id: str, counsellor: Counsellor, *, opened_before: bool) -> Opened:
    """Log the reading, then read. Whether they may was asked before. Raises UnknownConversationError.

    `opened_before`: it is on their screen already, so their own is not logged again.
    """
    log_reading(deps, conversation_id, counsellor, opened_before=opened_before)
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
        messages = tx.messages(conversation_id, limit=None)
        notes, changes = tx.notes([conversation_id]), tx.tier_changes(conversation_id)
        emergency = next(reversed(tx.emergencies(conversation_id)), None)
        staff = {*(one.by for one in notes), *(one.by for one in changes), *(people_of(emergency) if emergency else ())}
        return Opened(
            conversation=conversation,
            messages=messages,
            brief=read_brief(tx, conversation, messages),
            notes=notes,
            tier_changes=changes,
            emergency=emergency,
            alone_from=alone_from(deps, tx, emergency) if emergency and emergency.confirmed_at is None else None,
            names=names_of(tx, staff),
        )
