"""Refuses unsafe requests that another site's page made the browser send."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.edge.bodies import SAFE_METHODS
from bot.edge.refusals import Refusals


class SameOrigin:
    """Asks the browser itself: Sec-Fetch-Site, and where it is not sent or says "none", an Origin that is this host."""

    def __init__(self, app: ASGIApp, refusals: Refusals) -> None:
        self._app = app
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let safe methods and our own pages through."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and not is_own_page(Headers(scope=scope)):
            await self._refusals.answer(403, "other_site")(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_own_page(headers: Headers) -> bool:
    """Whether the request comes from a page of this host. Proof is needed: a request that tells nothing is refused."""
    site = headers.get("sec-fetch-site")
    if site == "same-origin":
        return True
    return site in (None, "none") and _is_host(headers.get("origin", ""), headers.get("host", ""))


def _is_host(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc.casefold() == host.casefold()
