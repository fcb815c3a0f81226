"""HTTPS between a proxy and the faces, for those who do not run both on one machine."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificate


class TlsError(Exception):
    """What UNHOOK_TLS names cannot be used. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Two PEM files: a certificate, with those that vouch for it behind it, and its key."""

    certificate: Path
    key: Path

    def ends(self) -> datetime:
        """When the certificate is out of date."""
        return load_pem_x509_certificate(self.certificate.read_bytes()).not_valid_after_utc


def read_tls(setting: str) -> Tls | None:
    """What UNHOOK_TLS says: `CERTIFICATE,KEY`, or None where it is empty. Raises TlsError."""
    if not setting.strip():
        return None
    names = [name.strip() for name in setting.split(",")]
    if len(names) != 2 or not all(names):  # noqa: PLR2004 - the two that are named in the message
        raise TlsError("UNHOOK_TLS needs two files with a comma between them. Cure: UNHOOK_TLS=CERTIFICATE.pem,KEY.pem")
    tls = Tls(Path(names[0]), Path(names[1]))
    for file in (tls.certificate, tls.key):
        try:
            file.read_bytes()
        except OSError as cause:
            raise TlsError(f"{file} of UNHOOK_TLS cannot be read ({cause.strerror}). Cure: let this account read it.") from cause
    try:
        # Without a password of its own a locked key would ask for one at the terminal, which nobody watches.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(tls.certificate, tls.key, password=lambda: "")
    except ssl.SSLError as cause:
        raise TlsError(
            f"{tls.certificate} and {tls.key} of UNHOOK_TLS do not belong together, or are no PEM files, or the key is locked. "
            "Cure: the certificate and its own key, unlocked, both as PEM."
        ) from cause
    return tls
