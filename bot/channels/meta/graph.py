"""Speaks Meta's Graph API: the token in a header, a proof that it is used by us, and errors in words of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from bot.channels.channel import RefusedKeyError, TryLaterError
from bot.channels.http import Platform, seconds
from bot.channels.meta.codes import meaning
from bot.channels.meta.hook import keyed_hash
from bot.channels.reading import json_of, mapping, objects

_NOT_OURS: Final = "GraphMethodException"  # the node is not there for this token, or the proof is not of this app's secret


class Graph(Platform):
    """One token's way to Graph. `api`: its address, with the version."""

    def __init__(self, api: str, *, token: str, secret: str) -> None:
        super().__init__(api, {"Authorization": f"Bearer {token}"})
        self._proof = f"appsecret_proof={keyed_hash(secret.encode(), token.encode())}"

    def tell(self, node: str, what: Mapping[str, Any]) -> Mapping[str, Any]:
        """Post to a node's messages. Raises SendError."""
        return mapping(self.post(f"/{node}/messages?{self._proof}", json=what))

    def look_up(self, node: str, fields: str) -> Mapping[str, Any]:
        """Some fields of a node. Raises SendError."""
        return mapping(self.get(f"/{node}?fields={fields}&{self._proof}"))

    def error(self, status: int, told: Any, headers: Mapping[str, str]) -> Exception:
        """The codes in the body say more than the status."""
        error = mapping(told, "error")
        code, subcode = _whole(error.get("code")), _whole(error.get("error_subcode"))
        found = meaning(code, subcode)
        if found is TryLaterError or (found is None and error.get("is_transient") is True):
            return TryLaterError(_regained(headers) or seconds(headers.get("retry-after")))
        if found is None and error.get("type") == _NOT_OURS:
            return RefusedKeyError()
        return found() if found else super().error(status, told, headers)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _regained(headers: Mapping[str, str]) -> timedelta | None:
    """When a limit of this business ends, which Meta tells in minutes in a header of its own."""
    usage = mapping(json_of(headers.get("x-business-use-case-usage", "").encode()))
    told = [one.get("estimated_time_to_regain_access") for business in usage for one in objects(usage, business)]
    minutes = max((one for one in told if isinstance(one, int) and 0 < one < 24 * 60), default=0)
    return seconds(minutes * 60) if minutes else None
