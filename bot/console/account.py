"""The own account: browsers that are signed in, the password, proving once more who one is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from bot.console.account_json import factors_json, session_json, step_json
from bot.console.face import TheFace
from bot.console.proof_body import ProofBody
from bot.console.session import TheSession
from bot.console.site import TheSite
from bot.edge.wire import Body, CleanText
from bot.services.own_account import change_password, end_other_sessions, end_session, own_sessions
from bot.services.proofs import Way
from bot.services.prove_again import begin_proof, prove_by_password, prove_by_second_factor
from bot.services.sign_in import is_fresh, must_set_up

router = APIRouter(tags=["account"])
Password = Annotated[CleanText, Field(max_length=1000)]


class PasswordBody(Body):
    """The password of one's own account."""

    password: Password


class NewPasswordBody(Body):
    """The password that holds, and the one that shall."""

    current: Password
    new: Password


@router.get("/api/account")
def read(face: TheFace, session: TheSession) -> dict[str, Any]:
    """Second factors, signed-in browsers, and whether a change needs a proof first."""
    with face.deps.store.read() as tx:
        factors = tx.factors(session.counsellor.id)
    return {
        "factors": factors_json(factors),
        "sessions": [session_json(one, this=one.token_hash == session.token_hash) for one in own_sessions(face.deps, session)],
        "fresh": is_fresh(face.deps, session),
        "required": face.deps.settings.second_factor_required,
        "must_set_up": must_set_up(face.deps, session),
        "has_password": session.counsellor.has_password,
        "sso": session.counsellor.sso_subject is not None,
    }


@router.post("/api/account/prove/begin")
def begin(face: TheFace, session: TheSession, site: TheSite) -> dict[str, Any]:
    """Which second factors there are to prove with, and a ticket. Without any, the password proves it."""
    return step_json(begin_proof(face.deps, session), site)


@router.post("/api/account/prove/password", status_code=204)
async def prove_password(body: PasswordBody, face: TheFace, session: TheSession) -> Response:
    """Prove it by the password, where the account has no second factor."""
    key = face.tries.key(f"prove {session.counsellor.id}")
    await face.tries.slow_down(key)
    await run_in_threadpool(prove_by_password, face.deps, session, body.password)
    face.tries.forget(key)
    return Response(status_code=204)


@router.post("/api/account/prove", status_code=204)
def prove(body: ProofBody, face: TheFace, session: TheSession, site: TheSite) -> Response:
    """Prove it by a second factor."""
    key = face.codes.key(f"prove {session.counsellor.id}")
    if body.way is Way.CODE:
        face.codes.take(key)
    prove_by_second_factor(face.deps, session, body.ticket, body.proof(site))
    if body.way is Way.CODE:
        face.codes.give_back(key)
    return Response(status_code=204)


@router.post("/api/account/password", status_code=204)
async def new_password(body: NewPasswordBody, face: TheFace, session: TheSession) -> Response:
    """Change the password; every other browser is signed out."""
    key = face.tries.key(f"prove {session.counsellor.id}")
    await face.tries.slow_down(key)
    await run_in_threadpool(change_password, face.deps, session, body.current, body.new)
    face.tries.forget(key)
    return Response(status_code=204)


@router.post("/api/account/sessions/end-others", status_code=204)
def end_others(face: TheFace, session: TheSession) -> Response:
    """Sign every other browser out."""
    end_other_sessions(face.deps, session)
    return Response(status_code=204)


@router.post("/api/account/sessions/{handle}/end", status_code=204)
def end_one(face: TheFace, session: TheSession, handle: Annotated[str, Path(max_length=64)]) -> Response:
    """Sign one browser out."""
    end_session(face.deps, session, handle)
    return Response(status_code=204)
