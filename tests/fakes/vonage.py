"""Vonage's Messages API for SMS, as its pages describe it."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from datetime import UTC, datetime
from typing import Any, ClassVar

import jwt

from tests.fakes.platform import Asked, FakePlatform, Said, Webhook

KEY = "abcd1234"
SECRET = "a-secret-of-this-test"
SIGNING = "a-signing-secret-of-this-test-only-0123456789"
OURS = str(447_700_900_900)
MOST_TEXT = 1000


def error(status: int, kind: str, title: str, detail: str = "") -> Said:
    told = {"type": f"https://docs.example/api-errors#{kind}", "title": title, "detail": detail, "instance": "0" * 32}
    return Said(status, told)


class FakeVonage(FakePlatform):
    """Takes texts for one account."""

    name: ClassVar[str] = "sms"
    tells_receipts: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.asked_for: list[dict[str, Any]] = []

    def settings(self) -> dict[str, str]:
        keys = {"sms_account": KEY, "sms_secret": SECRET, "sms_signing_secret": SIGNING}
        return {"sms_provider": "vonage", "sms_from": f"+{OURS}", "sms_api": self.api} | keys

    def person(self, number: int = 1) -> str:
        return f"+{447_700_900_000 + number}"

    def blocked(self) -> Said:
        return error(422, "1240", "Invalid params", "The value of one or more parameters is invalid.")

    def answer(self, asked: Asked) -> Said:
        if asked.headers.get("authorization") != "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode():
            return error(401, "unauthorized", "You did not provide correct credentials.")
        if (asked.method, asked.path) == ("GET", f"/accounts/{KEY}/secrets"):
            return Said(200, {"_embedded": {"secrets": [{"id": "x", "created_at": "2025-01-01T00:00:00Z"}]}})
        if (asked.method, asked.path) != ("POST", "/v1/messages"):
            return error(404, "not-found", "Not Found")
        if not asked.headers.get("content-type", "").startswith("application/json"):
            return error(415, "invalid-json", "Unsupported Media Type")
        return self._send(asked.json)

    def _send(self, what: dict[str, Any]) -> Said:
        wrong = {"message_type": "text", "channel": "sms", "from": OURS}.items() - what.items()
        to, text, hook = what.get("to"), what.get("text"), what.get("webhook_url", "https://")
        if not hook.startswith("https://") or what.get("webhook_version", "v1") not in {"v0.1", "v1"}:
            return error(422, "1020", "Invalid params", "The value of one or more parameters is invalid.")
        self.asked_for.append(what)
        if wrong or not isinstance(to, str) or not to.isdecimal() or not isinstance(text, str) or not 0 < len(text) <= MOST_TEXT:
            return error(422, "1020", "Invalid params", "The value of one or more parameters is invalid.")
        return Said(202, {"message_uuid": _uuid(self.arrive(f"+{to}", text))})

    def webhook(self, what: dict[str, Any], *, secret: str = SIGNING, **claims: Any) -> Webhook:
        """One webhook, signed."""
        return self.signed(json.dumps(what, separators=(",", ":")).encode(), secret=secret, **claims)

    def signed(self, body: bytes, *, secret: str = SIGNING, **claims: Any) -> Webhook:
        """Any body at all, signed."""
        told = {"iat": int(time.time()), "jti": str(self.next_number()), "iss": "Vonage", "api_key": KEY}
        told |= {"payload_hash": hashlib.sha256(body).hexdigest(), "application_id": _uuid("m1")} | claims
        token = jwt.encode(told, secret, algorithm="HS256")
        return Webhook(body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})

    def incoming(self, person: str, **more: Any) -> dict[str, Any]:
        """What tells of a message."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        about = {"channel": "sms", "message_uuid": _uuid(f"m{self.next_number()}"), "timestamp": now, "message_type": "text"}
        about |= {"to": OURS, "from": person.lstrip("+"), "context_status": "none"}
        return about | {"sms": {"num_messages": "1"}, "usage": {"price": "0.0050", "currency": "EUR"}} | more

    def webhook_for_text(self, person: str, text: str, **about: Any) -> Webhook:
        return self.webhook(self.incoming(person, text=text, **about))

    def webhook_for_media(self, person: str, caption: str = "") -> Webhook:
        image = {"url": f"{self.api}/media/0", "name": "0.jpg"} | ({"caption": caption} if caption else {})
        return self.webhook(self.incoming(person, channel="mms", message_type="image", image=image))

    def webhook_for_receipt(self, person: str, message_id: str, *, read: bool) -> Webhook:
        return self.status(person, _uuid(message_id), "read" if read else "delivered")

    def status(self, person: str, uuid: str, status: str, code: int = 0) -> Webhook:
        """How far one of ours has come."""
        error_of = {"error": {"type": f"https://docs.example/api-errors#{code}", "title": code, "detail": "…"}} if code else {}
        return self.webhook(self.incoming(person, message_uuid=uuid, status=status, to=person.lstrip("+"), **error_of))

    def forged(self, webhook: Webhook) -> Webhook:
        return self.webhook(json.loads(webhook.body), secret=SIGNING[::-1])


def _uuid(message_id: str) -> str:
    return f"aaaaaaaa-bbbb-4ccc-8ddd-{int(message_id[1:]):012x}"
