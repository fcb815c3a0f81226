"""Tells one supervisor's stream when the board has changed."""

from __future__ import annotations

from typing import Any

from fastapi.concurrency import run_in_threadpool

from bot.console.board import board_json
from bot.console.face import Face
from bot.console.snapshot import Snapshot
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

    async def news(self, now: Snapshot, counsellor: Counsellor) -> list[Event]:
        """The board, when it is another one than was told last. What they may do is asked each time: a role may have changed."""
        if not may(counsellor, Permission.REVIEW):
            self._told = None
            return []
        found = await run_in_threadpool(self._look, now.queue)
        if found == self._told:
            return []
        self._told = found
        return [Event("board", found)]

    def _look(self, queue: Queue) -> dict[str, Any]:
        """Read the little that the queue does not say."""
        return board_json(board(self._deps, queue))
