"""Tells one supervisor's stream when the board has changed."""

from __future__ import annotations

from typing import Any

from fastapi.concurrency import run_in_threadpool

from bot.console.board import board_json
from bot.console.face import Face
from bot.edge.streams import Event
from bot.services.board import board
from bot.services.permissions import Permission, may
from bot.services.ports import Counsellor
from bot.services.queue import Queue


class BoardWatch:
    """What one console was told of the board; for everybody else than supervisors it does nothing."""

    def __init__(self, face: Face) -> None:
        self._deps = face.deps
        self._told: dict[str, Any] | None = None

    async def news(self, queue: Queue, counsellor: Counsellor) -> list[Event]:
        """The board, when it is another one than was told last: the queue, and the little that it does not say.

        What they may do is asked each time: a role may have changed.
        """
        if not may(counsellor, Permission.REVIEW):
            return []
        now = board_json(await run_in_threadpool(board, self._deps, queue))
        if now == self._told:
            return []
        self._told = now
        return [Event("board", now)]
