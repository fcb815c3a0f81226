"""What a young person's page sees in one look at the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.conversation.message import Message, Sender
from bot.conversation.owner import Owner
from bot.edge.streams import BATCH
from bot.services.errors import UnknownSessionError
from bot.services.ports import Conversation, Deps, Transaction
from bot.services.records import Known
from bot.services.status import Status, status_in
from bot.services.surroundings import Glance, Surroundings, read_surroundings
from bot.services.tokens import same
from bot.web.session import Session


@dataclass(frozen=True, slots=True)
class View:
    """One moment: what is new, how things stand, and whether the bot owes an answer to the last word."""

    messages: Sequence[Message]
    state: dict[str, Any]
    bot_thinks: bool
    known: Known  # what it was read from

    @property
    def is_cut(self) -> bool:
        """There is more than one look carries."""
        return len(self.messages) == BATCH


def look(deps: Deps, session: Session, after: int, *, was_owed: bool = True) -> View:
    """Look once. Raises UnknownSessionError as soon as this session has ended, in whatever way: a stream must not outlive it.

    `was_owed`: False where the last look found that nothing was owed. Then only news can change that, and an idle stream
    need not decrypt the same last message again and again.
    """
    with deps.store.read() as tx:
        known = next(iter(tx.known([session.conversation.id])), None)
        if known is None or not same(known.token_hash or b"", session.token_hash):
            raise UnknownSessionError
        conversation = known.conversation
        news = tx.messages(conversation.id, after=after, limit=BATCH) if conversation.last_seq > after else ()
        state = _state(known, read_surroundings(deps, tx), deps.clock())
        return View(news, state, bool(was_owed or news) and _owes(tx, conversation, news), known)


def glimpse(view: View, glance: Glance, now: datetime) -> View | None:
    """The view of a page to whose conversation nothing has happened: only what is around it may differ. None: look."""
    known = glance.known.get(view.known.conversation.id)
    return replace(view, messages=(), state=_state(known, glance.around, now)) if known == view.known else None


def _state(known: Known, around: Surroundings, now: datetime) -> dict[str, Any]:
    return state_json(status_in(around, known.conversation, has_code=known.has_code, now=now))


def state_json(now: Status) -> dict[str, Any]:
    """Who answers, and when a person may. The tier and the concern stay with the counsellors.

    While somebody may be reading along it looks like a chat with the bot in which nobody was called.
    """
    conversation = now.conversation
    neutral = conversation.watched and conversation.owner is not Owner.CLOSED
    return {
        "neutral": neutral,
        "owner": Owner.BOT.value if neutral else conversation.owner.value,
        "counsellor": None if neutral else conversation.counsellor_name,
        "queue_place": None if neutral else now.queue_place,
        "wait": {"from": now.wait.from_minutes, "to": now.wait.to_minutes} if now.wait and not neutral else None,
        "staffed": now.staffed and not neutral,
        "has_code": now.has_code,
        "simple_words": conversation.simple_words,
    }


def _owes(tx: Transaction, conversation: Conversation, news: Sequence[Message]) -> bool:
    if conversation.owner not in (Owner.BOT, Owner.WAITING):
        return False
    newest = news[-1] if news and news[-1].seq == conversation.last_seq else tx.message(conversation.id, conversation.last_seq)
    return newest is not None and newest.said.sender is Sender.YOUNG_PERSON and not newest.handled
