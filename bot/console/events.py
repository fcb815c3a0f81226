"""The console's stream: the queue, new messages on the desk, who is typing. Keeping it open is what "here" means."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from bot.console.beside import note_json
from bot.console.board_watch import BoardWatch
from bot.console.cards import found_message_json
from bot.console.desk import Desk, look, on_desk
from bot.console.face import Face, TheFace
from bot.console.session import TheCounsellor, token_of
from bot.console.snapshot import Snapshot
from bot.edge.keystrokes import Typist, is_typing
from bot.edge.listeners import EVERYTHING, Listener
from bot.edge.streams import Event, EventStream, follow
from bot.services.account_errors import SecondFactorNeededError
from bot.services.errors import UnknownSessionError
from bot.services.ports import Counsellor
from bot.services.sign_in import session

router = APIRouter(tags=["events"])


class _Watcher:
    """What one console was told."""

    def __init__(self, face: Face, counsellor: Counsellor, token: str) -> None:
        self._face = face
        self._counsellor = counsellor
        self._token = token
        self._told: dict[str, int] = {}
        self._notes_told: set[tuple[str, int]] = set()
        self._desk: frozenset[str] = frozenset()
        self._queue: str | None = None
        self._board = BoardWatch(face)
        self._beat_at = 0.0
        self._asked_for_session = False
        self.listener: Listener | None = None

    def hears(self, topic: str, conversation_id: str) -> bool:
        """The queue always, a conversation only while it is on the desk, the staff list where it is about them."""
        if topic == "staff":
            self._asked_for_session |= conversation_id == self._counsellor.id
            return conversation_id == self._counsellor.id
        return topic == "queue" or conversation_id in self._desk or conversation_id in self._face.opened.of(self._counsellor.id)

    async def __call__(self) -> list[Event] | None:
        beat = asyncio.get_running_loop().time() >= self._beat_at
        try:
            now = await self._look(check=beat or self._asked_for_session)
        except (UnknownSessionError, SecondFactorNeededError):
            return None
        conversations = on_desk(self._face, self._counsellor, now)
        # Most desks are empty most of the time: then the shared look is all there is.
        desk = await run_in_threadpool(look, self._face, conversations, self._told) if conversations else Desk(frozenset())
        board = await self._board.news(now.queue, self._counsellor)
        return [*self._messages(desk), *self._notes(desk), *self._changes(now, beat=beat), *board, *self._typing()]

    async def _look(self, *, check: bool) -> Snapshot:
        """The queue, and at a beat whether they may still see it. An alarm does not wait until it is noted that they are here."""
        if not check:
            return await self._face.queue()
        self._asked_for_session = False  # before the look: a ring meanwhile counts
        if self._queue is None:  # whoever has just come is in the first queue that they see
            await run_in_threadpool(self._keep_session)
            await self._face.roll.here(self._counsellor.id)
            return await self._face.queue()
        self._face.roll.note(self._counsellor.id)
        now, _ = await asyncio.gather(self._face.queue(), run_in_threadpool(self._keep_session))
        return now

    def _keep_session(self) -> None:
        """An open console keeps its session, up to the absolute limit: on a quiet night nobody may be signed out unnoticed.

        What they may do is read anew, too: a role may have changed.
        """
        self._counsellor = session(self._face.deps, self._token)

    def _messages(self, desk: Desk) -> list[Event]:
        self._desk = desk.conversations
        self._told = {one: self._told[one] for one in desk.conversations & self._told.keys()}
        for message in desk.news:
            self._told[message.conversation_id] = message.seq
        if desk.is_cut and self.listener:
            self.listener.look_again()
        names, veil = self._face.situation_names, self._face.veil
        return [
            Event("message", {"conversation": one.conversation_id, **found_message_json(one, names, veil)}) for one in desk.news
        ]

    def _notes(self, desk: Desk) -> list[Event]:
        fresh = [one for one in desk.notes if (one.conversation_id, one.number) not in self._notes_told]
        self._notes_told = {(one.conversation_id, one.number) for one in desk.notes}
        return [Event("note", {"conversation": one.conversation_id, **note_json(one, desk.names)}) for one in fresh]

    def _changes(self, snapshot: Snapshot, *, beat: bool) -> list[Event]:
        if beat:
            self._beat_at = asyncio.get_running_loop().time() + self._face.settings.heartbeat
        now = snapshot.text_for(self._counsellor)
        if now == self._queue and not beat:
            return []
        self._queue = now
        return [Event("queue", now)]

    def _typing(self) -> list[Event]:
        """Both sides: who watches a colleague's chat sees that an answer is being written."""
        rings = self.listener.typing() if self.listener else []
        heard = [(one, who, is_typing(rung, who)) for one, rung in rings if one in self._desk for who in Typist]
        return [
            Event("typing", {"conversation": one, "who": who.name.lower(), "typing": typing})
            for one, who, typing in heard
            if typing is not None
        ]


@router.get("/api/events")
async def events(request: Request, face: TheFace, counsellor: TheCounsellor) -> EventStream:
    """Everything this counsellor should see, as it happens. Ends when the session does."""
    watcher = _Watcher(face, counsellor, token_of(request, face))
    return EventStream(_stream(face, watcher))


async def _stream(face: Face, watcher: _Watcher) -> AsyncGenerator[Event]:
    with face.listeners.listen(EVERYTHING, most=face.settings.streams, hears=watcher.hears) as listener:
        watcher.listener = listener
        settings = face.settings
        looks = follow(listener, watcher, patience=lambda: settings.heartbeat, ping=settings.ping, pace=settings.pace)
        async with aclosing(looks) as found:
            async for event in found:
                yield event
