"""A small OpenID provider on a local socket, strict where the standard is strict; and dishonest where a test wants it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

CLIENT_ID, CLIENT_SECRET = "unhook", "a-secret-of-the-client"
Claims = dict[str, Any]


@dataclass
class Grant:
    """What a code stands for."""

    challenge: str
    redirect_uri: str
    nonce: str


@dataclass
class OpenIdProvider:
    """`subject` is who is signed in there. The others change what it says."""

    issuer: str = ""
    subject: str = "person-1"
    amr: list[str] | None = None
    told_issuer: str | None = None  # in its own description
    changes: Claims = field(default_factory=dict)  # of the claims in a token; None takes one out
    algorithm: str = "RS256"
    forge: Callable[[Claims], str] | None = None  # writes the token instead
    clock: Callable[[], float] = time.time
    seen: list[str] = field(default_factory=list)
    _grants: dict[str, Grant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.new_keys()

    def new_keys(self) -> None:
        """Throw the keys away and make others, as providers do from time to time."""
        self.rsa = RSAKey.generate_key(2048, parameters={"kid": secrets.token_hex(4), "use": "sig"})
        self.ec = ECKey.generate_key("P-256", parameters={"kid": secrets.token_hex(4), "use": "sig"})

    def app(self) -> Starlette:
        """Its addresses."""
        app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.describe),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
            ]
        )
        app.state.listeners = _NoStreams()
        return app

    async def describe(self, _: Request) -> JSONResponse:
        self.seen.append("describe")
        return JSONResponse(
            {
                "issuer": self.told_issuer or self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],  # what it says must not matter
            }
        )

    async def jwks(self, _: Request) -> JSONResponse:
        self.seen.append("jwks")
        return JSONResponse(KeySet([self.rsa, self.ec]).as_dict(private=False))

    async def authorize(self, request: Request) -> RedirectResponse:
        """Whoever comes is `subject`, without being asked."""
        asked = request.query_params
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self._grants[code] = Grant(asked["code_challenge"], asked["redirect_uri"], asked["nonce"])
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", 302)

    async def token(self, request: Request) -> JSONResponse:
        """A code is good once, for whom it was made for, with the verifier of its challenge."""
        self.seen.append("token")
        form = {key: str(value) for key, value in (await _form(request)).items()}
        basic = base64.b64decode(request.headers.get("authorization", "").removeprefix("Basic ")).decode()
        grant = self._grants.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        fits = grant and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == grant.challenge
        if basic != f"{CLIENT_ID}:{CLIENT_SECRET}" or not grant or not fits or form["redirect_uri"] != grant.redirect_uri:
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        return JSONResponse({"access_token": access, "token_type": "Bearer", "id_token": self._id_token(grant.nonce)})

    def _id_token(self, nonce: str) -> str:
        now = int(self.clock())
        claims: Claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **({"amr": self.amr} if self.amr else {}),
            **self.changes,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.forge:
            return self.forge(claims)
        key = self.ec if self.algorithm == "ES256" else self.rsa
        return jwt.encode({"alg": self.algorithm, "kid": key.kid}, claims, key, algorithms=[self.algorithm])

    def unsigned(self, claims: Claims) -> str:
        """`alg: none`."""
        return f"{_part({'alg': 'none'})}.{_part(claims)}."

    def signed_with_the_clients_secret(self, claims: Claims) -> str:
        """HS256: the client knows the key, and so does whoever stole its settings."""
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(CLIENT_SECRET * 2), algorithms=["HS256"])

    def signed_with_the_public_key(self, claims: Claims) -> str:
        """HS256 with what everybody can read, where a verifier does not fix the algorithm."""
        public = self.rsa.as_pem(private=False)
        signed = f"{_part({'alg': 'HS256', 'kid': self.rsa.kid})}.{_part(claims)}"
        return f"{signed}.{_base64(hmac.digest(public, signed.encode(), 'sha256'))}"

    def signed_with_a_key_of_its_own(self, claims: Claims) -> str:
        """The key comes along in the header, and is of whoever wrote the token."""
        own = RSAKey.generate_key(2048)
        header = {"alg": "RS256", "kid": self.rsa.kid, "jwk": own.as_dict(private=False)}
        return jwt.encode(header, claims, own, algorithms=["RS256"])


class _NoStreams:
    def close(self) -> None:
        """What bot.edge.server closes when it stops."""


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode()))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _part(value: Claims) -> str:
    return _base64(json.dumps(value).encode())
