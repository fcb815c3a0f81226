"""Lets the made-up young people of the practice conversations speak when it is their turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.conversation.owner import Owner
from bot.conversation.practice import Next, next_line
from bot.guidance.practice import Practice
from bot.services.errors import ServiceError
from bot.services.ports import Deps
from bot.services.practice import returns
from bot.services.receive import receive
from bot.services.records import Conversation

_TYPES_FOR: Final = timedelta(seconds=4)  # before a line comes
Typing = Callable[[str], None]


def play_practice(deps: Deps, practice: Practice, typing: Typing = lambda _: None, now: datetime | None = None) -> int:
    """Say every line that is due, each once, and return how many were said. Safe in several processes at once.

    `typing` is called with the id of each conversation whose next line comes within seconds.
    """
    now = deps.clock() if now is None else now
    with deps.store.read() as tx:
        running = [one for one in tx.practice_conversations() if one.owner is not Owner.CLOSED and one.ended_at is None]
    return sum(_play(deps, practice, one, typing, now) for one in running)


def _play(deps: Deps, practice: Practice, conversation: Conversation, typing: Typing, now: datetime) -> bool:
    coming = _next(deps, practice, conversation)
    if coming is None or now < coming.due_at - _TYPES_FOR:
        return False
    if now < coming.due_at:
        typing(conversation.id)
        return False
    try:
        return not receive(deps, conversation.id, client_id=coming.client_id, text=coming.text).duplicate
    except ServiceError:
        return False  # closed, forgotten or blocked meanwhile: as for anybody real, nobody hears it


def _next(deps: Deps, practice: Practice, conversation: Conversation) -> Next | None:
    script = practice.scripts.get(conversation.practice_script or "")
    if script is None:
        return None
    with deps.store.read() as tx:
        log = tx.messages(conversation.id, limit=None)
        given_back = returns(tx, conversation)
    return next_line(script, conversation.owner, log, returns=given_back, asked=practice.asked(script))
