"""One way to speak with a platform: pooled, no redirects, a time limit, and errors in words of ours."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import httpx2

from bot.channels.channel import TIMEOUT, RefusedKeyError, RefusedMessageError, TryLaterError

_TOO_MANY: Final = 429
_KEY: Final = frozenset({401})
_LATER: Final = frozenset({408, 409, 425, _TOO_MANY})
_SERVER_FAULT: Final = 500
_LONGEST: Final = timedelta(hours=1)  # no platform keeps us away longer without looking again


class Platform:
    """A platform's interface for programs. Safe from several threads."""

    def __init__(self, base: str, headers: Mapping[str, str] | None = None) -> None:
        self._client = httpx2.Client(base_url=base, headers=dict(headers or {}), timeout=TIMEOUT, follow_redirects=False)

    def post(self, path: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Any:
        """Ask for something to be done; returns the JSON of the answer, or nothing. Raises SendError."""
        return self._ask("POST", path, json=json, data=form)

    def get(self, path: str) -> Any:
        """Look something up. Raises SendError."""
        return self._ask("GET", path)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _ask(self, method: str, path: str, **what: Any) -> Any:
        try:
            answer = self._client.request(method, path, **{name: value for name, value in what.items() if value is not None})
        except httpx2.HTTPError:  # what it says may hold the key, which is part of some addresses
            raise TryLaterError from None
        if answer.is_success:
            return as_json(answer)
        raise self.error(answer.status_code, as_json(answer), answer.headers)

    def error(self, status: int, told: Any, headers: Mapping[str, str]) -> Exception:
        """What a refusal means. Platforms that say more in the body override this."""
        del told
        if status in _KEY:
            return RefusedKeyError()
        if status in _LATER or status >= _SERVER_FAULT:
            return TryLaterError(seconds(headers.get("retry-after")))
        return RefusedMessageError(status)


def basic(name: str, secret: str) -> str:
    """The header of HTTP's basic authentication."""
    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()


def as_json(answer: httpx2.Response) -> Any:
    """The JSON of an answer; None where there is none."""
    try:
        return answer.json()
    except ValueError:
        return None


def seconds(told: object) -> timedelta | None:
    """How long a platform wants us to wait; None where it does not say so in seconds."""
    try:
        span = timedelta(seconds=float(str(told)))
    except (ValueError, OverflowError):
        return None
    return min(max(span, timedelta(0)), _LONGEST)
