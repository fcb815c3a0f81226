"""The rows of second factors: a sealed secret, keyed hashes of recovery codes, the public halves of passkeys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.services.account_records import Factors, Passkey, Totp
from bot.store import schema
from bot.store.rows import Rows
from bot.store.schema_accounts import passkeys, recovery_codes

_STAFF: Final = schema.counsellors


class SecondFactors(Rows):
    """Implements bot.services.transaction_accounts.FactorRows."""

    def factors(self, counsellor_id: str) -> Factors:
        """What an account has."""
        totp = select(_STAFF.c.totp_secret.is_not(None)).where(_STAFF.c.id == counsellor_id)
        keys = select(passkeys).where(passkeys.c.counsellor_id == counsellor_id).order_by(passkeys.c.created_at)
        codes = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.counsellor_id == counsellor_id)
        return Factors(
            totp=bool(self._connection.execute(totp).scalar_one_or_none()),
            passkeys=tuple(_passkey(row) for row in self._connection.execute(keys)),
            recovery_codes=self._connection.execute(codes).scalar_one(),
        )

    def totp(self, counsellor_id: str) -> Totp | None:
        """The secret of the authenticator app."""
        query = select(_STAFF.c.totp_secret, _STAFF.c.totp_step).where(_STAFF.c.id == counsellor_id)
        row = self._connection.execute(query).one_or_none()
        if row is None or row.totp_secret is None:
            return None
        return Totp(self._master_keys.unseal_secret(row.totp_secret, totp_place(counsellor_id)).decode(), row.totp_step)

    def set_totp(self, counsellor_id: str, secret: str | None) -> None:
        """Store a secret instead of the one before; None takes it away."""
        sealed = self._master_keys.seal_secret(secret.encode(), totp_place(counsellor_id)) if secret else None
        here = _STAFF.c.id == counsellor_id
        self._connection.execute(update(_STAFF).where(here).values(totp_secret=sealed, totp_step=None))

    def use_totp_step(self, counsellor_id: str, step: int) -> bool:
        """Note that the code of a time step was used; False when that step, or a later one, was used before."""
        unused = (_STAFF.c.id == counsellor_id) & or_(_STAFF.c.totp_step.is_(None), _STAFF.c.totp_step < step)
        return self._connection.execute(update(_STAFF).where(unused).values(totp_step=step)).rowcount > 0

    def set_recovery_codes(self, counsellor_id: str, codes: Sequence[str]) -> None:
        """Store the hashes of these instead of those before."""
        self._connection.execute(delete(recovery_codes).where(recovery_codes.c.counsellor_id == counsellor_id))
        hashes = [self._master_keys.recovery_code_hash(counsellor_id, code) for code in codes]
        rows = [{"counsellor_id": counsellor_id, "code_hash": one} for one in hashes]
        if rows:
            self._connection.execute(insert(recovery_codes), rows)

    def use_recovery_code(self, counsellor_id: str, code: str) -> bool:
        """Whether the code is one of theirs; from here on it is none."""
        hashes = self._master_keys.recovery_code_hashes(counsellor_id, code)
        theirs = (recovery_codes.c.counsellor_id == counsellor_id) & recovery_codes.c.code_hash.in_(hashes)
        return self._connection.execute(delete(recovery_codes).where(theirs)).rowcount > 0

    def add_passkey(self, passkey: Passkey) -> bool:
        """Store one; False when it is known already."""
        row = {name: getattr(passkey, name) for name in Passkey.__dataclass_fields__}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(passkeys), row)
        except IntegrityError:
            return False
        return True

    def use_passkey(self, credential_id: bytes, sign_count: int, at: datetime) -> None:
        """Note that it was used."""
        here = passkeys.c.credential_id == credential_id
        self._connection.execute(update(passkeys).where(here).values(sign_count=sign_count, used_at=at))

    def remove_passkey(self, counsellor_id: str, credential_id: bytes) -> bool:
        """Take one away; False when this member of staff has no such passkey."""
        theirs = (passkeys.c.counsellor_id == counsellor_id) & (passkeys.c.credential_id == credential_id)
        return self._connection.execute(delete(passkeys).where(theirs)).rowcount > 0

    def remove_factors(self, counsellor_id: str) -> None:
        """Take all second factors and recovery codes away."""
        self.set_totp(counsellor_id, None)
        self.set_recovery_codes(counsellor_id, ())
        self._connection.execute(delete(passkeys).where(passkeys.c.counsellor_id == counsellor_id))


def totp_place(counsellor_id: str) -> str:
    """Where a secret of an authenticator app belongs: moved to another account, it opens no more."""
    return f"totp|{counsellor_id}"


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(row.credential_id, row.counsellor_id, row.public_key, row.sign_count, row.name, row.created_at, row.used_at)
