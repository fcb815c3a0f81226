"""Proves that a webhook is Meta's: the handshake when it is entered in the dashboard, and the signature of each call."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from bot.channels.channel import Answer, BadSignatureError, Call

_HEADER: Final = "x-hub-signature-256"


class Hook:
    """One app's. `secret`: the app secret, which signs; `verify_token`: a word chosen by us, asked for once."""

    def __init__(self, *, secret: str, verify_token: str) -> None:
        self._secret = secret.encode()
        self._verify_token = verify_token.encode()

    def handshake(self, call: Call) -> Answer | None:
        """Say the challenge back to whoever knows our word; None to anybody else."""
        told = call.query.get("hub.verify_token", "").encode("utf-8", "surrogatepass")
        known = hmac.compare_digest(told, self._verify_token)
        challenge = call.query.get("hub.challenge", "")
        return Answer(challenge) if known and challenge and call.query.get("hub.mode") == "subscribe" else None

    def verify(self, call: Call) -> None:
        """Compare the signature over the body as it came. Raises BadSignatureError."""
        told = call.headers.get(_HEADER, "").encode("utf-8", "surrogatepass")
        if not hmac.compare_digest(told, f"sha256={keyed_hash(self._secret, call.body)}".encode()):
            raise BadSignatureError


def keyed_hash(key: bytes, what: bytes) -> str:
    """HMAC-SHA256 in hexadecimal: Meta signs with it, and so is the proof that our token is used by us."""
    return hmac.new(key, what, hashlib.sha256).hexdigest()
