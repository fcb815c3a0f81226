"""What one console sees in one look: the queue, and what is new in the conversations on the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.console.face import Face
from bot.conversation.message import Message
from bot.edge.streams import BATCH
from bot.services.ports import Conversation, Counsellor
from bot.services.queue import Queue, queue
from bot.services.reading import may_read, names_of
from bot.services.records_counselling import Note

_TAIL: Final = 30  # told again when a conversation comes onto the desk or a stream is new; the console keeps each number once


@dataclass(frozen=True, slots=True)
class Desk:
    """One moment."""

    queue: Queue
    conversations: frozenset[str]
    news: Sequence[Message]
    is_cut: bool  # there is more than one look carries
    notes: Sequence[Note] = ()  # all of them, each time: they are few, and each console is told each number once
    names: Mapping[str, str] = field(default_factory=dict)  # of who wrote them, by id


def look(face: Face, counsellor: Counsellor, told: dict[str, int]) -> Desk:
    """Look once. `told` holds the last number told of each conversation; those not in it begin with their last messages."""
    now = queue(face.deps)
    on_desk = [*(card.conversation for card in now.mine(counsellor.id)), *_opened(face, counsellor, now)]
    news: list[Message] = []
    cut = False
    with face.deps.store.read() as tx:
        for one in on_desk:
            after = told.get(one.id, max(0, one.last_seq - _TAIL))
            found = tx.messages(one.id, after=after, limit=BATCH)
            cut = cut or len(found) == BATCH
            news.extend(found)
        notes = tx.notes([one.id for one in on_desk])
        names = names_of(tx, {one.by for one in notes})
    return Desk(now, frozenset(one.id for one in on_desk), news, cut, notes, names)


def _opened(face: Face, counsellor: Counsellor, now: Queue) -> list[Conversation]:
    """What they have on the screen beside their own, as long as they may read it."""
    opened = set(face.opened.of(counsellor.id))
    emergencies = {one.emergency.conversation_id: one.emergency for one in now.emergencies}
    cards = (*now.waiting, *now.held, *now.open)
    return [
        card.conversation
        for card in cards
        if card.conversation.id in opened
        and card.conversation.counsellor_id != counsellor.id
        and may_read(counsellor, card.conversation, emergencies.get(card.conversation.id))
    ]
