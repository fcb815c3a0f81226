"""Second factors of the own account: an authenticator app, passkeys, recovery codes."""

from __future__ import annotations

from typing import Annotated, Any

import segno
from fastapi import APIRouter, Path, Response
from pydantic import Field
from webauthn import base64url_to_bytes

from bot.console.face import TheFace
from bot.console.proof_body import Ticket
from bot.console.session import TheSession
from bot.console.site import TheSite
from bot.edge.wire import Body, CleanText
from bot.services import second_factors as use_case
from bot.services.account_errors import UnknownFactorError
from bot.services.totp import address_for_app

router = APIRouter(tags=["second factors"])


class CodeBody(Body):
    """The first code of a new authenticator app."""

    ticket: Ticket
    code: Annotated[CleanText, Field(max_length=100)]


class PasskeyBody(Body):
    """What a device answered, and what its owner calls it."""

    ticket: Ticket
    name: Annotated[CleanText, Field(max_length=200)] = ""
    answer: dict[str, Any]


@router.post("/api/account/totp")
def begin_totp(face: TheFace, session: TheSession) -> dict[str, Any]:
    """A secret for an authenticator app, as a QR code (an SVG in a data: address) and in letters."""
    begun = use_case.begin_totp(face.deps, session)
    address = address_for_app(begun.secret, session.counsellor.name, face.settings.name or "Unhook")
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff", dark="#000")
    return {"ticket": begun.ticket, "secret": begun.secret, "qr": picture}


@router.post("/api/account/totp/confirm")
def confirm_totp(body: CodeBody, face: TheFace, session: TheSession) -> dict[str, Any]:
    """Keep it, once the app shows the right code. With the first second factor come recovery codes, shown now and never again."""
    return _codes(use_case.confirm_totp(face.deps, session, body.ticket, body.code))


@router.post("/api/account/totp/remove", status_code=204)
def remove_totp(face: TheFace, session: TheSession) -> Response:
    """Take the authenticator app away."""
    use_case.remove_totp(face.deps, session)
    return Response(status_code=204)


@router.post("/api/account/passkeys")
def begin_passkey(face: TheFace, session: TheSession, site: TheSite) -> dict[str, Any]:
    """What the page hands to navigator.credentials.create."""
    begun = use_case.begin_passkey(face.deps, session, site)
    return {"ticket": begun.ticket, "options": begun.options}


@router.post("/api/account/passkeys/confirm")
def confirm_passkey(body: PasskeyBody, face: TheFace, session: TheSession, site: TheSite) -> dict[str, Any]:
    """Keep what the device made."""
    made = use_case.confirm_passkey(face.deps, session, site, ticket=body.ticket, answer=body.answer, name=body.name)
    return _codes(made)


@router.post("/api/account/passkeys/{passkey_id}/remove", status_code=204)
def remove_passkey(face: TheFace, session: TheSession, passkey_id: Annotated[str, Path(max_length=1400)]) -> Response:
    """Take a passkey away."""
    try:
        credential_id = base64url_to_bytes(passkey_id)
    except ValueError:
        raise UnknownFactorError from None
    use_case.remove_passkey(face.deps, session, credential_id)
    return Response(status_code=204)


@router.post("/api/account/recovery-codes")
def make_recovery_codes(face: TheFace, session: TheSession) -> dict[str, Any]:
    """New recovery codes instead of those before."""
    return _codes(use_case.make_recovery_codes(face.deps, session))


def _codes(codes: tuple[str, ...]) -> dict[str, Any]:
    return {"recovery_codes": list(codes)}
