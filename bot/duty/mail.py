"""Tells the duty contact by e-mail."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Final, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from bot.duty.errors import BadDutySettingError
from bot.duty.words import Sender, lines, subject
from bot.services.tell_duty_contact import Notice

TIMEOUT: Final = 10.0  # seconds for each step of the talk with the server
_PORTS: Final = {"smtp": 587, "smtps": 465}
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_FORM: Final = "smtp://name:password@mail.example.org:587 or smtps://… ; write @ : / in name or password as %40 %3A %2F"


class NoEncryptionError(Exception):
    """The mail server offers no STARTTLS, so it is told nothing: the password would be read on the way."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. `tls`: from the first byte; else by STARTTLS, which only a server on this machine may lack."""

    host: str
    port: int
    tls: bool
    plain_allowed: bool
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""  # empty: the user where that is an address, else whom it is sent to

    @classmethod
    def parse(cls, url: str) -> MailServer:
        """Read UNHOOK_SMTP_URL. Raises BadDutySettingError, which does not repeat it: it may hold a password."""
        try:
            parts = urlsplit(url.strip())
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise BadDutySettingError("UNHOOK_SMTP_URL", "is not the address of a mail server", _FORM) from None
        if not parts.hostname:
            raise BadDutySettingError("UNHOOK_SMTP_URL", "names no mail server", _FORM)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        sender = parse_qs(parts.query).get("from", [user if "@" in user else ""])[0]
        tls, local = parts.scheme == "smtps", parts.hostname in _LOCAL
        return cls(parts.hostname, port, tls, local, user, password, sender)


@dataclass(frozen=True, slots=True)
class Mail:
    """One way to the duty contact. Implements bot.services.tell_duty_contact.DutyWay."""

    server: MailServer
    to: tuple[str, ...]
    sender: Sender
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    name: str = "email"
    told: Literal["mailed_at", "posted_at"] = "mailed_at"

    def tell(self, notice: Notice | None) -> None:
        """Hand it to the mail server. Raises smtplib.SMTPException, OSError (ssl's too), NoEncryptionError."""
        with self._connected() as server:
            server.send_message(self._letter(notice))

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        at = self.server
        if at.tls:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(at.host, at.port, timeout=TIMEOUT, context=self.context)
        else:
            opened = smtplib.SMTP(at.host, at.port, timeout=TIMEOUT)
        with opened as server:
            server.ehlo()
            if not at.tls:
                self._encrypt(server)
            if at.user:
                server.login(at.user, at.password)
            yield server

    def _encrypt(self, server: smtplib.SMTP) -> None:
        if server.has_extn("starttls"):
            server.starttls(context=self.context)
            server.ehlo()
        elif not self.server.plain_allowed:
            raise NoEncryptionError

    def _letter(self, notice: Notice | None) -> EmailMessage:
        sender = self.server.sender or self.to[0]
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = sender, ", ".join(self.to), subject(notice, self.sender)
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2] or "localhost")
        letter["Importance"], letter["Auto-Submitted"] = "high", "auto-generated"
        letter.set_content("\n".join(lines(notice, self.sender)) + "\n")
        return letter
