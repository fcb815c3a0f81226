"""A real mail server and a real web server of the duty contact, on this machine."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from bot.duty.words import Sender
from tests.certificates import make_certificate

SENDER = Sender("Harbour Line", "https://console.example.org")
USER, PASSWORD = "post@example.org", "a:very/secret@word"


@dataclass
class PostOffice:
    """What a mail server has taken."""

    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str | None] = field(default_factory=list)
    refuses: bool = False
    port: int = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients += envelope.rcpt_tos
        self.encrypted.append(server.transport.get_extra_info("cipher") is not None)
        self.users.append(session.auth_data)
        return "250 taken"


def _authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    fits = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=fits, handled=False, auth_data=data.login.decode())


class _Server(Controller):
    def __init__(self, office: PostOffice, **more: Any) -> None:
        self.more = more
        super().__init__(office, hostname="127.0.0.1", port=0, ssl_context=more.pop("from_the_start", None))

    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="mail.example.org", **self.more)

    def _trigger_server(self) -> None:
        """The library's own look at the server knows neither a port that the system chose nor a server's side of TLS."""
        assert self.server
        self.port = self.server.sockets[0].getsockname()[1]
        with socket.create_connection((self.hostname, self.port)):
            return


def _running(office: PostOffice, **more: Any) -> Iterator[PostOffice]:
    server = _Server(office, **more)
    server.start()
    office.port = server.port
    yield office
    server.stop()


@pytest.fixture
def plain_office() -> Iterator[PostOffice]:
    """A mail server without encryption and without passwords."""
    yield from _running(PostOffice())


@pytest.fixture
def office(server_side: ssl.SSLContext) -> Iterator[PostOffice]:
    """A mail server that wants STARTTLS and a password."""
    yield from _running(
        PostOffice(), tls_context=server_side, require_starttls=True, authenticator=_authenticate, auth_required=True
    )


@pytest.fixture
def tls_office(server_side: ssl.SSLContext) -> Iterator[PostOffice]:
    """A mail server that speaks TLS from the first byte."""
    yield from _running(PostOffice(), from_the_start=server_side)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine, and its key."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def server_side(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture(scope="session")
def trusting(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """A client that knows the certificate."""
    return ssl.create_default_context(cafile=str(certificate[0]))


@dataclass
class Inbox:
    """What a web server was posted."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    location: str | None = None
    url: str = ""


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    inbox = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            inbox.posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(inbox.status)
            if inbox.location:
                self.send_header("Location", inbox.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    inbox.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield inbox
    server.shutdown()
    server.server_close()
    thread.join()
