"""Single sign-on: sends the browser to the identity provider and takes it back. Only where one is configured.

The way back is a plain navigation from another site, so it has no page to answer: it leads to the console's page, and the
fragment of that address, which is in no log, says what comes next.
"""

from __future__ import annotations

import logging
import secrets
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from bot.console.account_json import step_json
from bot.console.browser import TheBrowser, let_in
from bot.console.face import Face, TheFace
from bot.console.proof_body import Ticket
from bot.console.session import TheSession
from bot.console.settings import ConsoleSettings
from bot.console.site import TheSite, origin_of
from bot.edge.refusals import RefusedError
from bot.edge.wire import Body
from bot.services.errors import ServiceError
from bot.services.sign_in import look_at_step
from bot.services.sso import Sent, SsoFailedError, SsoProvider, begin_sso, connect_sso, disconnect_sso, finish_sso

_log = logging.getLogger(__name__)
_CALLBACK: Final = "/api/sign-in/sso/callback"
router = APIRouter(tags=["single sign-on"])
open_router = APIRouter(tags=["single sign-on"])


class InvitationBody(Body):
    """The token of an invitation's link."""

    token: Ticket


class StepBody(Body):
    """A ticket for the second step."""

    ticket: Ticket


@open_router.get("/api/ways")
def ways(face: TheFace) -> dict[str, Any]:
    """How one can sign in here, beside a password."""
    return {"sso": face.sso.name if face.sso else None}


@open_router.post("/api/sign-in/sso")
def begin(request: Request, response: Response, face: TheFace) -> dict[str, str]:
    """Where the page shall go."""
    return _send(response, face, begin_sso(face.deps, _provider(face), _way_back(request, face)))


@open_router.post("/api/invitations/sso")
def begin_to_join(body: InvitationBody, request: Request, response: Response, face: TheFace) -> dict[str, str]:
    """The same for somebody who was invited and needs no password."""
    sent = begin_sso(face.deps, _provider(face), _way_back(request, face), invitation=body.token)
    return _send(response, face, sent)


@router.post("/api/account/sso")
def begin_to_connect(request: Request, response: Response, face: TheFace, session: TheSession) -> dict[str, str]:
    """The same for somebody who has an account, to sign in so from then on."""
    return _send(response, face, connect_sso(face.deps, session, _provider(face), _way_back(request, face)))


@router.post("/api/account/sso/remove", status_code=204)
def disconnect(face: TheFace, session: TheSession) -> Response:
    """Sign in by password again."""
    disconnect_sso(face.deps, session)
    return Response(status_code=204)


@open_router.get(_CALLBACK, include_in_schema=False)
def come_back(
    request: Request,
    face: TheFace,
    browser: TheBrowser,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> RedirectResponse:
    """The provider has sent the browser back. It must be the one that was sent there."""
    sent = request.cookies.get(_cookie(face.settings), "")
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(_cookie(face.settings), path="/")
    try:
        if not state or not code or not secrets.compare_digest(sent.encode(), state.encode()):
            raise SsoFailedError("state")
        entry = finish_sso(face.deps, _provider(face), state, code, browser)
    except ServiceError as refused:
        if isinstance(refused, SsoFailedError):
            _log.warning("sso_failed", extra={"error": refused.kind})
        response.headers["Location"] = f"/#sso={refused.code}"
        return response
    if entry.ticket:
        response.headers["Location"] = f"/#step={entry.ticket}"
    let_in(response, face.deps, face.settings, entry)
    return response


@open_router.post("/api/sign-in/look")
def look(body: StepBody, face: TheFace, site: TheSite) -> dict[str, Any]:
    """What a ticket for the second step asks for: the page that came back from the provider holds nothing else."""
    return step_json(look_at_step(face.deps, body.ticket), site)


def _provider(face: Face) -> SsoProvider:
    if face.sso is None:
        raise RefusedError(404, "not_found")
    return face.sso


def _way_back(request: Request, face: Face) -> str:
    return origin_of(request, face) + _CALLBACK


def _send(response: Response, face: Face, sent: Sent) -> dict[str, str]:
    """Bind the way back to this browser. Lax: the way back comes from another site."""
    response.set_cookie(
        _cookie(face.settings),
        sent.state,
        max_age=int(face.deps.settings.ticket.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=face.settings.secure_cookies,
    )
    return {"address": sent.address}


def _cookie(settings: ConsoleSettings) -> str:
    return "__Host-unhook_sso" if settings.secure_cookies else "unhook_sso"
