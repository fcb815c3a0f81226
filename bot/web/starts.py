"""Remembers which conversation a form began: the form sent twice begins one, and calls one person."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from bot.services.errors import UnknownSessionError

_MOST: Final = 1_000  # in all; each is a few hundred bytes
_KEPT: Final = 600.0  # seconds for which a reload still finds the conversation; in memory only, as a token is in it


@dataclass(frozen=True, slots=True)
class _Begun:
    at: float
    conversation: str
    token: str  # empty once it is forgotten


class Starts:
    """Of one process. Where two share the work, a doubled form may begin two conversations, and the first stays empty."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._begun: dict[str, _Begun] = {}

    def once(self, form: str, begin: Callable[[], tuple[str, str]]) -> tuple[str, str]:
        """Conversation and token of this form; `begin` makes them where it was not sent before.

        Raises UnknownSessionError for a form whose conversation was left, or began too long ago: "back" must not begin another.
        """
        with self._lock:  # held while one begins: the second tap of two waits for the first
            self._forget_old()
            if form not in self._begun:
                self._begun[form] = _Begun(self._clock(), *begin())
            begun = self._begun[form]
        if not begun.token:
            raise UnknownSessionError
        return begun.conversation, begun.token

    def forget(self, conversation_id: str) -> None:
        """Its session has ended: the token is of no use to anybody."""
        with self._lock:
            self._begun = {
                form: _forgotten(one) if one.conversation == conversation_id else one for form, one in self._begun.items()
            }

    def __len__(self) -> int:
        return len(self._begun)

    def _forget_old(self) -> None:
        until = self._clock() - _KEPT
        newest = list(self._begun.items())[-_MOST + 1 :]
        self._begun = {form: one if one.at > until else _forgotten(one) for form, one in newest}


def _forgotten(begun: _Begun) -> _Begun:
    return _Begun(begun.at, begun.conversation, "")
