"""Who hears what training is doing: Rasa builds the classifier itself, so nothing can be handed to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener: ContextVar[Callable[[str], None] | None] = ContextVar("training_progress", default=None)


def say(what: str) -> None:
    """Tell whoever listens."""
    if listener := _listener.get():
        listener(what)


@contextmanager
def heard_by(listener: Callable[[str], None]) -> Iterator[None]:
    """Let `listener` hear everything that is said inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
