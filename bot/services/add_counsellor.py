"""Adds a member of staff with a password, from the command line; others are invited (invite.py)."""

from __future__ import annotations

from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.services.errors import NameTakenError
from bot.services.password_rules import check_password
from bot.services.passwords import hash_password
from bot.services.ports import Deps
from bot.services.records import Counsellor, Role
from bot.services.staff_names import clean_name
from bot.services.tokens import new_counsellor_id


def add_counsellor(deps: Deps, name: str, password: str, role: Role | str = Role.COUNSELLOR) -> Counsellor:
    """Add a counsellor under a first name. Raises BadNameError, WeakPasswordError, NameTakenError."""
    name = clean_name(name)
    check_password(deps, password, name)
    password_hash = hash_password(password)
    counsellor = Counsellor(new_counsellor_id(), name, Role(role), deps.clock())
    with deps.store.write() as tx:
        if not tx.add_counsellor(counsellor, password_hash):
            raise NameTakenError
        note_in_audit(tx, SYSTEM, Action.INVITE, deps.clock(), about=counsellor.id)
    return counsellor
