"""What all platforms have in common: an interface for programs, and webhooks that are called again until they are taken."""

from __future__ import annotations

import json
import threading
import time
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

import httpx2

TAKEN = range(200, 300)


@dataclass(frozen=True)
class Heard:
    """A message that arrived in somebody's app."""

    id: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()  # id, label


@dataclass(frozen=True)
class Asked:
    """One request to the platform."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body or b"null")

    @property
    def form(self) -> dict[str, str]:
        """The body as a form."""
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True)
class Said:
    """What the platform answers."""

    status: int
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Webhook:
    """One call of ours that the platform makes."""

    body: bytes
    headers: Mapping[str, str]
    method: str = "POST"
    query: str = ""


class FakePlatform(ABC):
    """Runs on a free port. `calls` is where our webhook is; tests set it once they know."""

    name: ClassVar[str]
    calls_webhook: ClassVar[bool] = True  # else we hold a line to it
    tells_deletions: ClassVar[bool] = False
    tells_receipts: ClassVar[bool] = False
    tells_delivered: ClassVar[bool] = True  # and not only what was read

    def __init__(self) -> None:
        self.calls = ""
        self.arrived: defaultdict[str, list[Heard]] = defaultdict(list)  # by person
        self.typing_shown: list[str] = []
        self.moods: list[Said | float] = []  # what the next requests meet instead: a refusal, or seconds of silence
        self.twice = False  # every webhook is called two times
        self.answers: list[int] = []  # what our webhook said
        self.asked: list[str] = []
        self._lock = threading.RLock()
        self._number = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self._client = httpx2.Client(timeout=10)

    @property
    def api(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._client.close()

    def next_number(self) -> int:
        """A number that was never given before."""
        with self._lock:
            self._number += 1
            return self._number

    # What a real platform differs in.

    @abstractmethod
    def settings(self) -> dict[str, str]:
        """Our settings for it, by name without UNHOOK_ and in small letters."""

    @abstractmethod
    def person(self, number: int = 1) -> str:
        """An invented address; the same number is the same person."""

    @abstractmethod
    def answer(self, asked: Asked) -> Said:
        """What the platform says to a request of ours. Strict: what the real one would refuse, this one refuses."""

    @abstractmethod
    def webhook_for_text(self, person: str, text: str, **about: Any) -> Webhook:
        """How it tells of a message."""

    def webhook_for_tap(self, person: str, button: str) -> Webhook:
        """How it tells of a tapped button."""
        raise AssertionError("this platform has no buttons")

    @abstractmethod
    def webhook_for_media(self, person: str, caption: str = "") -> Webhook:
        """How it tells of a picture."""

    def webhook_for_deletion(self, person: str, webhook: Webhook) -> Webhook:
        """How it tells that the message of an earlier webhook was deleted."""
        raise AssertionError("this platform does not tell it")

    def webhook_for_receipt(self, person: str, message_id: str, *, read: bool) -> Webhook:
        """How it tells that a message arrived or was read."""
        raise AssertionError("this platform does not tell it")

    @abstractmethod
    def forged(self, webhook: Webhook) -> Webhook:
        """The same without the platform's secret."""

    @abstractmethod
    def blocked(self) -> Said:
        """What it says when the person has blocked us."""

    # What is the same for all.

    def say(self, person: str, text: str, **about: Any) -> Webhook:
        """Somebody writes."""
        return self.deliver(self.webhook_for_text(person, text, **about))

    def tap(self, person: str, button: str) -> Webhook:
        """Somebody taps a button."""
        return self.deliver(self.webhook_for_tap(person, button))

    def deliver(self, webhook: Webhook, *, tries: int = 20) -> Webhook:
        """Call our webhook, and again until it is taken."""
        for _ in range(2 if self.twice else 1):
            for _ in range(tries):
                if self.call(webhook) in TAKEN:
                    break
                time.sleep(0.1)
            else:
                raise AssertionError("the webhook was never taken")
        return webhook

    def call(self, webhook: Webhook) -> int:
        """Call once; the status, or 0 when nobody answers."""
        url = self.calls + (f"?{webhook.query}" if webhook.query else "")
        try:
            status = self._client.request(webhook.method, url, content=webhook.body, headers=dict(webhook.headers)).status_code
        except httpx2.TransportError:
            status = 0
        self.answers.append(status)
        return status

    def arrive(self, person: str, text: str, buttons: tuple[tuple[str, str], ...] = ()) -> str:
        """Put a message into somebody's app."""
        with self._lock:
            heard = Heard(f"m{self.next_number()}", text, buttons)
            self.arrived[person].append(heard)
            return heard.id

    def texts(self, person: str) -> list[str]:
        """What somebody can read."""
        with self._lock:
            return [heard.text for heard in self.arrived[person]]

    def wait_for(self, person: str, words: str, *, seconds: float = 15, after: int = 0) -> Heard:
        """The first message with these words."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with self._lock:
                found = [heard for heard in self.arrived[person][after:] if words in heard.text]
            if found:
                return found[0]
            time.sleep(0.02)
        raise AssertionError(f"never came: {words!r}; came: {self.texts(person)}")

    @contextmanager
    def in_a_mood(self, *moods: Said | float) -> Iterator[None]:
        """Meet the next requests like this; all of them must have come."""
        with self._lock:
            self.moods += moods
        yield
        until = time.monotonic() + 15
        while self.moods and time.monotonic() < until:
            time.sleep(0.02)
        assert not self.moods

    def _meet(self, asked: Asked) -> Said:
        with self._lock:
            self.asked.append(f"{asked.method} {asked.path.partition('?')[0].rpartition('/')[2]}")
            mood = self.moods.pop(0) if self.moods else None
        if isinstance(mood, Said):
            return mood
        if mood is not None:
            time.sleep(mood)
        with self._lock:
            return self.answer(asked)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        meet = self._meet

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _take(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", "0")))
                headers = {name.lower(): value for name, value in self.headers.items()}
                said = meet(Asked(self.command, self.path, headers, body))
                data = b"" if said.status == 204 else json.dumps(said.body).encode()
                self.send_response(said.status)
                for name, value in {"Content-Type": "application/json", **said.headers}.items():
                    self.send_header(name, value)
                if data:
                    self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _take  # noqa: N815 - the names are the standard library's

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        return Handler
