"""The door for somebody who was invited: what the link is for, and the password they set with it.

The token is in the fragment of the link, which no browser sends to a server, and comes here in a body: it is in no log.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from bot.console.browser import TheBrowser
from bot.console.face import TheFace
from bot.console.proof_body import Ticket
from bot.console.sign_in import enter
from bot.console.site import TheSite
from bot.edge.wire import Body, CleanText
from bot.services.invite import join, whose_invitation

open_router = APIRouter(tags=["invitations"])  # the token is the key


class LookBody(Body):
    """The token of a link."""

    token: Ticket


class JoinBody(Body):
    """The same, and the password of their choice."""

    token: Ticket
    password: Annotated[CleanText, Field(max_length=1000)]


@open_router.post("/api/invitations/look")
def look(body: LookBody, face: TheFace) -> dict[str, Any]:
    """Who is invited, and as what."""
    counsellor = whose_invitation(face.deps, body.token)
    return {"name": counsellor.name, "role": counsellor.role.value, "min_password": face.deps.settings.min_password}


@open_router.post("/api/invitations/accept")
async def accept(body: JoinBody, response: Response, face: TheFace, browser: TheBrowser, site: TheSite) -> dict[str, Any]:
    """Set the password and come in. The link is used up."""
    entry = await run_in_threadpool(join, face.deps, body.token, body.password, browser)
    return enter(response, face, entry, site)
