"""Speaks with one OpenID provider: code flow with PKCE, keys and addresses by discovery, two algorithms and no others.

The libraries parse and check; what may be accepted is fixed here, so that nothing the provider sends chooses it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client, OAuthError
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.services.sso import SsoFailedError, SsoIdentity, SsoStart
from bot.sso.errors import BadSsoSettingError

_ALGORITHMS: Final = ["RS256", "ES256"]  # both need a private key that only the provider has
_TIMEOUT: Final = 5.0  # seconds; somebody waits
_LEEWAY: Final = 60  # seconds that the provider's clock may be off
_DISCOVERY: Final = "/.well-known/openid-configuration"
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}
_NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MFA: Final = "mfa"  # RFC 8176: more than one factor was given at the provider


@dataclass
class OidcProvider:
    """Implements bot.services.sso.SsoProvider. What it learned from the provider is kept until a key is not found."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    clock: Callable[[], datetime]
    _known: dict[str, Any] | None = None
    _keys: KeySet | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Raises BadSsoSettingError."""
        if not self.client_id:
            raise BadSsoSettingError("UNHOOK_OIDC_CLIENT_ID is empty.", "register Unhook with the provider, and set its id.")
        if not _is_safe(self.issuer):
            raise BadSsoSettingError("UNHOOK_OIDC_ISSUER is no https:// address.", "copy it from the provider, in full.")

    def begin(self, redirect_uri: str, state: str) -> SsoStart:
        """Where to send the browser, and what has to be kept for its return. Raises SsoFailedError."""
        nonce, verifier = generate_token(32), generate_token(64)
        with self._client(redirect_uri) as client:
            address, _ = client.create_authorization_url(
                self._endpoint("authorization_endpoint"), state=state, code_verifier=verifier, nonce=nonce
            )
        return SsoStart(address, nonce, verifier)

    def finish(self, redirect_uri: str, code: str, *, nonce: str, verifier: str) -> SsoIdentity:
        """Who came back. Raises SsoFailedError, whatever is wrong with what the provider said."""
        try:
            with self._client(redirect_uri) as client:
                token = client.fetch_token(self._endpoint("token_endpoint"), code=code, code_verifier=verifier)
            return self._identity(str(token["id_token"]), nonce, token.get("access_token"))
        except (OAuthError, JoseError, httpx2.HTTPError, KeyError, ValueError, TypeError) as error:
            raise SsoFailedError(type(error).__name__) from None

    def _identity(self, id_token: str, nonce: str, access_token: object) -> SsoIdentity:
        try:
            decoded = jwt.decode(id_token, self._key_set(), algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            # The provider may have new keys; what is wrong stays wrong.
            decoded = jwt.decode(id_token, self._key_set(anew=True), algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            options={
                "iss": {"essential": True, "value": self._discovered()["issuer"]},
                "aud": {"essential": True, "value": self.client_id},
            },
            params={"nonce": nonce, "client_id": self.client_id, "access_token": access_token},
        )
        claims.validate(now=int(self.clock().timestamp()), leeway=_LEEWAY)
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:  # noqa: PLR2004  the limit of the standard
            raise ValueError("sub")
        return SsoIdentity(subject, second_factor=_MFA in (claims.get("amr") or ()))

    def _client(self, redirect_uri: str) -> OAuth2Client:
        return OAuth2Client(
            client_id=self.client_id,
            client_secret=self.client_secret or None,
            token_endpoint_auth_method="client_secret_basic" if self.client_secret else "none",
            scope="openid",
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
            trust_env=False,
        )

    def _endpoint(self, name: str) -> str:
        return str(self._discovered()[name])

    def _discovered(self) -> dict[str, Any]:
        """The provider's own description. It must be of the issuer that was set, and lead to safe addresses only."""
        with self._lock:
            if self._known is None:
                found = _fetch(self.issuer.rstrip("/") + _DISCOVERY)
                if found.get("issuer") != self.issuer or not all(_is_safe(str(found.get(name))) for name in _NEEDED):
                    raise SsoFailedError("discovery")
                self._known = found
            return self._known

    def _key_set(self, *, anew: bool = False) -> KeySet:
        address = self._endpoint("jwks_uri")
        with self._lock:
            if self._keys is None or anew:
                self._keys = KeySet.import_key_set(_fetch(address))  # type: ignore[arg-type]
            return self._keys


def _fetch(address: str) -> dict[str, Any]:
    try:
        answer = httpx2.get(address, timeout=_TIMEOUT, trust_env=False, follow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise SsoFailedError(type(error).__name__) from None
    if not isinstance(found, dict):
        raise SsoFailedError("discovery")
    return found


def _is_safe(address: str) -> bool:
    """HTTPS; on this machine, for trying it out, HTTP too."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK))
