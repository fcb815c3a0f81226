"""Reads from the database what became of everything that was written."""

from __future__ import annotations

from collections.abc import Iterable

from bench.faults.records import Line, Stored
from bot.conversation.message import Sender
from bot.conversation.owner import Move, Owner
from bot.services.ports import Deps

_CALLS = frozenset({Move.CALL_PERSON, Move.STEP_IN})


def stored(deps: Deps, conversation_ids: Iterable[str]) -> dict[str, Stored]:
    """By conversation; one that is not there is left out."""
    found = {}
    for one in conversation_ids:
        with deps.store.read() as tx:
            conversation = tx.conversation(one)
            if conversation is None:
                continue
            log, moves = tx.messages(one, limit=None), tx.owner_changes(one)
        lines = [
            Line(
                each.seq,
                each.said.sender.value,
                each.said.text,
                each.client_id or "",
                each.said.key or "",
                each.sent_at.timestamp(),
            )
            for each in log
        ]
        bot_owes = conversation.owner in {Owner.BOT, Owner.WAITING}
        owed = sum(not each.handled and each.said.sender is Sender.YOUNG_PERSON for each in log) if bot_owes else 0
        found[one] = Stored(conversation.owner.value, any(each.move in _CALLS for each in moves), lines, owed)
    return found
