"""Puts the security headers on every answer: pages, files, errors and streams."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Features a support chat never needs. A page that cannot open the camera cannot be talked into opening it.
_SWITCHED_OFF: Final = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip

_PASSKEYS: Final = {"publickey-credentials-create", "publickey-credentials-get"}

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types 'none'"
)
# For pages of plain forms: no script at all, and forms that lead back to us.
_FORM_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
_TWO_YEARS: Final = 63_072_000


def security_headers(*, frame_ancestors: str, https: bool, passkeys: bool = False) -> dict[str, str]:
    """The table. `frame_ancestors` is a Content-Security-Policy source list: who may show the page in a frame.

    `passkeys`: whether people sign in with them on these pages.
    """
    if re.search(r"[;,\r\n]|[^\x20-\x7e]", frame_ancestors) or not frame_ancestors.strip():
        raise ValueError("frame_ancestors is not a Content-Security-Policy source list")
    table = {
        "Content-Security-Policy": _POLICY.format(ancestors=frame_ancestors),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{one}=({'self' if passkeys and one in _PASSKEYS else ''})" for one in _SWITCHED_OFF),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
        "X-DNS-Prefetch-Control": "off",
    }
    if frame_ancestors == "'none'":
        table["X-Frame-Options"] = "DENY"  # for browsers that do not know frame-ancestors; it cannot name sites
    if https:
        table["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}; includeSubDomains"
    return table


def form_policy(frame_ancestors: str) -> str:
    """The Content-Security-Policy of a page that works without JavaScript."""
    return _FORM_POLICY.format(ancestors=frame_ancestors)


class SecurityHeaders:
    """The outermost middleware, so that answers of the other middleware carry the headers too."""

    def __init__(self, app: ASGIApp, table: Mapping[str, str]) -> None:
        self._app = app
        self._table = table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap `send`; the first part of every answer gets the table, but for what its route has set itself.

        What is not a file under /static is never kept, unless its route says so.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._table.items():
                    headers.setdefault(name, value)
                # Built files have no hash in their names, so they are asked for each time and answered with 304.
                kept = scope["path"].startswith("/static/") and message["status"] in (200, 206, 304)
                headers.setdefault("Cache-Control", "no-cache" if kept else "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)
