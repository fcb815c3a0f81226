"""Says whose a practice conversation is, and how far those of a counsellor have come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.owner import Move
from bot.conversation.practice import Script, is_over
from bot.guidance.practice import Practice
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Practised:
    """One practice conversation. `over`: nothing more will be said, and what it teaches can be told."""

    conversation: Conversation
    script: Script
    over: bool


def belongs_to(conversation: Conversation, counsellor: Counsellor) -> bool:
    """Whether this is a practice conversation of theirs."""
    return conversation.practice_for == counsellor.id


def may_be_given(conversation: Conversation, counsellor: Counsellor) -> bool:
    """Whether they can be offered it: somebody real always, a practice conversation only to whoever switched it on."""
    return not conversation.practice or belongs_to(conversation, counsellor)


def practices_of(deps: Deps, practice: Practice, counsellor: Counsellor) -> Sequence[Practised]:
    """All that are kept of one counsellor, the oldest first. One whose script is gone is left out."""
    with deps.store.read() as tx:
        return [
            Practised(one, script, is_over(script, one.owner, tx.messages(one.id, limit=None), returns=returns(tx, one)))
            for one in tx.practice_conversations()
            if belongs_to(one, counsellor) and (script := practice.scripts.get(one.practice_script or ""))
        ]


def returns(tx: Transaction, conversation: Conversation) -> int:
    """How often a counsellor has given it back to the bot."""
    return sum(change.move is Move.RETURN_TO_BOT for change in tx.owner_changes(conversation.id))
