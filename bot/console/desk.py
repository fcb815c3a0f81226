"""What is new in the conversations on one desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.console.face import Face
from bot.console.snapshot import Snapshot
from bot.conversation.message import Message
from bot.edge.streams import BATCH
from bot.services.ports import Conversation, Counsellor
from bot.services.reading import may_read, names_of
from bot.services.records_counselling import Note

_TAIL: Final = 30  # told again when a conversation comes onto the desk or a stream is new; the console keeps each number once


@dataclass(frozen=True, slots=True)
class Desk:
    """One moment."""

    conversations: frozenset[str]
    news: Sequence[Message] = ()
    is_cut: bool = False  # there is more than one look carries
    notes: Sequence[Note] = ()  # all of them, each time: they are few, and each console is told each number once
    names: Mapping[str, str] = field(default_factory=dict)  # of who wrote them, by id


def on_desk(face: Face, counsellor: Counsellor, now: Snapshot) -> list[Conversation]:
    """Their own, and what they have on the screen beside those, as long as they may read it."""
    mine = [card.conversation for card in now.queue.mine(counsellor.id)]
    opened = [now.cards[one].conversation for one in face.opened.of(counsellor.id) if one in now.cards]
    emergencies = {one.emergency.conversation_id: one.emergency for one in now.queue.emergencies}
    others = [one for one in opened if one.counsellor_id != counsellor.id]
    return [*mine, *(one for one in others if may_read(counsellor, one, emergencies.get(one.id)))]


def look(face: Face, conversations: Sequence[Conversation], told: Mapping[str, int]) -> Desk:
    """What is new. `told` holds the last number told of each conversation; those not in it begin with their last messages."""
    news: list[Message] = []
    cut = False
    with face.deps.store.read() as tx:
        for one in conversations:
            after = told.get(one.id, max(0, one.last_seq - _TAIL))
            found = tx.messages(one.id, after=after, limit=BATCH)
            cut = cut or len(found) == BATCH
            news.extend(found)
        notes = tx.notes([one.id for one in conversations])
        names = names_of(tx, {one.by for one in notes})
    return Desk(frozenset(one.id for one in conversations), news, cut, notes, names)
