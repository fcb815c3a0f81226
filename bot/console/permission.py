"""The one dependency that asks whether a role may: bot/services/permissions.py is the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Depends

from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.services.audit import Action, note_in_audit
from bot.services.errors import NotAllowedError
from bot.services.permissions import Permission, may


def needs(permission: Permission) -> Any:
    """For `dependencies=[…]` of a route: others than those whose role has this permission get a 403, and a line in the log."""
    return Depends(_check(permission))


def _check(permission: Permission) -> Callable[..., None]:
    def check(face: TheFace, counsellor: TheCounsellor) -> None:
        if may(counsellor, permission):
            return
        with face.deps.store.write() as tx:
            note_in_audit(tx, counsellor, Action.REFUSED, face.deps.clock(), about=permission.value)
        raise NotAllowedError

    return check
