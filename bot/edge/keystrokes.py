"""Carries "is typing" over the doorbell, which takes a number and nothing else. It is never stored."""

from __future__ import annotations

from enum import IntEnum

from bot.services.ports import Deps


class Typist(IntEnum):
    """Who types. The number is what travels, negative when they have stopped."""

    YOUNG_PERSON = 1
    COUNSELLOR = 2


def tell_typing(deps: Deps, conversation_id: str, typist: Typist, *, typing: bool) -> None:
    """Ring for whoever looks at this conversation now."""
    deps.doorbell.ring("typing", conversation_id, int(typist) if typing else -int(typist))


def is_typing(rung: int, typist: Typist) -> bool | None:
    """What a ring says of one typist; None when it is about the other."""
    return rung > 0 if abs(rung) == typist else None
