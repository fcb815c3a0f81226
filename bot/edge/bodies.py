"""Refuses bodies before they are read: too big, or not JSON. A picture is not even received."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.edge.refusals import Refusals, RefusedError

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
FORM: Final = "application/x-www-form-urlencoded"
_MEDIA: Final = ("image/", "video/", "audio/", "multipart/")


class BodyLimit:
    """Refuses a body above the limit, by its announced length and, where none is announced, while it arrives."""

    def __init__(self, app: ASGIApp, refusals: Refusals, limit: int) -> None:
        self._app = app
        self._refusals = refusals
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the length; count what arrives."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _announced(scope) > self._limit:
            await self._refusals.answer(413, "too_long")(scope, receive, send)
            return
        arrived = 0

        async def counting_receive() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self._limit:
                raise RefusedError(413, "too_long")
            return message

        await self._app(scope, counting_receive, send)


class JsonOnly:
    """Lets only JSON bodies in. Browsers cannot send it across sites unasked, and no picture can hide in it.

    The one path for forms is safe from other sites for another reason: whoever posts there must know the token.
    """

    def __init__(self, app: ASGIApp, refusals: Refusals, text_allowed: str = "", form_allowed: str = "") -> None:
        self._app = app
        self._refusals = refusals
        self._text_allowed = text_allowed  # the end of a path that also takes text/plain: what sendBeacon sends
        self._form_allowed = form_allowed  # the one path that takes what a form without JavaScript sends

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse kindly where it is media, plainly where it is something else."""
        code = self._fault(scope) if scope["type"] == "http" else None
        if code:
            await self._refusals.answer(415, code)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _fault(self, scope: Scope) -> str | None:
        if scope["method"] in SAFE_METHODS:
            return None
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json" or (not kind and _has_no_body(headers)):
            return None
        if kind == "text/plain" and self._text_allowed and scope["path"].endswith(self._text_allowed):
            return None
        if kind == FORM and scope["path"] == self._form_allowed:
            return None
        return "image_refused" if kind.startswith(_MEDIA) else "not_json"


def _has_no_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isascii() and length.isdecimal() and len(length) < 16 else 0  # noqa: PLR2004 - beyond any file
