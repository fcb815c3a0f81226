"""Tells one supervisor's stream when the board has changed."""

from __future__ import annotations

from typing import Any

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
        self._now: dict[str, Any] | None = None
        self._told: dict[str, Any] | None = None

    def look(self, queue: Queue, counsellor: Counsellor) -> None:
        """Read the little that the queue does not say. Blocks: to be called where the queue was read.

        What they may do is asked each time: a role may have changed.
        """
        self._now = board_json(board(self._deps, queue)) if may(counsellor, Permission.REVIEW) else None

    def news(self) -> list[Event]:
        """The board, when it is another one than was told last."""
        if self._now is None or self._now == self._told:
            return []
        self._told = self._now
        return [Event("board", self._now)]
