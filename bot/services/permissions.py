"""What each role may do. The one table; every route that needs more than being signed in asks it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bot.services.errors import NotAllowedError
from bot.services.records import Counsellor, Role


class Permission(StrEnum):
    """One thing that not everybody may do."""

    COUNSEL = "counsel"  # accept a conversation and answer in it
    READ_ALL = "read_all"  # read conversations of others, and those with the bot
    STEP_IN = "step_in"  # take a conversation from a colleague or the bot, whisper
    REVIEW = "review"  # rate conversations again, see the board, reports and incidents
    STAFF = "staff"  # invite, reset, disable
    AUDIT = "audit"  # read the audit log
    EXPORT = "export"
    DESCRIBE = "describe"  # read the description of the console's API


_COUNSELLOR: Final = frozenset({Permission.COUNSEL})
_SUPERVISOR: Final = _COUNSELLOR | {Permission.READ_ALL, Permission.STEP_IN, Permission.REVIEW, Permission.EXPORT}
PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    Role.COUNSELLOR: _COUNSELLOR,
    Role.SUPERVISOR: _SUPERVISOR | {Permission.STAFF},
    Role.ADMINISTRATOR: frozenset(Permission),  # in a small helpline this is the one who does everything; the audit log sees it
}


def may(counsellor: Counsellor, permission: Permission) -> bool:
    """Whether their role allows it."""
    return permission in PERMISSIONS[counsellor.role]


def require(counsellor: Counsellor, permission: Permission) -> None:
    """Raises NotAllowedError, which both faces answer with 403."""
    if not may(counsellor, permission):
        raise NotAllowedError


def may_manage(counsellor: Counsellor, role: Role) -> bool:
    """Whether they may give this role, or change who has it: nobody makes somebody who may do more than they may."""
    return may(counsellor, Permission.STAFF) and PERMISSIONS[role] <= PERMISSIONS[counsellor.role]
