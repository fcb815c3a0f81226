"""Checks what somebody shows to prove who they are: a password, or one of the second factors of the account."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.services.passkeys import Answer, Site, credential_id_of, new_sign_count
from bot.services.ports import Deps
from bot.services.records import Counsellor
from bot.services.totp import step_of_code
from bot.services.transaction import Transaction


class Way(StrEnum):
    """How somebody proved who they are; the audit log says it too."""

    PASSWORD = "password"  # noqa: S105  the name of a way, not a password
    CODE = "code"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"
    INVITATION = "invitation"
    SSO = "sso"


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody shows as a second factor: a code, or what a device answered."""

    way: Way
    code: str = ""
    answer: Answer | None = None
    site: Site | None = None


def fits(deps: Deps, tx: Transaction, counsellor: Counsellor, proof: Proof, challenge: bytes) -> bool:
    """Whether a second factor is right; a code, a recovery code and a device's count are used up by it."""
    if proof.way is Way.CODE:
        totp = tx.totp(counsellor.id)
        step = step_of_code(totp, proof.code, deps.clock()) if totp else None
        return step is not None and tx.use_totp_step(counsellor.id, step)
    if proof.way is Way.RECOVERY_CODE:
        return tx.use_recovery_code(counsellor.id, canonical(proof.code))
    if proof.way is Way.PASSKEY and proof.answer is not None and proof.site is not None:
        return _passkey_fits(deps, tx, counsellor, proof.answer, proof.site, challenge)
    return False


def canonical(recovery_code: str) -> str:
    """A recovery code as it is hashed, however it was typed."""
    return "".join(letter for letter in recovery_code.upper() if letter.isalnum())


def _passkey_fits(deps: Deps, tx: Transaction, counsellor: Counsellor, answer: Answer, site: Site, challenge: bytes) -> bool:
    said = credential_id_of(answer)
    passkey = next((one for one in tx.factors(counsellor.id).passkeys if one.credential_id == said), None)
    count = new_sign_count(site, passkey, answer, challenge) if passkey and challenge else None
    if passkey is None or count is None:
        return False
    tx.use_passkey(passkey.credential_id, count, deps.clock())
    return True
