"""The only place where the tier of a conversation changes: its alarm follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.safety.tiers import Tier
from bot.services.alarms import keep_alarm
from bot.services.records import Conversation
from bot.services.transaction import Transaction


def change_tier(tx: Transaction, conversation: Conversation, tier: Tier, at: datetime, by: str, **changes: Any) -> Conversation:
    """Set the tier, with other changes of the same row. `by`: a counsellor's id, or a key as the moves log has it."""
    changed = tx.update_conversation(conversation.id, tier=tier, **changes)
    keep_alarm(tx, conversation, changed, at, by)
    return changed
