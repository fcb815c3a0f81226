"""Lets counsellors in by the cookie of their browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from bot.console.face import Face, TheFace
from bot.console.settings import ConsoleSettings
from bot.edge.wire import TOKEN
from bot.services.account_errors import SecondFactorNeededError
from bot.services.errors import UnknownSessionError
from bot.services.ports import Counsellor
from bot.services.records import CounsellorSession
from bot.services.sign_in import must_set_up, open_session_of


def cookie_name(settings: ConsoleSettings) -> str:
    """With the prefix browsers accept the cookie only for this host, with Secure, for all paths."""
    return "__Host-unhook_console" if settings.secure_cookies else "unhook_console"


def give_cookie(response: Response, settings: ConsoleSettings, token: str) -> None:
    """Set the cookie. It has no date: it goes with the browser, and the server ends it earlier."""
    response.set_cookie(cookie_name(settings), token, path="/", httponly=True, samesite="strict", secure=settings.secure_cookies)


def take_cookie(response: Response, settings: ConsoleSettings) -> None:
    """Remove the cookie."""
    response.delete_cookie(cookie_name(settings), path="/", httponly=True, samesite="strict", secure=settings.secure_cookies)


def token_of(request: Request, face: Face) -> str:
    """The token in the cookie. Raises UnknownSessionError when there is none that could be ours."""
    token = request.cookies.get(cookie_name(face.settings), "")
    if not TOKEN.fullmatch(token):
        raise UnknownSessionError
    return token


def half_signed_in(request: Request, face: TheFace) -> CounsellorSession:
    """The session, also one that can only set up a second factor: for signing out and the own account. UnknownSessionError."""
    return open_session_of(face.deps, token_of(request, face))


TheSession = Annotated[CounsellorSession, Depends(half_signed_in)]


async def signed_in(face: TheFace, session: TheSession) -> Counsellor:
    """Who is signed in. Raises UnknownSessionError, SecondFactorNeededError. Every route needs it, but for those named above.

    Asks no database, so it needs no thread of its own: of fifty who claim at once each would wait for one more.
    """
    if must_set_up(face.deps, session):
        raise SecondFactorNeededError
    return session.counsellor


TheCounsellor = Annotated[Counsellor, Depends(signed_in)]
