"""Signs counsellors in, in one step or two, and out."""

from __future__ import annotations

import logging
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from bot.console.account_json import me_json, step_json
from bot.console.browser import TheBrowser, let_in
from bot.console.face import Face, TheFace
from bot.console.proof_body import ProofBody
from bot.console.session import TheSession, take_cookie, token_of
from bot.console.site import TheSite
from bot.edge.wire import Body, CleanText
from bot.services import sign_in as use_case
from bot.services.enter import Entry
from bot.services.errors import SignInFailedError
from bot.services.known_browsers import recognise, recognise_id
from bot.services.passkeys import Site
from bot.services.proofs import Way

_log = logging.getLogger(__name__)

router = APIRouter(tags=["session"])
open_router = APIRouter(tags=["session"])  # needs no session


class SignInBody(Body):
    """A first name and a password."""

    name: Annotated[CleanText, Field(max_length=200)]
    password: Annotated[CleanText, Field(max_length=1000)]


@open_router.post("/api/sign-in")
async def sign_in(body: SignInBody, response: Response, face: TheFace, browser: TheBrowser, site: TheSite) -> dict[str, Any]:
    """The first step. Which of name and password was wrong is not told, not even by the time it takes."""
    known = await run_in_threadpool(recognise, face.deps, body.name, browser)
    key = face.tries.key(body.name, browser if known else None)
    await face.tries.slow_down(key)
    try:
        entry = await run_in_threadpool(use_case.sign_in, face.deps, body.name, body.password, browser)
    except SignInFailedError:
        _log.warning("sign_in_failed")  # not the name: a password is often typed there
        raise
    face.tries.forget(key)
    return enter(response, face, entry, site)


@open_router.post("/api/sign-in/second")
def second_step(body: ProofBody, response: Response, face: TheFace, browser: TheBrowser, site: TheSite) -> dict[str, Any]:
    """The second step: a code, a passkey or a recovery code, with the ticket of the first."""
    if body.way is not Way.CODE:  # only a code is short enough to be guessed; others are few enough by their ticket
        return enter(response, face, use_case.second_step(face.deps, body.ticket, body.proof(site), browser), site)
    counsellor_id = use_case.whose_ticket(face.deps, body.ticket) or body.ticket
    key = face.codes.key(counsellor_id, browser if recognise_id(face.deps, counsellor_id, browser) else None)
    face.codes.take(key)
    entry = use_case.second_step(face.deps, body.ticket, body.proof(site), browser)
    face.codes.give_back(key)
    return enter(response, face, entry, site)


def enter(response: Response, face: Face, entry: Entry, site: Site) -> dict[str, Any]:
    """What the page is told: that it is in, or what is asked next."""
    if entry.ticket:
        return {"second_step": step_json(entry, site)}
    let_in(response, face.deps, face.settings, entry)
    must = face.deps.settings.second_factor_required and not entry.second_factor
    return {"counsellor": me_json(entry.counsellor, entry.factors, must_set_up=must)}


@router.post("/api/sign-out", status_code=204)
def sign_out(request: Request, face: TheFace, session: TheSession) -> Response:
    """End the session here and on the server."""
    use_case.sign_out(face.deps, token_of(request, face))
    face.opened.forget(session.counsellor.id)
    response = Response(status_code=204)
    take_cookie(response, face.settings)
    return response


@router.get("/api/me")
def me(face: TheFace, session: TheSession) -> dict[str, Any]:
    """Who is signed in here, and what they may do."""
    with face.deps.store.read() as tx:
        factors = tx.factors(session.counsellor.id)
    return {"counsellor": me_json(session.counsellor, factors, must_set_up=use_case.must_set_up(face.deps, session))}
