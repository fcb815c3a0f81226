"""Tells the duty contact by a webhook: one POST with JSON, as team chats and paging services take it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import httpx2

from bot.duty.errors import BadDutySettingError
from bot.duty.words import Sender, lines
from bot.services.tell_duty_contact import Notice

TIMEOUT: Final = 10.0  # seconds
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_OK: Final = range(200, 300)


class RefusedError(Exception):
    """The other side answered, and not with a yes. A redirect is no yes: it might lead to anybody."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """One way to the duty contact. Implements bot.services.tell_duty_contact.DutyWay."""

    url: str = field(repr=False)  # whoever has it can write there
    sender: Sender
    name: str = "webhook"
    told: Literal["mailed_at", "posted_at"] = "posted_at"

    def __post_init__(self) -> None:
        """Raises BadDutySettingError, which does not repeat the address."""
        try:
            parts = urlsplit(self.url)
            host, scheme = parts.hostname, parts.scheme
        except ValueError:
            host, scheme = None, ""
        if not host or not (scheme == "https" or (scheme == "http" and host in _LOCAL)):
            problem = "is not an address that begins with https"
            raise BadDutySettingError("UNHOOK_DUTY_WEBHOOK", problem, "an https address; http only on this machine")

    def tell(self, notice: Notice | None) -> None:
        """Post it. Raises httpx2.HTTPError, RefusedError."""
        answer = httpx2.post(self.url, json=self._told(notice), timeout=TIMEOUT, follow_redirects=False)
        if answer.status_code not in _OK:
            raise RefusedError

    def _told(self, notice: Notice | None) -> dict[str, Any]:
        told = {"waiting": notice.waiting, "tier": notice.tier.name, "since": notice.since.isoformat()} if notice else {}
        return {
            "event": "alarm" if notice else "test",
            "helpline": self.sender.operator,
            **told,
            "console": self.sender.console,
            "text": "\n".join(lines(notice, self.sender)),
        }
