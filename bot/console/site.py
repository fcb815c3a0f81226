"""The address of the console as its pages see it: passkeys belong to it, and links lead to it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from bot.console.face import Face, TheFace
from bot.services.passkeys import Site


def origin_of(request: Request, face: Face) -> str:
    """UNHOOK_CONSOLE_URL; where it is not set, the host that the browser asked for.

    The browser itself binds a passkey to the page's real host and signs its address, so a Host header that somebody made up
    only makes the check fail.
    """
    if face.settings.url:
        parts = urlsplit(face.settings.url)
        return f"{parts.scheme}://{parts.netloc}"
    scheme = "https" if face.settings.https else request.url.scheme
    return f"{scheme}://{request.headers.get('host', '')}"


def _site(request: Request, face: TheFace) -> Site:
    origin = origin_of(request, face)
    return Site(urlsplit(origin).hostname or "", origin, face.settings.name or "Unhook")


TheSite = Annotated[Site, Depends(_site)]
