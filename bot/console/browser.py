"""The cookie by which a browser is known again. It holds no name and opens nothing."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from bot.console.face import TheFace
from bot.console.session import give_cookie
from bot.console.settings import ConsoleSettings
from bot.edge.wire import TOKEN
from bot.services.enter import Entry
from bot.services.ports import Deps


def browser_cookie(settings: ConsoleSettings) -> str:
    """Its name; the prefix as for the session's."""
    return "__Host-unhook_browser" if settings.secure_cookies else "unhook_browser"


def _browser(request: Request, face: TheFace) -> str | None:
    token = request.cookies.get(browser_cookie(face.settings), "")
    return token if TOKEN.fullmatch(token) else None


TheBrowser = Annotated[str | None, Depends(_browser)]


def let_in(response: Response, deps: Deps, settings: ConsoleSettings, entry: Entry) -> None:
    """Give the browser its cookies, where a session was opened."""
    if entry.token is None or entry.browser is None:
        return
    give_cookie(response, settings, entry.token)
    response.set_cookie(
        browser_cookie(settings),
        entry.browser,
        max_age=int(deps.settings.known_browser.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict",
        secure=settings.secure_cookies,
    )
