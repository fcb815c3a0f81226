"""Meta's Graph API and its webhooks, as Meta's pages for developers describe what WhatsApp, Instagram and Messenger share."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.fakes.platform import Asked, FakePlatform, Said, Webhook

TOKEN = "EAAinvented" + "A" * 40
SECRET = "0123456789abcdef" * 2
VERIFY = "a-word-of-this-test-only"
VERSION = "v26.0"
NOT_THERE = 33  # the subcode of a node that this token does not see
WINDOW = 24 * 60 * 60  # seconds
_PATH = re.compile(r"/v\d+\.\d/([\w-]+)(?:/(\w+))?")


def wrong(status: int, code: int, why: str, subcode: int | None = None, *, transient: bool | None = None) -> Said:
    """An error in Graph's form."""
    kind = "GraphMethodException" if subcode == NOT_THERE or "appsecret_proof" in why else "OAuthException"
    error: dict[str, Any] = {"message": f"(#{code}) {why}", "type": kind, "code": code, "fbtrace_id": "Ainvented"}
    if subcode:
        error["error_subcode"] = subcode
    if transient is not None:
        error["is_transient"] = transient
    return Said(status, {"error": error})


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    """The headers of a call that Meta makes."""
    code = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={code}", "Content-Type": "application/json", "User-Agent": "facebookexternalua"}


class FakeGraph(FakePlatform, ABC):
    """Takes the token in the header only with the proof of the app secret, as the setting "Require app secret" demands."""

    account: str  # of ours

    def __init__(self) -> None:
        super().__init__()
        self.wrote: dict[str, float] = {}  # by person: when they last wrote
        self.sent_bodies: list[dict[str, Any]] = []

    @property
    def graph(self) -> str:
        """Where it listens, with the version."""
        return f"{self.api}/{VERSION}"

    def answer(self, asked: Asked) -> Said:
        address = urlsplit(asked.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        found = _PATH.fullmatch(address.path)
        if found is None:
            return wrong(404, 2500, "Unknown path components")
        node, edge = found.groups()
        return self._stranger(asked, query) or self._do(asked, node, edge, query)

    def _stranger(self, asked: Asked, query: dict[str, str]) -> Said | None:
        """Who does not show token and proof is told so."""
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return wrong(401, 190, "Invalid OAuth access token.")
        proof = hmac.new(SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
        if "appsecret_proof" not in query:
            return wrong(400, 100, "API calls from the server require an appsecret_proof argument")
        if query["appsecret_proof"] != proof:
            return wrong(400, 100, "Invalid appsecret_proof provided in the API argument")
        return None

    def _do(self, asked: Asked, node: str, edge: str | None, query: dict[str, str]) -> Said:
        if asked.method == "GET" and edge is None:
            return self.node(node, query.get("fields", "id"))
        if asked.method == "GET" and edge == "subscribed_apps":
            return self.subscriptions(node)
        if asked.method != "POST" or edge != "messages":
            return wrong(400, 100, "Unsupported request", 33)
        try:
            what = asked.json
        except ValueError:
            return wrong(400, 100, "The body is no JSON")
        return self.send(node, what) if isinstance(what, dict) else wrong(400, 100, "Param is no object")

    @abstractmethod
    def node(self, node: str, fields: str) -> Said:
        """Some fields of a node."""

    def subscriptions(self, node: str) -> Said:
        """Only Pages have any."""
        return wrong(400, 100, f"Tried accessing nonexisting field (subscribed_apps) of {node}")

    @abstractmethod
    def send(self, node: str, what: dict[str, Any]) -> Said:
        """Take a message."""

    def too_late(self, person: str) -> bool:
        """Whether the 24 hours are over."""
        return time.time() - self.wrote.get(person, 0) > WINDOW

    def webhook(self, body: Any) -> Webhook:
        """One call, signed."""
        data = json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()  # Meta writes other letters as \uXXXX
        return Webhook(data, signed(data))

    def handshake(self, word: str = VERIFY, challenge: str = "1158201444") -> Webhook:
        """What Meta asks when a webhook is entered in the dashboard."""
        query = {"hub.mode": "subscribe", "hub.verify_token": word, "hub.challenge": challenge}
        return Webhook(b"", {}, "GET", urlencode(query))

    def forged(self, webhook: Webhook) -> Webhook:
        return Webhook(webhook.body, signed(webhook.body, "f" * 32))
