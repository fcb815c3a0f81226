"""Remembers which conversations each counsellor has on the screen, so that their stream follows them."""

from __future__ import annotations

from threading import Lock
from typing import Final

_MOST: Final = 8  # nobody reads more side by side


class Opened:
    """In memory, for one process: after a restart the console opens them again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._by_counsellor: dict[str, tuple[str, ...]] = {}

    def add(self, counsellor_id: str, conversation_id: str) -> None:
        """Note that a counsellor opened a conversation; the one opened longest ago gives way."""
        with self._lock:
            others = [one for one in self._by_counsellor.get(counsellor_id, ()) if one != conversation_id]
            self._by_counsellor[counsellor_id] = (*others, conversation_id)[-_MOST:]

    def of(self, counsellor_id: str) -> tuple[str, ...]:
        """What a counsellor has open, the latest last."""
        return self._by_counsellor.get(counsellor_id, ())

    def forget(self, counsellor_id: str) -> None:
        """Drop it all: they have signed out."""
        with self._lock:
            self._by_counsellor.pop(counsellor_id, None)
