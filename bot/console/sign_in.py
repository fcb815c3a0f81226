"""Signs counsellors in and out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from bot.console.cards import counsellor_json
from bot.console.face import TheFace
from bot.console.session import TheCounsellor, give_cookie, take_cookie, token_of
from bot.edge.wire import Body, CleanText
from bot.services import sign_in as use_case

router = APIRouter(tags=["session"])
open_router = APIRouter(tags=["session"])  # the only route of the API that needs no session


class SignInBody(Body):
    """A first name and a password."""

    name: Annotated[CleanText, Field(max_length=200)]
    password: Annotated[CleanText, Field(max_length=1000)]


@open_router.post("/api/sign-in")
async def sign_in(body: SignInBody, response: Response, face: TheFace) -> dict[str, Any]:
    """Open a session. Which of name and password was wrong is not told, not even by the time it takes."""
    await face.tries.slow_down(body.name)
    counsellor, token = await run_in_threadpool(use_case.sign_in, face.deps, body.name, body.password)
    face.tries.forget(body.name)
    give_cookie(response, face.settings, token)
    return {"counsellor": counsellor_json(counsellor)}


@router.post("/api/sign-out", status_code=204)
def sign_out(request: Request, face: TheFace, counsellor: TheCounsellor) -> Response:
    """End the session here and on the server."""
    use_case.sign_out(face.deps, token_of(request, face))
    face.opened.forget(counsellor.id)
    response = Response(status_code=204)
    take_cookie(response, face.settings)
    return response


@router.get("/api/me")
def me(counsellor: TheCounsellor) -> dict[str, Any]:
    """Who is signed in here."""
    return {"counsellor": counsellor_json(counsellor)}
