"""Whom a command is about, or who answers for it: a member of staff, by name."""

from __future__ import annotations

from bot.services.account_errors import UnknownStaffError
from bot.services.ports import Counsellor, Deps


def staff_named(deps: Deps, name: str) -> Counsellor:
    """The member of staff of this name, in whatever capitals and spaces. Raises UnknownStaffError."""
    with deps.store.read() as tx:
        found = tx.counsellor_by_name(" ".join(name.split()))
    if found is None:
        raise UnknownStaffError
    return found[0]
