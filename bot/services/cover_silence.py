"""Answers for a brain that is late: nobody waits in silence."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.ports import Deps
from bot.services.safe_answer import append_safe_answer
from bot.services.work import answerable


def cover_silence(deps: Deps, older_than: timedelta | None = None) -> int:
    """Give the safe answer to messages unhandled for longer than that, and say how many it covers.

    Several late messages of one conversation get one answer. Each is covered once, and stays unhandled: the brain answers
    it when it is back.
    """
    now = deps.clock()
    sent_before = now - (deps.settings.safe_answer_after if older_than is None else older_than)
    with deps.store.read() as tx:
        late = tx.late_conversations(sent_before)
    return sum(_cover(deps, conversation_id, sent_before) for conversation_id in late)


def _cover(deps: Deps, conversation_id: str, sent_before: datetime) -> int:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or not answerable(conversation):
            return 0
        messages = tx.cover_late(conversation_id, sent_before)
        if not messages:
            return 0
        said = append_safe_answer(deps, tx, conversation, list(messages))
    deps.doorbell.ring("log", conversation_id, said.seq)
    return len(messages)
