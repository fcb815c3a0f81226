"""Passkeys: asks a browser for one, and checks what its device answers. The device's user is verified, always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.services.account_records import Passkey
from bot.services.records import Counsellor

VERIFIED: Final = UserVerificationRequirement.REQUIRED  # a finger, a face or a PIN: finding the device is not enough
Answer = dict[str, Any]  # a PublicKeyCredential as the page writes it: JSON, bytes in base64url


@dataclass(frozen=True, slots=True)
class Site:
    """Where a passkey is good: the host it belongs to, and the address a page must have to use it."""

    rp_id: str
    origin: str
    name: str = "Unhook"


def registration_options(site: Site, counsellor: Counsellor, known: Sequence[Passkey], challenge: bytes) -> dict[str, Any]:
    """What the page hands to navigator.credentials.create."""
    options = generate_registration_options(
        rp_id=site.rp_id,
        rp_name=site.name,
        user_id=counsellor.id.encode(),
        user_name=counsellor.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=VERIFIED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in known],
    )
    return options_to_json_dict(options)


def request_options(site: Site, known: Sequence[Passkey], challenge: bytes) -> dict[str, Any]:
    """What the page hands to navigator.credentials.get."""
    options = generate_authentication_options(
        rp_id=site.rp_id,
        challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in known],
        user_verification=VERIFIED,
    )
    return options_to_json_dict(options)


def read_new_passkey(
    site: Site, answer: Answer, challenge: bytes, *, counsellor_id: str, name: str, now: datetime
) -> Passkey | None:
    """The passkey a device made for this challenge, on this site; None when it is not one."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001  the parsers raise many kinds; whatever is wrong with what a browser sent is a refusal
        return None
    return Passkey(made.credential_id, counsellor_id, made.credential_public_key, made.sign_count, name, now)


def new_sign_count(site: Site, passkey: Passkey, answer: Answer, challenge: bytes) -> int | None:
    """How often the passkey was used, its own count, when it signed this challenge on this site; None when it did not.

    A count that does not grow is refused: the key was copied.
    """
    try:
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001  as above
        return None
    return used.new_sign_count


def credential_id_of(answer: Answer) -> bytes:
    """Which passkey an answer says it comes from; empty where it says none."""
    try:
        return base64url_to_bytes(answer["id"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return b""
