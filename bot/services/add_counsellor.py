"""Adds a member of staff."""

from __future__ import annotations

from typing import Final

from bot.services.errors import BadNameError, NameTakenError, WeakPasswordError
from bot.services.passwords import hash_password
from bot.services.ports import Deps
from bot.services.records import Counsellor, Role
from bot.services.tokens import new_counsellor_id

_LONGEST_NAME: Final = 40  # it is shown to the young person in one line


def add_counsellor(deps: Deps, name: str, password: str, role: Role | str = Role.COUNSELLOR) -> Counsellor:
    """Add a counsellor under a first name. Raises BadNameError, WeakPasswordError, NameTakenError."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise BadNameError
    if len(password) < deps.settings.min_password:
        raise WeakPasswordError(deps.settings.min_password)
    password_hash = hash_password(password)
    counsellor = Counsellor(new_counsellor_id(), name, Role(role), deps.clock())
    with deps.store.write() as tx:
        if not tx.add_counsellor(counsellor, password_hash):
            raise NameTakenError
    return counsellor
