"""A server that says what a test tells it to say: every state of the page in a moment, and every fault when it is wanted."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.edge.security_headers import security_headers
from bot.guidance.copybook import CopyBook
from bot.web.page import page_in, read_page
from bot.web.safety_page import sections_of

ROOT = Path(__file__).resolve().parents[2]
EXIT = "https://www.bbc.co.uk/weather"
STATIC = ROOT / "bot" / "web" / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".html": "text/html"}
HEADERS = security_headers(frame_ancestors="'self'", https=False)
BOT_ANSWERS = {"owner": "bot", "counsellor": None, "queue_place": None}
PERSON = {"id": "ask_for_person", "label": "Talk to a person"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, instead of the usual. `cut`: the connection ends in the middle of it; `silent`: it is open, and nothing comes."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    silent: bool = False


@dataclass
class Stage:
    """What the page will be told. `replies`: by the end of the address, such as "messages"; `asked`: what the page asked."""

    language: str = "en"
    direction: str | None = None
    languages: list[dict[str, Any]] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=lambda: {**BOT_ANSWERS, "wait": None, "staffed": True, "has_code": False})
    log: list[dict[str, Any]] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    raw_events: list[str] = field(default_factory=list)
    generation: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def says(self, text: str, sender: str = "bot", **more: Any) -> None:
        """Add a message; an open page sees it at once."""
        with self._changed:
            self.log.append({"seq": len(self.log) + 1, "sender": sender, "text": text, **more})
            self._changed.notify_all()

    def becomes(self, **state: Any) -> None:
        """Change how things stand."""
        with self._changed:
            self.state = {**self.state, **state}
            self._changed.notify_all()

    def sends_raw(self, events: str) -> None:
        """Put these bytes into the open stream as they are."""
        with self._changed:
            self.raw_events.append(events)
            self._changed.notify_all()

    def close_streams(self) -> None:
        """End the streams that are open now; the page may open another."""
        with self._changed:
            self.generation += 1
            self._changed.notify_all()

    def waits_for_another(self) -> None:
        """Until the streams of this stage are closed."""
        generation = self.generation
        with self._changed:
            self._changed.wait_for(lambda: self.generation != generation, timeout=30)

    def notes(self, path: str, body: dict[str, Any]) -> None:
        """Keep what the page asked."""
        with self._changed:
            self.asked.append((path, body))
            self._changed.notify_all()

    def asked_for(self, ending: str) -> list[dict[str, Any]]:
        """The bodies of the requests whose address ends so."""
        return [body for path, body in self.asked if path.endswith(ending)]

    def receives(self, ending: str) -> list[dict[str, Any]]:
        """The same, once there is one: a page tells some things without waiting for an answer."""
        with self._changed:
            self._changed.wait_for(lambda: self.asked_for(ending), timeout=5)
        return self.asked_for(ending)

    def events(self, after: int) -> Iterator[str]:
        """What a stream carries, for as long as it is open."""
        raw, state, generation = len(self.raw_events), None, self.generation
        yield ": ping\n\n"
        while self.generation == generation:
            for message in [one for one in self.log if one["seq"] > after]:
                after = message["seq"]
                yield f"event: message\nid: {after}\ndata: {json.dumps(message)}\n\n"
            if self.state != state:
                state = self.state
                yield f"event: state\ndata: {json.dumps(state)}\n\n"
            yield from self.raw_events[raw:]
            raw = len(self.raw_events)
            with self._changed:
                self._changed.wait(0.2)

    def words(self, wanted: list[str]) -> dict[str, Any]:
        """The real words of data/copy."""
        known = {one["code"] for one in self.languages} | {self.language}
        language = next((tag for tag in wanted if tag in known and wanted[0] == tag), self.language)
        answer = {"language": language, "words": _interface(language), "languages": self.languages}
        return {**answer, "direction": self.direction} if self.direction else answer


@cache
def _interface(language: str) -> dict[str, str]:
    words = CopyBook.load(ROOT / "data", language, worldwide={}).words()
    return {key: text.replace("{emergency}", "999") for key, text in words.items()}


class StageServer(ThreadingHTTPServer):
    """Serves the built page and plays one stage after the other."""

    daemon_threads = True

    def __init__(self) -> None:
        self.stage = Stage()
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: StageServer

    def do_GET(self) -> None:
        stage, url = self.server.stage, urlsplit(self.path)
        query = parse_qs(url.query)
        if url.path == "/api/words":
            self._answer(stage.replies.get("words") or Reply(200, stage.words(query.get("lang", []))))
        elif reply := self._scripted(url.path, {}):
            self._answer(reply)
        elif url.path == "/api/safety":
            told = [{"title": title, "lines": lines} for title, lines in sections_of(_interface(stage.language))]
            self._answer(Reply(200, {"sections": told}))
        elif url.path.endswith("/events"):
            self._stream(stage, int(query.get("after", ["0"])[0]))
        elif url.path.endswith("/messages"):
            after = int(query.get("after", ["0"])[0])
            self._answer(Reply(200, {"messages": [one for one in stage.log if one["seq"] > after], "state": stage.state}))
        else:
            self._file(STATIC / ("index.html" if url.path == "/" else url.path.removeprefix("/static/")))

    def do_POST(self) -> None:
        stage, path = self.server.stage, urlsplit(self.path).path
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if reply := self._scripted(path, body):
            self._answer(reply)
        elif path == "/api/conversations":
            self._answer(Reply(201, {"conversation": "c_1", "token": "t_1", "language": stage.language}))
        elif path.endswith(("/messages", "/person")):
            known = next((one["seq"] for one in stage.log if one.get("client_id") == body["client_id"]), None)
            if known is None:
                stage.says(body.get("text") or body.get("tap") or PERSON["label"], "young_person", client_id=body["client_id"])
            self._answer(Reply(201, {"seq": known or len(stage.log)}))
        else:
            self._answer(Reply(204))

    def _scripted(self, path: str, body: dict[str, Any]) -> Reply | None:
        stage = self.server.stage
        stage.notes(path, body)
        return next((reply for ending, reply in stage.replies.items() if path.endswith(ending)), None)

    def _answer(self, reply: Reply) -> None:
        if reply.silent:
            self.server.stage.waits_for_another()
            self.close_connection = True
            return
        content = b"" if reply.body is None else json.dumps(reply.body).encode()
        self._head(reply.status, "application/json", {**reply.headers, "Content-Length": str(len(content))})
        self.wfile.write(content[: len(content) // 2] if reply.cut else content)
        self.close_connection = self.close_connection or reply.cut

    def _file(self, path: Path) -> None:
        if not path.is_file():
            self._answer(Reply(404, {"error": {"code": "not_found"}}))
            return
        page = path.name == "index.html"
        content = self._page(path).encode() if page else path.read_bytes()
        content = gzip.compress(content)  # as the real server does
        self._head(200, TYPES[path.suffix], {"Content-Encoding": "gzip", "Content-Length": str(len(content))})
        self.wfile.write(content)

    def _page(self, path: Path) -> str:
        language = self.server.stage.language
        return page_in(read_page(path, EXIT, themed=False), language, _interface(language))

    def _stream(self, stage: Stage, after: int) -> None:
        self._head(200, "text/event-stream", {"Connection": "close"})
        try:
            for events in stage.events(after):
                self.wfile.write(events.encode())
        except OSError:
            return  # the page has gone
        finally:
            self.close_connection = True

    def _head(self, status: int, kind: str, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Cache-Control": "no-store", **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
