"""Brings the log to the page: a stream of events, and its long-poll twin for networks that hold streams back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query
from fastapi.concurrency import run_in_threadpool

from bot.edge.keystrokes import Typist, is_typing
from bot.edge.listeners import Listener
from bot.edge.streams import Event, EventStream, cursor, follow
from bot.edge.wire import Cursor, message_json
from bot.services.errors import UnknownSessionError
from bot.web.face import Face, TheFace
from bot.web.session import Session, TheSession
from bot.web.view import View, glimpse, look

router = APIRouter(prefix="/api/conversations/{conversation_id}", tags=["streams"])

GLANCE_EVERY: Final = 1.0  # seconds, however many streams are open

After = Annotated[Cursor, Query()]
LastEventId = Annotated[str | None, Header()]


class _Reader:
    """What one page was told, so that it is told only what is new."""

    def __init__(self, face: Face, listener: Listener, session: Session, after: int) -> None:
        self._face = face
        self._listener = listener
        self._session = session
        self._after = after
        self._view: View | None = None
        self._state: dict[str, Any] | None = None
        self._thinks: bool | None = None  # not known before the first look
        self._quiet = 1  # looks in a row that found nothing

    async def __call__(self) -> list[Event] | None:
        try:
            view = await self._look()
        except UnknownSessionError:
            return None
        found = [*self._messages(view), *self._changes(view), *self._typing()]
        self._quiet = 1 if found else self._quiet + 1
        return found

    async def _look(self) -> View:
        """Where no ring has called for a look, a glance that all pages share shows whether one is needed."""
        face, before = self._face, self._view
        if before and not self._listener.was_rung:
            glance = await face.glance.lately(GLANCE_EVERY)
            if same := glimpse(before, glance, face.deps.clock()):
                return same
        was_owed = self._thinks is not False
        view = await face.threads.run(look, face.deps, self._session, self._after, was_owed=was_owed)
        self._view = replace(view, messages=())  # what was told is not kept for as long as the page is open
        return view

    def patience(self) -> float:
        """Seconds to the next look. An idle stream asks less and less often; who waits for a person sees their place move."""
        waits = self._state is not None and self._state["queue_place"] is not None
        return self._face.settings.look_every * (1 if waits else self._quiet)

    def _messages(self, view: View) -> list[Event]:
        if view.messages:
            self._after = view.messages[-1].seq
        if view.is_cut:
            self._listener.look_again()
        return [Event("message", message_json(one), id=one.seq) for one in view.messages]

    def _changes(self, view: View) -> list[Event]:
        found = []
        if view.state != self._state:
            self._state = view.state
            found.append(Event("state", view.state))
        before, self._thinks = bool(self._thinks), view.bot_thinks
        if view.bot_thinks != before:
            found.append(Event("typing", {"who": "bot", "typing": view.bot_thinks}))
        return found

    def _typing(self) -> list[Event]:
        told = [is_typing(rung, Typist.COUNSELLOR) for _, rung in self._listener.typing()]
        who = "bot" if self._state and self._state["neutral"] else "counsellor"
        return [Event("typing", {"who": who, "typing": typing}) for typing in told if typing is not None]


@router.get("/events")
async def events(face: TheFace, session: TheSession, after: After = 0, last_event_id: LastEventId = None) -> EventStream:
    """Everything after the cursor, then everything as it happens."""
    start = cursor(last_event_id, after)
    return EventStream(_stream(face, session, start))


async def _stream(face: Face, session: Session, after: int) -> AsyncGenerator[Event]:
    with face.listeners.listen(session.conversation.id, most=face.settings.streams) as listener:
        reader = _Reader(face, listener, session, after)
        async with aclosing(follow(listener, reader, patience=reader.patience, ping=face.settings.ping)) as found:
            async for event in found:
                yield event


@router.get("/messages")
async def poll(
    face: TheFace, session: TheSession, after: After = 0, wait: Annotated[float, Query(ge=0, le=3600)] = 0
) -> dict[str, Any]:
    """What is new after the cursor; waits up to `wait` seconds for something to be new."""
    with face.listeners.listen(session.conversation.id, most=face.settings.streams) as listener:
        view = await _news(face, listener, session, after, min(wait, face.settings.longest_poll))
    return {"messages": [message_json(one) for one in view.messages], "state": view.state}


async def _news(face: Face, listener: Listener, session: Session, after: int, wait: float) -> View:
    """The first view that has something new in it, or the last one when the time is over."""
    clock = asyncio.get_running_loop().time
    until = clock() + wait
    first = view = await run_in_threadpool(look, face.deps, session, after)
    while not view.messages and view.state == first.state and not listener.closed and (left := until - clock()) > 0:
        await listener.wait(min(left, face.settings.look_every))
        view = await run_in_threadpool(look, face.deps, session, after)
    return view
